import TopsliceCashFlows
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney

extension CashFlowReport {
    /// The forecast as a self-contained page.
    package var page: HTMLPage {
        HTMLPage(
            title: terms.name,
            subtitle: subtitle,
            opening: PageParts.opening(answer: answer, cards: cards, warnings: warnings),
            sections: sections,
            footer:
                "Made by Topslice \(provenance.version). All amounts are exact to the penny; drawings "
                + "show sizes only.",
            layout: .ledger
        )
    }

    private var subtitle: String {
        guard let months = forecast.parties.first?.months, let first = months.first,
            let last = months.last
        else { return "No money moves" }
        return "Cash by party and month, \(first.month) to \(last.month)"
    }

    /// Who needs most working capital.
    private var neediest: PartyCash? {
        forecast.parties.filter(isProvider).max { need($0) < need($1) }
    }

    private func need(_ cash: PartyCash) -> Int { cash.peak?.amount.minorUnits ?? 0 }

    /// In sentences, for page and terminal.
    var answer: [String] {
        var sentences: [String] = []
        for cash in forecast.parties.filter(isProvider).prefix(5) {
            guard let peak = cash.peak else { continue }
            sentences.append(
                "\(cash.party) needs working capital of \(peak.amount.shown) at the peak, on \(peak.date)."
            )
        }
        if let investment = forecast.investment {
            let multiple = investment.multiple?.decimal(
                places: 2,
                rounding: .nearestOrAwayFromZero
            )
            sentences.append(
                "\(Words.list(investment.parties)): \(investment.paid.shown) put in, "
                    + "\(investment.received.shown) got back"
                    + (multiple.map { ", \($0) for each pound" } ?? "") + ". "
                    + (investment.annual.rate == nil ? investment.annual.words : rates(investment))
            )
        }
        for (item, tariff) in zip(terms.breakEvens, forecast.breakEvens) {
            sentences.append(breakEvenWords(item, tariff))
        }
        sentences += riskAnswer
        return sentences.isEmpty ? ["Nobody needs working capital."] : sentences
    }

    private func rates(_ investment: InvestmentReturn) -> String {
        "Annual rate of return \(investment.annual.shown), dated \(investment.dated.shown)."
    }

    /// Whoever receives something and has to wait for it: neither those who only pay nor the vehicle of a bond.
    private func isProvider(_ cash: PartyCash) -> Bool {
        cash.peak != nil && cash.received.isPositive && cash.paid.isPositive
            && cash.party != terms.bond?.vehicle && !terms.investors.contains(cash.party)
    }

    private func breakEvenWords(_ item: BreakEvenTerms, _ tariff: BreakEvenTariff) -> String {
        func text(_ tariff: BreakEvenTariff.Tariff?) -> String {
            tariff?.multiple.decimal(places: 2, rounding: .nearestOrAwayFromZero) ?? "no"
        }
        let level = (item.confidence * 100).shown + "%"
        return
            "\(item.name): \(item.achieved) of \(item.people) succeeded, so a tariff breaks even at "
            + "\(text(tariff.observed)) × the cost of one; at the ends of the exact \(level) interval of "
            + "the share at \(text(tariff.atLow)) and \(text(tariff.atHigh)) ×."
    }

    private var cards: [Markup] {
        var cards: [Markup] = []
        if let neediest, let peak = neediest.peak {
            cards.append(
                PageParts.card(
                    peak.amount.shownShort,
                    "most working capital: \(neediest.party), \(CalendarMonth(of: peak.date))"
                )
            )
        }
        if let investment = forecast.investment {
            cards.append(PageParts.card(investment.annual.shown, "annual rate of return"))
            cards.append(PageParts.card(investment.dated.shown, "dated rate of return"))
            cards.append(
                PageParts.card(
                    investment.multiple?.decimal(places: 2, rounding: .nearestOrAwayFromZero)
                        ?? NumberFormat.dash,
                    "back for each pound put in"
                )
            )
        }
        return cards
    }

    private var sections: [HTMLPage.Section] {
        var sections: [HTMLPage.Section] = []
        func add(_ heading: String, _ tables: [ReportTable]) {
            let content = tables.filter { !$0.rows.isEmpty }.map { $0.page().markup }
            if !content.isEmpty { sections.append(.init(heading, content)) }
        }
        if !forecast.parties.isEmpty {
            sections.append(.init("Who needs how much cash when", [balanceFigure.markup]))
        }
        add("What the investment gave back", [investments, tranches])
        if let investment = forecast.investment {
            sections.append(
                .init(
                    "The rates and their diagnosis",
                    [
                        .paragraph("Annual: \(investment.annual.words)"),
                        .paragraph("Dated: \(investment.dated.words)"),
                        .paragraph(
                            "Annual rates count whole years from the first flow, dated rates days over 365. Every "
                                + "rate above −100% is looked for, with enclosures that cannot miss one; a "
                                + "rate is given only where it is the only one."
                        ),
                    ]
                )
            )
        }
        sections += riskSections
        add("Break-even tariffs", [breakEvens])
        add("Cost of finance", [finance])
        if !forecast.parties.isEmpty {
            sections.append(
                .init(
                    "Month by month",
                    [months.page(first: Self.pageRows, elsewhere: "cashflow.csv has all").markup]
                )
            )
        }
        sections.append(.init("Inputs and options", provenance.markup))
        return sections
    }

    private static let pageRows = 400
    /// More lines can no longer be told apart.
    private static let mostSeries = 5

    private var balanceFigure: Figure {
        let shown = forecast.parties.sorted { need($0) > need($1) }.prefix(Self.mostSeries)
        return Figure(
            id: "balances",
            title: "Balance at the end of each month",
            summary: "A line a party; below zero it needs working capital.",
            chart: LineChart(
                series: shown.map { cash in
                    .init(
                        name: cash.party,
                        points: cash.months.enumerated().map {
                            .init(Double($0.offset + 1), $0.element.balance.length)
                        }
                    )
                },
                x: .init(
                    .linear,
                    title: "Month"
                        + (shown.first?.months.first.map { " (1 is \($0.month))" } ?? "")
                ),
                y: .init(.linear, title: "Balance, " + terms.currency.code)
            ),
            table: parties.page(),
            note: forecast.parties.count > Self.mostSeries
                ? "The \(Self.mostSeries) parties that need most; the table has all." : ""
        )
    }
}

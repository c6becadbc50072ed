import TopsliceAppraisal
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing

extension AppraisalReport {
    /// The appraisal as a self-contained page.
    package var page: HTMLPage {
        HTMLPage(
            title: terms.name,
            subtitle: "Appraisal over \(Words.count(terms.years, "year", "years"))"
                + (terms.priceYear.map { ", in prices of \($0)" } ?? ""),
            opening: PageParts.opening(answer: answer, cards: cards, warnings: warnings),
            sections: sections,
            footer:
                "Made by Topslice \(provenance.version). All amounts are worked out exactly and "
                + "rounded once; drawings show sizes only.",
            layout: .ledger
        )
    }

    private var sections: [HTMLPage.Section] {
        var sections: [HTMLPage.Section] = [
            .init("What it comes to", [summary.page().markup]),
            .init("Year by year", [yearFigure.markup]),
            .init("Who pays and who benefits", [agencyFigure.markup]),
            .init(
                "Where the benefits come from",
                [benefits.page().markup, factors.page().markup]
            ),
            .init("What is spent", [costs.page().markup]),
        ]
        if !terms.successes.isEmpty {
            sections.append(.init("Successes and their comparison", successMarkup))
        }
        sections += [
            .init("What it hangs on", [tornadoFigure.markup, switching.page().markup]),
            .init("How it was worked out", [.definitions(method)]),
            .init("Inputs and options", provenance.markup),
        ]
        return sections
    }

    var intervalWords: String? {
        guard let interval = appraisal.interval else { return nil }
        func text(_ ratio: Rational?) -> String {
            ratio?.decimal(places: 2, rounding: .nearestOrAwayFromZero) ?? NumberFormat.dash
        }
        let level = interval.confidence.map { "\(percent($0)) " } ?? ""
        let ends = interval.rows.count == 1 ? "the ends" : "the worse and the better ends"
        return "At \(ends) of the \(level)interval of the measured impact the ratio is "
            + "\(text(interval.low.ratio)) and \(text(interval.high.ratio)), the net present value "
            + "\(interval.low.net.shown) and \(interval.high.net.shown)."
    }

    /// In sentences, for page and terminal.
    var answer: [String] {
        let worth = appraisal.present
        let ratio = worth.ratio?.decimal(places: 2, rounding: .nearestOrAwayFromZero)
        var sentences = [
            "Costs of \(worth.costs.shown) bring benefits of \(worth.benefits.shown) in present values: "
                + "\(worth.net.shown) net"
                + (ratio.map { ", £1 brings \(pounds($0))" } ?? "") + "."
        ]
        if let interval = intervalWords { sentences.append(interval) }
        if let payback = appraisal.payback {
            sentences.append(
                "What is spent is back in year \(payback.year), after "
                    + "\(payback.months.decimal(places: 1, rounding: .nearestOrAwayFromZero)) months."
            )
        } else {
            sentences.append("What is spent does not come back within these years.")
        }
        if let part = appraisal.attributableForOne, part <= 1,
            let undiscounted = appraisal.undiscountedAttributableForOne
        {
            sentences.append(
                "The benefits equal the costs where only \(percent(part)) of them are due to the "
                    + "programme (\(percent(undiscounted)) undiscounted)."
            )
        }
        return sentences
    }

    private func pounds(_ ratio: String) -> String {
        let symbol = terms.currency.symbol ?? terms.currency.code + " "
        return ratio.hasPrefix("-") ? "-\(symbol)\(ratio.dropFirst())" : symbol + ratio
    }

    private var cards: [Markup] {
        let payback = appraisal.payback.map {
            $0.months.decimal(places: 1, rounding: .nearestOrAwayFromZero) + " months"
        }
        return [
            PageParts.card(appraisal.present.net.shownShort, "net present value"),
            PageParts.card(
                appraisal.present.ratio?.decimal(places: 2, rounding: .nearestOrAwayFromZero)
                    ?? NumberFormat.dash,
                "benefits for each pound of cost"
            ),
            PageParts.card(payback ?? "never", "until it is paid back"),
            appraisal.annual.map {
                PageParts.card($0.negatedNet.shownShort, "net benefit a year, the same every year")
            },
        ].compactMap { $0 }
    }

    private var moneyFormat: NumberFormat {
        NumberFormat(
            notation: .fixed(decimals: 0),
            prefix: terms.currency.symbol ?? terms.currency.code + " "
        )
    }

    private var yearFigure: Figure {
        Figure(
            id: "years",
            title: "When it pays back",
            summary:
                "A line of the net present value up to each year; it crosses zero where everything spent "
                + "is back.",
            chart: LineChart(
                series: [
                    .init(
                        name: "Net present value so far",
                        points: appraisal.years.map { .init(Double($0.year), $0.cumulative.length) }
                    )
                ],
                x: .init(.linear, title: "Year"),
                y: .init(.linear, title: "Net present value so far, " + terms.currency.code)
            ),
            table: years.page()
        )
    }

    private var agencyFigure: Figure {
        Figure(
            id: "agencies",
            title: "Costs and benefits by agency",
            summary:
                "Two bars an agency: what it pays and what it is worth to it, in present values.",
            chart: GroupedBarChart(
                series: ["Costs", "Benefits", "Cashable benefits"],
                groups: appraisal.agencies.prefix(40).map {
                    .init(
                        label: $0.agency,
                        values: [$0.costs.length, $0.benefits.length, $0.cashable.length]
                    )
                },
                namesHeading: "Agency",
                axisTitle: "Present value, " + terms.currency.code,
                format: moneyFormat,
                isSigned: false
            ),
            table: agencies.page(),
            note: appraisal.agencies.count > 40 ? "The first 40 agencies; the table has all." : ""
        )
    }

    private var tornadoFigure: Figure {
        let bars = appraisal.tornado.prefix(15)
        return Figure(
            id: "tornado",
            title: "What the net present value hangs on",
            summary:
                "A bar for each number, from the net present value at its low end to that at its "
                + "high end; the widest stands above.",
            chart: TornadoChart(
                level: appraisal.present.net.length,
                bars: bars.map {
                    .init(
                        label: words($0.number),
                        low: $0.atLow.net.length,
                        high: $0.atHigh.net.length
                    )
                },
                namesHeading: "Number",
                figuresHeading: "Net present value",
                axisTitle: "Net present value, " + terms.currency.code,
                format: moneyFormat
            ),
            table: tornado.page(),
            note: appraisal.tornado.count > bars.count
                ? "The first \(bars.count) numbers; the table has all." : ""
        )
    }

    private var successMarkup: [Markup] {
        let sentences = terms.successes.map { success in
            let paid =
                "\(success.name): \(success.paidClaims.shown) of "
                + "\(Words.count(success.people, "person", "people")) succeed"
            guard let without = success.without, let attributable = success.attributable else {
                return paid + "; how many would have succeeded anyway is not known, so the rate of "
                    + "\(percent(success.rate)) says nothing of what the programme did."
            }
            return paid + ", \((without * Rational(success.people)).shown) would have anyway: "
                + "\(attributable.shown) are due to the programme. The rate of \(percent(success.rate)) "
                + "means nothing without the \(percent(without)) beside it."
        }
        return sentences.map(Markup.paragraph) + [successes.page().markup]
    }

    private var method: [(term: String, meaning: String)] {
        let schedule = terms.discounting.schedule
        return [
            (
                "Rates",
                "\(schedule.title), \(schedule.vintage): \(schedule.words(through: terms.years))."
            ),
            (
                "Timing",
                "\(terms.discounting.timing.shortWords): \(terms.discounting.timing.words)."
            ),
            (
                "Payback",
                "Undiscounted: the money of year 0 moves at once, that of every later year evenly over it."
            ),
            (
                "Equivalent annual amounts",
                appraisal.annual.map {
                    "The same amount in each of the years after the decision, worth as much: a present value "
                        + "times "
                        + $0.factor.decimal(places: 4, rounding: .nearestOrAwayFromZero) + "."
                } ?? "There is no year after the decision."
            ),
            (
                "Benefits",
                "Population × affected × engagement × retention × incidents × impact × (1 − deadweight) × "
                    + "(1 − displacement) × (1 − leakage) × (1 − substitution) × unit cost × (1 − optimism "
                    + "bias), those that are stated (HM Treasury and New Economy 2014)."
            ),
            (
                "Costs",
                "Amounts × (1 + optimism bias × (1 − mitigation)) × (1 + burden of taxes), with the cost of "
                    + "commissioning itself."
            ),
            ("Rounding", Self.rounding + "."),
        ]
    }
}

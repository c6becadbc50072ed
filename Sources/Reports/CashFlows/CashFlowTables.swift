import TopsliceCashFlows
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing

/// The tables of a forecast, each stated once.
extension CashFlowReport {
    var kind: Workbook.Column.Kind { terms.currency.columnKind }

    /// As people call a party.
    func name(_ party: String) -> String { terms.names[party] ?? party }

    /// A table of few rows, each of which becomes a card on a telephone.
    func carded(_ table: ReportTable) -> HTMLTable {
        var table = table
        table.isStacked = true
        return table.page()
    }

    /// People read the name of a party, data its identifier.
    func cell(of party: String) -> ReportCell { .named(party, label: name(party)) }

    func cell(_ value: Rational?, _ format: NumberFormat) -> ReportCell {
        value.map { Quantity($0).reportCell(format) } ?? .empty
    }

    static let multiple = NumberFormat(notation: .fixed(decimals: 2))
    static let rate = NumberFormat(
        notation: .fixed(decimals: 2),
        multiplier: 100,
        suffix: "%"
    )

    var parties: ReportTable {
        ReportTable(
            name: "Parties",
            caption:
                "What each party pays and receives in all, and the working capital it needs at most.",
            columns: [
                .init("Party", key: "party"), .init("Opening", key: "opening", kind),
                .init("In", key: "in", kind), .init("Out", key: "out", kind),
                .init("Balance", key: "closing", kind),
                .init("Peak need", key: "peak", kind), .init("Peak month", key: "peak_month"),
                .init("", key: "peak_date"),
                .init("Mean wait, days", key: "lag_days", .decimal(places: 1)),
                .init("Longest", key: "longest_lag_days", .integer),
            ],
            rows: forecast.parties.map { cash in
                let month = cash.peak.map { "\(CalendarMonth(of: $0.date))" }
                return [
                    cell(of: cash.party), cash.opening.reportCell, cash.received.reportCell,
                    cash.paid.reportCell, cash.closing.reportCell,
                    (cash.peak?.amount ?? .zero(terms.currency)).reportCell, .text(month ?? ""),
                    .text(cash.peak.map { "\($0.date)" } ?? ""),
                    cell(cash.lag.days, NumberFormat(notation: .fixed(decimals: 1))),
                    cash.lag.longest.map { .integer($0) } ?? .empty,
                ]
            }
        )
    }

    /// Tidy: a line a party and month.
    var months: ReportTable {
        ReportTable(
            name: "Months",
            caption:
                "Every month of every party: money in, money out, what it then holds, and how far below "
                + "zero it goes on any day.",
            columns: [
                .init("Month", key: "month"), .init("Party", key: "party"),
                .init("In", key: "in", kind), .init("Out", key: "out", kind),
                .init("Balance", key: "balance", kind), .init("Need", key: "need", kind),
            ],
            rows: forecast.parties.flatMap { cash in
                cash.months.map {
                    [
                        .text("\($0.month)"), cell(of: cash.party), $0.received.reportCell,
                        $0.paid.reportCell, $0.balance.reportCell, $0.need.reportCell,
                    ]
                }
            }
        )
    }

    var investments: ReportTable {
        var returns = forecast.investors
        if let whole = forecast.investment { returns.insert(whole, at: 0) }
        return ReportTable(
            name: "Returns",
            caption:
                "What came back for what was put in. A rate is given only where it is the only one.",
            columns: [
                .init("Investor", key: "investor"), .init("Put in", key: "paid", kind),
                .init("Got back", key: "received", kind),
                .init("Multiple", key: "moic", .decimal(places: 2)),
                .init("Annual rate", key: "irr", .percentage(places: 2)),
                .init("Dated rate", key: "xirr", .percentage(places: 2)),
                .init("", key: "irr_diagnosis"), .init("", key: "xirr_diagnosis"),
            ],
            rows: returns.map { item in
                [
                    .named(
                        item.parties.joined(separator: " + "),
                        label: item.parties.map(name).joined(separator: " + ")
                    ), item.paid.reportCell,
                    item.received.reportCell, cell(item.multiple, Self.multiple),
                    cell(item.annual.rate, Self.rate), cell(item.dated.rate, Self.rate),
                    .text(item.annual.diagnosis.key), .text(item.dated.diagnosis.key),
                ]
            }
        )
    }

    var tranches: ReportTable {
        ReportTable(
            name: "Tranches",
            caption:
                "Each tranche in the order in which it is paid, without its part of what is left at the end.",
            columns: [
                .init("Tranche", key: "tranche"), .init("Investor", key: "investor"),
                .init("Commitment", key: "commitment", kind), .init("Drawn", key: "drawn", kind),
                .init("Capital back", key: "repaid", kind),
                .init("Preferred return", key: "preferred_return", kind),
                .init("By guarantee", key: "guaranteed", kind), .init("Lost", key: "lost", kind),
                .init("Return unpaid", key: "unpaid_return", kind),
                .init("Dated rate", key: "xirr", .percentage(places: 2)),
            ],
            rows: zip(forecast.waterfall?.tranches ?? [], forecast.yields).map { result, yield in
                [
                    .text(result.tranche.id), cell(of: result.tranche.investor),
                    result.tranche.commitment.reportCell, result.drawn.reportCell,
                    result.repaid.reportCell,
                    result.preferredReturn.reportCell, result.guaranteed.reportCell,
                    result.lost.reportCell,
                    result.unpaidReturn.reportCell, cell(yield.dated.rate, Self.rate),
                ]
            }
        )
    }

    var breakEvens: ReportTable {
        ReportTable(
            name: "Break-even tariffs",
            caption:
                "The payment for each success at which what was spent on everybody comes back: at the share that "
                + "succeeded, and at the ends of its exact interval (Clopper and Pearson 1934).",
            columns: [
                .init("Programme", key: "name"), .init("", key: "id"),
                .init("People", key: "people", .integer),
                .init("Succeeded", key: "achieved", .integer),
                .init("Cost of one", key: "cost_per_person", kind),
                .init("Tariff", key: "tariff", kind),
                .init("× cost", key: "multiple", .decimal(places: 2)),
                .init("… at the low end", key: "multiple_low", .decimal(places: 2)),
                .init("… at the high end", key: "multiple_high", .decimal(places: 2)),
                .init("", key: "tariff_low", kind), .init("", key: "tariff_high", kind),
                .init("", key: "share_low", .decimal(places: 4)),
                .init("", key: "share_high", .decimal(places: 4)),
                .init("Interval", key: "confidence", .percentage(places: 0)),
            ],
            rows: zip(terms.breakEvens, forecast.breakEvens).map(row)
        )
    }

    private func row(_ item: BreakEvenTerms, _ tariff: BreakEvenTariff) -> [ReportCell] {
        let share = NumberFormat(notation: .fixed(decimals: 4))
        let whole = NumberFormat(notation: .fixed(decimals: 0), multiplier: 100, suffix: "%")
        return [
            .text(item.name), .text(item.id), .integer(item.people), .integer(item.achieved),
            item.costPerPerson.reportCell,
            tariff.observed?.amount.reportCell ?? .text("none pays"),
            cell(tariff.observed?.multiple, Self.multiple),
            cell(tariff.atLow?.multiple, Self.multiple),
            cell(tariff.atHigh?.multiple, Self.multiple),
            tariff.atLow?.amount.reportCell ?? .empty, tariff.atHigh?.amount.reportCell ?? .empty,
            cell(tariff.interval.low, share), cell(tariff.interval.high, share),
            cell(item.confidence, whole),
        ]
    }

    var finance: ReportTable {
        let rates = Dictionary(
            terms.finance.map { ($0.party, $0.terms) },
            uniquingKeysWith: { first, _ in first }
        )
        return ReportTable(
            name: "Cost of finance",
            caption:
                "Interest by the day on what a party is overdrawn, a day being a 365th of a year. It is not in "
                + "the balances.",
            columns: [
                .init("Party", key: "party"), .init("Rate", key: "rate", .percentage(places: 2)),
                .init("Interest", key: "compounding"), .init("Cost", key: "cost", kind),
            ],
            rows: forecast.finance.map { cost in
                [
                    cell(of: cost.party), cell(rates[cost.party]?.rate, Self.rate),
                    .text(rates[cost.party]?.compounding.words ?? ""), cost.total.reportCell,
                ]
            }
        )
    }

    var flows: ReportTable {
        ReportTable(
            name: "Flows",
            caption: "Every payment from both sides.",
            columns: [
                .init("Date", key: "date"), .init("Party", key: "party"),
                .init("In", key: "in", kind), .init("Out", key: "out", kind),
                .init("Why", key: "reason"),
            ],
            rows: forecast.flows.map {
                [
                    .text("\($0.date)"), cell(of: $0.party), $0.received.reportCell,
                    $0.paid.reportCell, .text($0.reason.words),
                ]
            }
        )
    }
}

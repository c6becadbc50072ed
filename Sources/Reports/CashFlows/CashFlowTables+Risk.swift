import TopsliceCashFlows
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney

/// What may happen, and what chance does, as tables.
extension CashFlowReport {
    var scenarios: ReportTable { scenarios(of: outlook.scenarios) }

    func scenarios(of list: [(scenario: Scenario, forecast: CashForecast)]) -> ReportTable {
        ReportTable(
            name: "Scenarios",
            caption:
                "What becomes of each party if it happens, beside what is planned: the same payments, and nothing left "
                + "to chance.",
            columns: [
                .init("Scenario", key: "name"), .init("", key: "id"),
                .init("Party", key: "party"), .init("Balance", key: "closing", kind),
                .init("Change", key: "change", kind), .init("Peak need", key: "peak", kind),
                .init("Peak month", key: "peak_month"),
            ],
            rows: list.flatMap { rows($0.scenario, $0.forecast) }
        )
    }

    private func rows(_ scenario: Scenario, _ other: CashForecast) -> [[ReportCell]] {
        let names = Set(forecast.parties.map(\.party))
        let new = other.parties.filter { !names.contains($0.party) }
        let gone = { (party: String) in terms.openings[party, default: .zero(terms.currency)] }
        return (forecast.parties + new).map { planned in
            let cash = other.parties.first { $0.party == planned.party }
            let closing = cash?.closing ?? gone(planned.party)
            let before = names.contains(planned.party) ? planned.closing : gone(planned.party)
            let change = Money(
                minorUnits: closing.minorUnits - before.minorUnits,
                currency: terms.currency
            )
            return [
                .text(scenario.name), .text(scenario.id), .text(planned.party), closing.reportCell,
                change.reportCell, (cash?.peak?.amount ?? .zero(terms.currency)).reportCell,
                .text(cash?.peak.map { "\(CalendarMonth(of: $0.date))" } ?? ""),
            ]
        }
    }

    /// What each scenario is, and what investors get back in it.
    var scenarioTerms: ReportTable {
        ReportTable(
            name: "What may happen",
            caption: "What each scenario is, and what investors together get back in it.",
            columns: [
                .init("Scenario", key: "name"), .init("", key: "id"),
                .init("What happens", key: "shocks"),
                .init("Multiple", key: "moic", .decimal(places: 2)),
                .init("Dated rate", key: "xirr", .percentage(places: 2)),
                .init("", key: "xirr_diagnosis"),
            ],
            rows: outlook.scenarios.map { scenario, forecast in
                [
                    .text(scenario.name), .text(scenario.id),
                    .text(scenario.shocks.map(\.words).joined(separator: "; ")),
                    cell(forecast.investment?.multiple, Self.multiple),
                    cell(forecast.investment?.dated.rate, Self.rate),
                    .text(forecast.investment?.dated.diagnosis.key ?? ""),
                ]
            }
        )
    }

    /// A line a party.
    var risks: ReportTable {
        let percent = NumberFormat(notation: .fixed(decimals: 1), multiplier: 100, suffix: "%")
        let draws = outlook.risk?.terms.draws ?? 0
        return ReportTable(
            name: "Risk",
            caption:
                "What each party holds in the end in \(Words.count(draws, "draw", "draws")), and how often that is less "
                + "than without the contract. A quantile is the least amount that so many draws do not exceed. The "
                + "interval (Clopper and Pearson 1934, 95%) is of the probability, for so many draws.",
            columns: [
                .init("Party", key: "party"), .init("Without", key: "without", kind),
                .init("Mean", key: "mean", kind), .init("5%", key: "p05", kind),
                .init("", key: "p25", kind), .init("Median", key: "p50", kind),
                .init("", key: "p75", kind), .init("95%", key: "p95", kind),
                .init("Worse off", key: "worse_off", .percentage(places: 1)),
                .init("… at least", key: "worse_off_low", .percentage(places: 1)),
                .init("… at most", key: "worse_off_high", .percentage(places: 1)),
                .init("", key: "draws_worse_off", .integer),
                .init("Need, median", key: "need_p50", kind),
                .init("Need, 95%", key: "need_p95", kind),
            ],
            rows: (outlook.risk?.parties ?? []).map { party in
                [.text(party.party), party.without.reportCell, party.closing.mean.reportCell]
                    + party.closing.quantiles.map(\.reportCell) + [
                        cell(Rational(party.worseOff) / Rational(draws), percent),
                        cell(party.worseOffInterval.low, percent),
                        cell(party.worseOffInterval.high, percent),
                        .integer(party.worseOff), party.need.quantiles[2].reportCell,
                        party.need.quantiles[4].reportCell,
                    ]
            }
        )
    }

    var uncertainties: ReportTable {
        ReportTable(
            name: "Uncertainties",
            caption:
                "What is drawn in each draw, each apart from the others: what moves together belongs in one.",
            columns: [.init("", key: "id"), .init("What", key: "effect")],
            rows: (outlook.risk?.terms.uncertainties ?? []).map {
                [.text($0.id), .text($0.effect.words)]
            }
        )
    }

    /// Tidy: a line a party and month.
    var riskMonths: ReportTable { riskMonths { _ in true } }

    func riskMonths(of holds: (CashRisk.Party) -> Bool) -> ReportTable {
        ReportTable(
            name: "Risk by month",
            caption:
                "What a party holds at the end of each month: as planned, and quantiles of the draws.",
            columns: [
                .init("Month", key: "month"), .init("Party", key: "party"),
                .init("Planned", key: "planned", kind), .init("5%", key: "p05", kind),
                .init("25%", key: "p25", kind), .init("Median", key: "p50", kind),
                .init("75%", key: "p75", kind), .init("95%", key: "p95", kind),
                .init("", key: "mean", kind),
            ],
            rows: (outlook.risk?.parties ?? []).filter(holds).flatMap { party in
                zip(outlook.risk?.months ?? [], party.balances).map { month, spread in
                    [
                        .text("\(month)"), .text(party.party),
                        planned(party.party, month).reportCell,
                    ] + spread.quantiles.map(\.reportCell) + [spread.mean.reportCell]
                }
            }
        )
    }

    /// What a party holds after a month as planned; beyond the plan nothing moves.
    func planned(_ party: String, _ month: CalendarMonth) -> Money {
        let cash = forecast.parties.first { $0.party == party }
        let before = cash?.months.last { $0.month <= month }
        return before?.balance ?? terms.openings[party, default: .zero(terms.currency)]
    }
}

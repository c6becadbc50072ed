import TopsliceCashFlows
import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney

/// What may happen, and what chance does, as tables.
extension CashFlowReport {
    var scenarios: ReportTable { scenarios(of: outlook.scenarios) }

    func scenarios(of list: [PlayedScenario]) -> ReportTable {
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
            rows: list.flatMap { played in
                played.outcomes.map { outcome in
                    [
                        .text(played.scenario.name), .text(played.scenario.id),
                        cell(of: outcome.party), outcome.closing.reportCell,
                        outcome.change.reportCell,
                        (outcome.peak?.amount ?? .zero(terms.currency)).reportCell,
                        outcome.peak.map { .text("\(CalendarMonth(of: $0.date))") } ?? .empty,
                    ]
                }
            }
        )
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
            rows: outlook.scenarios.map { played in
                let (scenario, investment) = (played.scenario, played.forecast.investment)
                return [
                    .text(scenario.name), .text(scenario.id),
                    .text(scenario.shocks.map { $0.words(name) }.joined(separator: "; ")),
                    cell(investment?.multiple, Self.multiple),
                    cell(investment?.dated.rate, Self.rate),
                    investment.map { .text($0.dated.diagnosis.key) } ?? .empty,
                ]
            }
        )
    }

    /// A line a party.
    var risks: ReportTable {
        let percent = NumberFormat(notation: .fixed(decimals: 1), multiplier: 100, suffix: "%")
        return ReportTable(
            name: "Risk",
            caption:
                "What each party holds in the end over all draws, and how often that is less "
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
                [cell(of: party.party), party.without.reportCell, party.closing.mean.reportCell]
                    + party.closing.quantiles.map(\.reportCell) + [
                        cell(party.worseOffPart, percent),
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
                [.text($0.id), .text($0.effect.words(name))]
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
            rows: outlook.risk.map { risk in
                risk.parties.filter(holds).flatMap { rows($0, risk.months) }
            } ?? []
        )
    }

    private func rows(_ party: CashRisk.Party, _ months: [CalendarMonth]) -> [[ReportCell]] {
        zip(months, party.balances).map { month, spread in
            [
                .text("\(month)"), cell(of: party.party), planned(party.party, month).reportCell,
            ] + spread.quantiles.map(\.reportCell) + [spread.mean.reportCell]
        }
    }

    /// What a party holds after a month as planned; beyond the plan nothing moves.
    func planned(_ party: String, _ month: CalendarMonth) -> Money {
        let cash = forecast.parties.first { $0.party == party }
        let before = cash?.months.last { $0.month <= month }
        return before?.balance ?? terms.openings[party, default: .zero(terms.currency)]
    }
}

import TopsliceCashFlows
internal import TopsliceFormats
import TopsliceMoney

/// What may happen, and what chance does, on the page.
extension CashFlowReport {
    private static let mostFans = 6

    var riskSections: [HTMLPage.Section] {
        var sections: [HTMLPage.Section] = []
        if !outlook.scenarios.isEmpty {
            sections.append(
                .init(
                    "If it goes otherwise",
                    [carded(scenarioTerms).markup, carded(scenarios).markup]
                )
            )
        }
        guard let risk = outlook.risk else { return sections }
        let fans = risk.parties.filter { $0.closing.width.isPositive }
            .sorted { $0.closing.width > $1.closing.width }
        sections.append(
            .init(
                "What chance does",
                [uncertainties.page().markup, carded(risks).markup]
                    + fans.prefix(Self.mostFans).enumerated().map {
                        figure($1, $0, risk.months).markup
                    }
                    + (fans.count > Self.mostFans
                        ? [
                            .paragraph(
                                "The \(Self.mostFans) parties whom chance moves most; cashflow.json and the "
                                    + "workbook hold all."
                            )
                        ] : [])
            )
        )
        return sections
    }

    private func figure(
        _ party: CashRisk.Party,
        _ place: Int,
        _ months: [CalendarMonth]
    ) -> Figure {
        Figure(
            id: "fan\(place + 1)",
            title: "What \(name(party.party)) may hold at the end of each month",
            summary:
                "The middle of all draws, bands that hold half and nine tenths of them, and what is planned.",
            chart: FanChart(
                steps: zip(months, party.balances).enumerated().map { number, step in
                    .init(
                        x: Double(number + 1),
                        quantiles: step.1.quantiles.map(\.length),
                        planned: planned(party.party, step.0).length
                    )
                },
                xTitle: "Month" + (months.first.map { " (1 is \($0))" } ?? ""),
                yTitle: "Balance, " + terms.currency.code,
                names: .init(
                    outer: "9 of 10 draws",
                    inner: "half of them",
                    middle: "median",
                    planned: "as planned"
                )
            ),
            table: riskMonths { $0.party == party.party }.page()
        )
    }

    /// In sentences, for page and terminal.
    var riskAnswer: [String] {
        guard let risk = outlook.risk else { return [] }
        return risk.parties.filter { $0.worseOff > 0 && isComparable($0) }
            .sorted { $0.worseOff > $1.worseOff }
            .prefix(5).map { party in
                let share = NumberFormat(
                    notation: .fixed(decimals: 1),
                    multiplier: 100,
                    suffix: "%"
                )
                let part = Double(party.worseOff) / Double(risk.terms.draws)
                return
                    "\(name(party.party)) ends worse off than without the contract in \(share.text(part)) of "
                    + "\(Words.count(risk.terms.draws, "draw", "draws")); the middle one leaves it "
                    + "\(party.closing.quantiles[2].shown)."
            }
    }

    /// Who only pays ends with less cash whatever it gains: that says something only beside a stated balance without the
    /// contract.
    private func isComparable(_ party: CashRisk.Party) -> Bool {
        outlook.risk?.terms.without[party.party] != nil
            || forecast.parties.contains { $0.party == party.party && $0.received.isPositive }
    }
}

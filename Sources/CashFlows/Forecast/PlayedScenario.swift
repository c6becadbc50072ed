package import TopsliceMoney

/// A scenario played through, beside the plan.
package struct PlayedScenario: Sendable {
    package let scenario: Scenario
    package let forecast: CashForecast
    /// The parties of the plan in their order, then those who came in.
    package let outcomes: [Outcome]

    /// What becomes of one party.
    package struct Outcome: Sendable, Hashable {
        package let party: String
        package let closing: Money
        /// Against the plan.
        package let change: Money
        package let peak: PartyCash.Peak?
    }

    /// - Throws: where an amount exceeds what can be held.
    init(
        _ scenario: Scenario,
        of terms: CashCase,
        beside planned: CashForecast
    ) throws(MoneyError) {
        let forecast = try CashForecast(terms, under: scenario)
        let names = Set(planned.parties.map(\.party))
        let new = forecast.parties.filter { !names.contains($0.party) }
        var outcomes: [Outcome] = []
        for party in (planned.parties + new).map(\.party) {
            // Whoever does not take part holds what it held at first.
            let opening = terms.openings[party, default: .zero(terms.currency)]
            let after = forecast.parties.first { $0.party == party }
            let before = planned.parties.first { $0.party == party }
            let closing = after?.closing ?? opening
            outcomes.append(
                Outcome(
                    party: party,
                    closing: closing,
                    change: try closing.subtracting(before?.closing ?? opening),
                    peak: after?.peak
                )
            )
        }
        self.scenario = scenario
        self.forecast = forecast
        self.outcomes = outcomes
    }

    /// What the bond's vehicle holds in the end although its last day is over, which pays nothing out any more: nil for none.
    package var leftInVehicle: Money? { forecast.leftInVehicle }
}

extension CashForecast {
    /// What comes to a bond after its last day stays with its vehicle.
    package var leftInVehicle: Money? {
        guard let vehicle = terms.bond?.vehicle,
            let closing = parties.first(where: { $0.party == vehicle })?.closing,
            closing.isPositive
        else { return nil }
        return closing
    }
}

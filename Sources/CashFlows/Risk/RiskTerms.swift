package import TopsliceMoney
package import TopsliceRandomness

/// What is not known of the payments planned, and how often chance is asked.
package struct RiskTerms: Sendable, Hashable {
    package let seed: UInt64
    package let draws: Int
    /// In the order of their identifiers, so that the order of the file changes no number.
    package let uncertainties: [Uncertainty]
    /// What parties would hold in the end without the contract; those not named, what they hold at first.
    package let without: [String: Money]

    package static let mostDraws = 100_000
    /// Balances held at once: parties times months times draws.
    package static let mostBalances = 60_000_000
}

/// One thing that is not known.
package struct Uncertainty: Sendable, Hashable {
    package let id: String
    package let effect: Effect

    package enum Effect: Sendable, Hashable {
        /// Payments become a drawn number of times as large, and nothing below zero.
        case factor(PaymentSelection, StatedLaw)
        /// What payments are made for comes about a drawn number of times as often, and never less than not at all.
        case count(CountSelection, StatedLaw)
        /// Payments come a drawn number of months later, to the nearest month, and never early.
        case delay(PaymentSelection, StatedLaw)
        /// Shocks that happen with a probability, in billionths.
        case event([Shock], chance: Int)
    }

    /// One half in billionths.
    static let half = StatedLaw.one / 2

    /// What it comes to in one draw; one number is drawn whatever the effect, so that draws stay aligned.
    func shocks(_ generator: inout Xoshiro256PlusPlus) -> [Shock] {
        switch effect {
        case .factor(let selection, let law):
            [.scaled(selection, by: .billionths(max(0, law.draw(&generator))))]
        case .count(let selection, let law):
            [.counted(selection, by: .billionths(max(0, law.draw(&generator))))]
        case .delay(let selection, let law):
            [
                .late(
                    selection,
                    months: min(
                        max(0, (law.draw(&generator) + Self.half) / StatedLaw.one),
                        CashCaseReader.mostMonths
                    )
                )
            ]
        case .event(let shocks, let chance):
            generator.next(below: StatedLaw.one) < chance ? shocks : []
        }
    }
}

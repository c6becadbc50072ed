package import TopsliceExactArithmetic

/// What is spent on the programme.
package struct CostRow: Sendable, Hashable {
    package let id: String
    package let name: String
    package let kind: Kind
    package let shares: [AgencyShare]
    /// As stated, by year, in minor units of the prices of `priceYear`.
    package let stated: [Int: Rational]
    /// What makes prices of another year those of the case; one where they are.
    package let rebasing: Rational
    package let priceYear: String?
    /// Optimism bias as a part of one, the part of it that is mitigated, and the excess burden of the taxes that pay.
    package let optimismBias: Rational
    package let mitigation: Rational
    package let taxBurden: Rational
    /// Parts of the cost between which it is uncertain; nil where nothing is stated.
    package let range: ClosedRange<Rational>?

    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case delivery
        /// Of commissioning itself: procurement, contract management, evaluation.
        case commissioning
    }

    /// By what every stated amount is multiplied.
    var uplift: Rational {
        rebasing * (1 + optimismBias * (1 - mitigation)) * (1 + taxBurden)
    }

    /// By year, in minor units of the prices of the case.
    package var amounts: [Int: Rational] { stated.mapValues { $0 * uplift } }
}

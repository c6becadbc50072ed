package import TopsliceExactArithmetic

/// One number of the product that a benefit is.
package struct BenefitFactor: Sendable, Hashable {
    package let kind: Kind
    /// A part of one for percentages, minor units in prices of the case for a unit cost, else a plain number.
    package let value: Rational
    /// Between what it is uncertain, where that is stated.
    package let range: ClosedRange<Rational>?

    /// In the order in which they are multiplied.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case population
        case affected
        case engagement
        case retention
        case incidents
        case impact
        case deadweight
        case displacement
        case leakage
        case substitution
        case unitCost = "unit_cost"
        case optimismBias = "optimism_bias"

        /// Whether what is stated is taken off: 1 − deadweight.
        package var isReduction: Bool {
            switch self {
            case .deadweight, .displacement, .leakage, .substitution, .optimismBias: true
            case .population, .affected, .engagement, .retention, .incidents, .impact, .unitCost:
                false
            }
        }

        package var isPercentage: Bool {
            switch self {
            case .population, .incidents, .unitCost: false
            case .affected, .engagement, .retention, .impact: true
            case .deadweight, .displacement, .leakage, .substitution, .optimismBias: true
            }
        }

        /// Between what it may be at all, as a part of one; nil for what is only not below zero.
        package var limits: ClosedRange<Rational>? {
            switch self {
            case .population, .incidents, .unitCost: nil
            case .impact: -100...100
            case .affected, .engagement, .retention: 0...1
            case .deadweight, .displacement, .leakage, .substitution, .optimismBias: 0...1
            }
        }

        /// Whether it says how many outcomes there are, rather than what each is worth.
        var countsOutcomes: Bool { self != .unitCost && self != .optimismBias }
    }

    /// By what the product is multiplied where the factor has this value.
    func multiplier(at value: Rational) -> Rational { kind.isReduction ? 1 - value : value }

    package var multiplier: Rational { multiplier(at: value) }
}

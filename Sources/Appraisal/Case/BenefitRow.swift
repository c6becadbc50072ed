package import TopsliceExactArithmetic

/// A benefit as the cost-benefit guidance for local partnerships builds it (HM Treasury, Public Service
/// Transformation Network and New Economy 2014): people who have the need, are reached, stay and are helped beyond
/// what would have happened anyway, times what each outcome is worth, less optimism.
package struct BenefitRow: Sendable, Hashable {
    package let id: String
    package let name: String
    package let kind: Kind
    package let shares: [AgencyShare]
    /// Only those stated, in the order of their kinds. The unit cost is always among them.
    package let factors: [BenefitFactor]
    /// The part of a full year's benefit that each year has.
    package let profile: [Int: Rational]
    package let unitCost: UnitCost
    /// How good the evidence is, in the words of the case; nil where it is not graded.
    package let grade: String?
    /// Of the interval of the impact, as a part of one; nil where none is stated.
    package let confidence: Rational?
    /// Where the impact was measured; nil where the case states it.
    package let measured: MeasuredImpact?

    /// To whom it is worth something.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// The budgets of agencies.
        case fiscal
        /// Incomes and output of people and firms.
        case economic
        /// Well-being of people.
        case social
    }

    /// A full year's benefit in minor units.
    package var annual: Rational { factors.reduce(.one) { $0 * $1.multiplier } }

    /// Outcomes of a full year, without what each is worth.
    package var outcomes: Rational {
        factors.reduce(.one) { $1.kind.countsOutcomes ? $0 * $1.multiplier : $0 }
    }

    /// What each outcome counts for, in minor units of the prices of the case: its unit cost, rebased, after optimism bias.
    package var worthEach: Rational {
        factors.reduce(.one) { $1.kind.countsOutcomes ? $0 : $0 * $1.multiplier }
    }

    /// By year, in minor units of the prices of the case.
    package var amounts: [Int: Rational] {
        let annual = annual
        return profile.mapValues { $0 * annual }
    }
}

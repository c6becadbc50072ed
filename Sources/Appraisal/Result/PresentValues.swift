import TopsliceExactArithmetic

/// What every row of a case is worth today.
struct PresentValues {
    let terms: AppraisalCase
    /// What a pound of each year is worth, from year 0.
    let factors: [RootSum]
    let costs: [RootSum]
    let benefits: [RootSum]
    let whole: ExactWorth

    init(_ terms: AppraisalCase, _ discounting: Discounting) {
        let factors = discounting.factors(through: terms.years)
        self.terms = terms
        self.factors = factors
        costs = terms.costs.map { Self.worth($0.amounts, factors) }
        benefits = terms.benefits.map { Self.worth($0.amounts, factors) }
        whole = ExactWorth(costs: .sum(costs), benefits: .sum(benefits))
    }

    static func worth(_ amounts: [Int: Rational], _ factors: [RootSum]) -> RootSum {
        .sum(amounts.sorted { $0.key < $1.key }.map { factors[$0.key].scaled(by: $0.value) })
    }

    /// What the case is worth where a benefit is another part of a full year's.
    func worth(replacing place: Int, by annual: Rational) -> ExactWorth {
        let full = Self.worth(terms.benefits[place].profile, factors)
        return ExactWorth(
            costs: whole.costs,
            benefits: whole.benefits - benefits[place] + full.scaled(by: annual)
        )
    }

    /// What the case is worth where a cost is so many times what is stated.
    func worth(multiplying place: Int, by part: Rational) -> ExactWorth {
        ExactWorth(
            costs: whole.costs + costs[place].scaled(by: part - 1),
            benefits: whole.benefits
        )
    }
}

extension BenefitRow {
    /// A full year's benefit where one factor has another value.
    func annual(_ kind: BenefitFactor.Kind, at value: Rational) -> Rational {
        factors.reduce(.one) {
            $0 * ($1.kind == kind ? $1.multiplier(at: value) : $1.multiplier)
        }
    }
}

import TopsliceExactArithmetic

/// What every row of a case is worth today.
struct PresentValues {
    let terms: AppraisalCase
    let costs: [RootSum]
    let benefits: [RootSum]
    /// What a pound of a full year's benefit of each row is worth.
    let full: [RootSum]
    let whole: ExactWorth

    init(_ terms: AppraisalCase, _ discounting: Discounting) {
        // Most rows have the same years.
        var known: [[Int: Rational]: RootSum] = [:]
        func worth(_ amounts: [Int: Rational]) -> RootSum {
            if let worth = known[amounts] { return worth }
            let worth = discounting.worth(of: amounts)
            known[amounts] = worth
            return worth
        }
        self.terms = terms
        costs = terms.costs.map { worth($0.stated).scaled(by: $0.uplift) }
        let full = terms.benefits.map { worth($0.profile) }
        self.full = full
        benefits = zip(terms.benefits, full).map { $1.scaled(by: $0.annual) }
        whole = ExactWorth(costs: .sum(costs), benefits: .sum(benefits))
    }

    /// What the case is worth where a full year of a benefit is another amount.
    func worth(replacing place: Int, by annual: Rational) -> ExactWorth {
        let change = full[place].scaled(by: annual - terms.benefits[place].annual)
        return ExactWorth(costs: whole.costs, benefits: whole.benefits + change)
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

import TopsliceExactArithmetic

/// What every row of a case is worth today.
struct PresentValues {
    let terms: AppraisalCase
    /// What a pound of each year is worth, from year 0.
    let factors: [RootSum]
    let costs: [RootSum]
    let benefits: [RootSum]
    /// What a pound of a full year's benefit is worth, by row.
    let fullYears: [RootSum]
    let whole: ExactWorth

    init(_ terms: AppraisalCase, _ discounting: Discounting) {
        let factors = discounting.factors(through: terms.years)
        self.terms = terms
        self.factors = factors
        var shapes = WorthByShape(factors)
        costs = terms.costs.map { shapes.worth($0.amounts) }
        let fullYears = terms.benefits.map { shapes.worth($0.profile) }
        benefits = zip(terms.benefits, fullYears).map { $1.scaled(by: $0.annual) }
        self.fullYears = fullYears
        whole = ExactWorth(costs: .sum(costs), benefits: .sum(benefits))
    }

    /// What the case is worth where a benefit is another part of a full year's.
    func worth(replacing place: Int, by annual: Rational) -> ExactWorth {
        let more = annual - terms.benefits[place].annual
        return ExactWorth(
            costs: whole.costs,
            benefits: whole.benefits + fullYears[place].scaled(by: more)
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

/// What amounts by year are worth. Rows whose amounts are in proportion have one shape, which is summed once: fractions of sixty
/// years of discounting are long.
private struct WorthByShape {
    private let factors: [RootSum]
    private var known: [[Int: Rational]: RootSum] = [:]

    init(_ factors: [RootSum]) { self.factors = factors }

    mutating func worth(_ amounts: [Int: Rational]) -> RootSum {
        let ordered = amounts.sorted { $0.key < $1.key }.filter { !$0.value.isZero }
        guard let scale = ordered.first?.value else { return .zero }
        let shape = amounts.mapValues { $0 / scale }
        if let worth = known[shape] { return worth.scaled(by: scale) }
        let worth = RootSum.sum(ordered.map { factors[$0.key].scaled(by: $0.value / scale) })
        known[shape] = worth
        return worth.scaled(by: scale)
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

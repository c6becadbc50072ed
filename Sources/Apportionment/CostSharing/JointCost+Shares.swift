public import TopsliceExactArithmetic

extension JointCost {
    /// The share of each player under a rule; shares sum to `total` exactly.
    public func shares(by rule: CostSharingRule) throws(CostSharingError) -> [Rational] {
        let count = Rational(standAlone.count)
        switch rule {
        case .scrb:
            return try rest(after: separable, by: remainingBenefits, rule)
        case .aca, .louderback:
            let charged = directCosts ?? separable
            return try rest(after: charged, by: differences(standAlone, charged), rule)
        case .moriarity, .standAlone:
            return try rest(after: standAlone.map { _ in 0 }, by: standAlone, rule)
        case .equalCharge:
            return try rest(after: separable, by: standAlone.map { _ in 1 }, rule)
        case .proportional:
            return try rest(after: standAlone.map { _ in 0 }, by: weights ?? standAlone, rule)
        case .equal:
            return standAlone.map { _ in total / count }
        }
    }

    /// Stand-alone cost less a part of the saving, equal or in proportion to `weights`.
    ///
    /// Young (1994), "Cost allocation", Handbook of Game Theory 2, chapter 34: equal savings, and
    /// savings per head.
    public func sharesOfSaving() throws(CostSharingError) -> [Rational] {
        let measure = weights ?? standAlone.map { _ in 1 }
        return try rest(after: standAlone, by: measure, name: "sharing the saving")
    }

    /// Separable costs, remaining benefits: the benefit counted is no larger than the cheapest
    /// alternative, and what is left of it after the separable cost shares the rest. Federal
    /// Inter-Agency River Basin Committee (1950), the "Green Book"; Ransmeier (1942).
    private var remainingBenefits: [Rational] {
        let justified = benefits.map { zip($0, standAlone).map { min($0, $1) } } ?? standAlone
        return differences(justified, separable)
    }

    private func differences(_ first: [Rational], _ second: [Rational]) -> [Rational] {
        zip(first, second).map { $0 - $1 }
    }

    private func rest(
        after charged: [Rational],
        by measure: [Rational],
        _ rule: CostSharingRule
    ) throws(CostSharingError) -> [Rational] {
        try rest(after: charged, by: measure, name: rule.rawValue)
    }

    /// Charges some amounts first and shares the rest in proportion to a measure.
    private func rest(
        after charged: [Rational],
        by measure: [Rational],
        name: String
    ) throws(CostSharingError) -> [Rational] {
        let rest = total - charged.sum()
        if rest.isZero { return charged }
        let sum = measure.sum()
        guard !sum.isZero else {
            throw .undefined(
                rule: name,
                because:
                    "\(rest.written) is left to share in proportion to amounts that sum to zero"
            )
        }
        return zip(charged, measure).map { $0 + rest * $1 / sum }
    }
}

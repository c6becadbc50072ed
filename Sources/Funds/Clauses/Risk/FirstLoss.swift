import TopsliceExactArithmetic
package import TopsliceMoney

/// One partner bears the first part alone; only what is above it is shared.
package struct FirstLoss: RiskSchedule {
    package let bearer: String
    package let upTo: Threshold
    package let then: any RiskSchedule

    package init(bearer: String, upTo: Threshold, then: any RiskSchedule) {
        self.bearer = bearer
        self.upTo = upTo
        self.then = then
    }

    package var kind: RiskScheduleKind { .firstLoss }

    package var drawsOnUnderspends: Bool { then.drawsOnUnderspends }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        let first = min(amount, try upTo.pence(budget: setting.budget))
        guard amount.isPositive else { return [] }
        let own = RiskStep(
            party: .partner(bearer),
            exact: Rational(first),
            reason: .firstLoss
        )
        return (first.isPositive ? [own] : [])
            + (try then.steps(dividing: amount.minus(first), setting))
    }
}

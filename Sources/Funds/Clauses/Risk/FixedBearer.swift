import TopsliceExactArithmetic
package import TopsliceMoney

/// One partner, usually the host, bears everything, so that the others' contributions are fixed.
package struct FixedBearer: RiskSchedule {
    package let partner: String

    package init(_ partner: String) {
        self.partner = partner
    }

    package var kind: RiskScheduleKind { .fixed }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        guard amount.isPositive else { return [] }
        return [
            RiskStep(
                party: .partner(partner),
                exact: Rational(amount),
                reason: .othersAreFixed
            )
        ]
    }
}

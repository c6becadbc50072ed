import TopsliceExactArithmetic

/// One partner, usually the host, bears everything, so that the others' contributions are fixed.
package struct FixedBearer: RiskSchedule {
    package let partner: String

    package init(_ partner: String) {
        self.partner = partner
    }

    package var name: String { "fixed" }

    package func steps(
        dividing amount: Int,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        guard amount > 0 else { return [] }
        return [
            RiskStep(
                party: partner,
                exact: Rational(amount),
                reason: "contributions of the others are fixed"
            )
        ]
    }
}

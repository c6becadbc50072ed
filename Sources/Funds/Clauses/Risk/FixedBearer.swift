import ExactArithmetic

/// One partner, usually the host, bears everything, so that the others' contributions are fixed.
public struct FixedBearer: RiskSchedule {
    public let partner: String

    public init(_ partner: String) {
        self.partner = partner
    }

    public var name: String { "fixed" }

    public func steps(
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

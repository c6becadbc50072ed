import ExactArithmetic

/// One partner bears the first part alone; only what is above it is shared.
public struct FirstLoss: RiskSchedule {
    public let bearer: String
    public let upTo: Threshold
    public let then: any RiskSchedule

    public init(bearer: String, upTo: Threshold, then: any RiskSchedule) {
        self.bearer = bearer
        self.upTo = upTo
        self.then = then
    }

    public var name: String { "first loss" }

    public func steps(
        dividing amount: Int,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        let first = min(amount, try upTo.pence(budget: setting.budget))
        guard amount > 0 else { return [] }
        let own = RiskStep(party: bearer, exact: Rational(first), reason: "the first loss")
        return (first > 0 ? [own] : []) + (try then.steps(dividing: amount - first, setting))
    }
}

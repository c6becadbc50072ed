import ExactArithmetic

/// A stated amount from one partner.
public struct FixedContribution: ContributionRule {
    public let partner: String
    /// In pence.
    public let amount: Int

    public init(partner: String, amount: Int) {
        self.partner = partner
        self.amount = amount
    }

    public var name: String { "fixed" }

    public func entries(
        _ setting: ContributionSetting
    ) throws(FundError) -> [ContributionShare] {
        let exact = Rational(amount) * setting.growth
        return [
            ContributionShare(
                partner: partner,
                exact: exact,
                amount: try Pence.nearest(exact),
                working: setting.growth == .one ? "stated amount" : "stated amount with uplift"
            )
        ]
    }
}

import TopsliceExactArithmetic
package import TopsliceMoney

/// A stated amount from one partner.
package struct FixedContribution: ContributionRule {
    package let partner: String
    /// In pence.
    package let amount: Money

    package init(partner: String, amount: Money) {
        self.partner = partner
        self.amount = amount
    }

    package var kind: ContributionKind { .fixed }

    package func entries(
        _ setting: ContributionSetting
    ) throws(FundError) -> [ContributionShare] {
        let exact = Rational(amount) * setting.growth
        return [
            ContributionShare(
                partner: partner,
                exact: exact,
                amount: try Money.nearest(exact, in: amount.currency),
                working: .stated(isUplifted: setting.growth != .one)
            )
        ]
    }
}

import TopsliceExactArithmetic
package import TopsliceMoney

/// Each partner bears what the lines it answers for spent above or below their budgets.
package struct OwnSchemes: RiskSchedule {
    package init() {}

    package var kind: RiskScheduleKind { .ownSchemes }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        let owned = try Money.total(setting.byOwner.values, in: amount.currency)
        guard amount.isPositive, owned.isPositive else { return [] }
        // An earlier step may have met part of it; the rest stays in proportion.
        return setting.byOwner.filter { $0.value.isPositive }.sorted { $0.key.precedes($1.key) }
            .map { owner, variance in
                RiskStep(
                    party: .partner(owner),
                    exact: Rational(amount) * Rational(variance) / Rational(owned),
                    reason: .ownSchemes
                )
            }
    }
}

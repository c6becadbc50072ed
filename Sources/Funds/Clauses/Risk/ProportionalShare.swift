import TopsliceExactArithmetic
package import TopsliceMoney

/// Everybody bears the same part of every pound: in proportion to contributions, by agreed shares, weights
/// or a formula.
package struct ProportionalShare: RiskSchedule {
    package let basis: SharingBasis

    package init(_ basis: SharingBasis) {
        self.basis = basis
    }

    package var kind: RiskScheduleKind { .proportional }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        guard amount.isPositive else { return [] }
        return try basis.parts(setting.measures, clause: setting.clause)
            .map { id, part in
                RiskStep(
                    party: .partner(id),
                    exact: Rational(amount) * part,
                    reason: .share(by: basis)
                )
            }
    }
}

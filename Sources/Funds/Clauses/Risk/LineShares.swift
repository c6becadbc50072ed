import TopsliceExactArithmetic
package import TopsliceMoney

/// What each line is over or under is borne in the shares of that line, which stand once for its contributions and
/// its differences.
package struct LineShares: RiskSchedule {
    package init() {}

    package var kind: RiskScheduleKind { .sharesOfLine }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        let whole = try Money.total(setting.byShares.map(\.variance), in: amount.currency)
        guard amount.isPositive, whole.isPositive else { return [] }
        var exact: [String: Rational] = [:]
        for line in setting.byShares where line.variance.isPositive {
            // An earlier step may have met part of it; the rest stays in proportion.
            let own = Rational(amount) * Rational(line.variance) / Rational(whole)
            for part in try line.basis.parts(setting.measures, clause: setting.clause) {
                exact[part.id, default: .zero] += own * part.part
            }
        }
        return exact.sorted { $0.key.precedes($1.key) }.map {
            RiskStep(party: .partner($0.key), exact: $0.value, reason: .sharesOfLine)
        }
    }
}

import TopsliceExactArithmetic
package import TopsliceMoney

/// First every partner is restored to no worse off than it would have been, then the gain is split by
/// several weights. Where the amount does not suffice, all are restored in the same proportion. Of an overspend
/// or another loss nobody is restored: it is shared by the weights of the gain alone.
package struct RestoreThenSplit: RiskSchedule {
    /// What each would lose, in pence, zero or more.
    package let losses: [String: Money]
    package let gain: SharingBasis

    package init(losses: [String: Money], gain: SharingBasis) {
        self.losses = losses
        self.gain = gain
    }

    package var kind: RiskScheduleKind { .restoreThenSplit }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        let needed = try Money.total(losses.values, in: amount.currency)
        guard amount.isPositive else { return [] }
        // Nobody's loss is made good out of a loss, least of all by those who lost already.
        let restored = setting.isLoss ? .zero(amount.currency) : min(amount, needed)
        var steps: [RiskStep] = []
        for (partner, loss) in losses.sorted(by: { $0.key.precedes($1.key) })
        where loss.isPositive && restored.isPositive {
            steps.append(
                RiskStep(
                    party: .partner(partner),
                    exact: Rational(restored) * Rational(loss) / Rational(needed),
                    reason: .restored(inFull: restored == needed)
                )
            )
        }
        guard restored < amount else { return steps }
        for part in try gain.parts(setting.measures, clause: setting.clause) {
            steps.append(
                RiskStep(
                    party: .partner(part.id),
                    exact: Rational(try amount.minus(restored)) * part.part,
                    reason: setting.isLoss ? .loss(by: gain) : .gain(by: gain)
                )
            )
        }
        return steps
    }
}

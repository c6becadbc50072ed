import TopsliceExactArithmetic

/// First every partner is restored to no worse off than it would have been, then the gain is split by
/// several weights. Where the amount does not suffice, all are restored in the same proportion.
package struct RestoreThenSplit: RiskSchedule {
    /// What each would lose, in pence, zero or more.
    package let losses: [String: Int]
    package let gain: SharingBasis

    package init(losses: [String: Int], gain: SharingBasis) {
        self.losses = losses
        self.gain = gain
    }

    package var name: String { "restore, then split" }

    package func steps(
        dividing amount: Int,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        let needed = try Pence.sum(losses.values)
        guard amount > 0 else { return [] }
        let restored = min(amount, needed)
        var steps: [RiskStep] = []
        for (partner, loss) in losses.sorted(by: { $0.key.precedes($1.key) }) where loss > 0 {
            steps.append(
                RiskStep(
                    party: partner,
                    exact: Rational(restored) * Rational(loss) / Rational(needed),
                    reason: restored == needed
                        ? "restored to no worse off" : "restored as far as the amount goes"
                )
            )
        }
        guard restored < amount else { return steps }
        for part in try gain.parts(setting.measures, clause: setting.clause) {
            steps.append(
                RiskStep(
                    party: part.id,
                    exact: Rational(amount - restored) * part.part,
                    reason: "the gain by \(gain.words)"
                )
            )
        }
        return steps
    }
}

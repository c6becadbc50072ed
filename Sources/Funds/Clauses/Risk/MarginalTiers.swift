import ExactArithmetic

/// Bands, each with its own shares, which apply only to the slice of the amount inside the band.
public struct MarginalTiers: RiskSchedule {
    public struct Band: Sendable, Hashable {
        /// Nil for everything above the bands before.
        public let upTo: Threshold?
        public let basis: SharingBasis

        public init(upTo: Threshold?, basis: SharingBasis) {
            self.upTo = upTo
            self.basis = basis
        }
    }

    /// Rising; only the last may be without a limit.
    public let bands: [Band]

    public init(bands: [Band]) {
        self.bands = bands
    }

    public var name: String { "marginal tiers" }

    public func steps(
        dividing amount: Int,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        var steps: [RiskStep] = []
        var done = 0
        for (number, band) in bands.enumerated() where done < amount {
            let limit = try band.upTo?.pence(budget: setting.budget) ?? amount
            let slice = max(0, min(limit, amount) - done)
            guard slice > 0 else { continue }
            let reason =
                "band \(number + 1): \(PenceText.pounds(done)) to "
                + PenceText.pounds(done + slice)
            for part in try band.basis.parts(
                contributions: setting.contributions,
                clause: setting.clause
            ) {
                steps.append(
                    RiskStep(party: part.id, exact: Rational(slice) * part.part, reason: reason)
                )
            }
            done += slice
        }
        if done < amount {
            steps.append(
                RiskStep(
                    party: Account.unfunded,
                    exact: Rational(amount - done),
                    reason: "above the last band"
                )
            )
        }
        return steps
    }
}

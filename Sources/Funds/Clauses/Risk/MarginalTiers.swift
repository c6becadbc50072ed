import ExactArithmetic

/// Bands, each with its own shares or its own schedule, which apply only to the slice of the amount inside
/// the band.
public struct MarginalTiers: RiskSchedule {
    public struct Band: Sendable {
        /// Nil for everything above the bands before.
        public let upTo: Threshold?
        public let schedule: any RiskSchedule

        public init(upTo: Threshold?, schedule: any RiskSchedule) {
            self.upTo = upTo
            self.schedule = schedule
        }

        public init(upTo: Threshold?, basis: SharingBasis) {
            self.init(upTo: upTo, schedule: ProportionalShare(basis))
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
        var rest = setting
        for (number, band) in bands.enumerated() where done < amount {
            let limit = try band.upTo?.pence(budget: setting.budget) ?? amount
            let slice = max(0, min(limit, amount) - done)
            guard slice > 0 else { continue }
            let range =
                "band \(number + 1), \(PenceText.pounds(done)) to "
                + PenceText.pounds(done + slice)
            let taken = try band.schedule.steps(dividing: slice, rest)
            rest = try rest.after(taken)
            for step in taken {
                steps.append(
                    RiskStep(
                        party: step.party,
                        exact: step.exact,
                        reason: "\(range): \(step.reason)"
                    )
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

import TopsliceExactArithmetic

/// Bands, each with its own shares or its own schedule, which apply only to the slice of the amount inside
/// the band.
package struct MarginalTiers: RiskSchedule {
    package struct Band: Sendable {
        /// Nil for everything above the bands before.
        package let upTo: Threshold?
        package let schedule: any RiskSchedule

        package init(upTo: Threshold?, schedule: any RiskSchedule) {
            self.upTo = upTo
            self.schedule = schedule
        }

        package init(upTo: Threshold?, basis: SharingBasis) {
            self.init(upTo: upTo, schedule: ProportionalShare(basis))
        }
    }

    /// Rising; only the last may be without a limit.
    package let bands: [Band]

    package init(bands: [Band]) {
        self.bands = bands
    }

    package var name: String { "marginal tiers" }

    package func steps(
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

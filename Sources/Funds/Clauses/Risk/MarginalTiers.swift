import TopsliceExactArithmetic
package import TopsliceMoney

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

    package var kind: RiskScheduleKind { .marginalTiers }

    package var drawsOnUnderspends: Bool {
        bands.contains { $0.schedule.drawsOnUnderspends }
    }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        var steps: [RiskStep] = []
        var done = Money.zero(amount.currency)
        var rest = setting
        for (number, band) in bands.enumerated() where done < amount {
            let limit = try band.upTo?.pence(budget: setting.budget) ?? amount
            let slice = try max(done, min(limit, amount)).minus(done)
            guard slice.isPositive else { continue }
            let end = try done.plus(slice)
            let taken = try band.schedule.steps(dividing: slice, rest)
            rest = try rest.after(taken)
            steps += taken.map { $0.within(band: number + 1, from: done, to: end) }
            done = end
        }
        if done < amount {
            steps.append(
                RiskStep(
                    party: .unfunded,
                    exact: Rational(try amount.minus(done)),
                    reason: .aboveLastBand
                )
            )
        }
        return steps
    }
}

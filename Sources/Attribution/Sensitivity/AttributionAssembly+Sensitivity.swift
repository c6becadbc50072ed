internal import Glibc

extension AttributionAssembly {
    /// What a hidden confounder could do to the contributions and to the whole.
    func sensitivity(
        _ contributions: [AttributionResult.AgencyContribution],
        _ total: AttributionResult.Total
    ) -> Sensitivity {
        let leftOut = leftOut()
        let free = Double(scan.people) - strength.effectiveParameters
        return Sensitivity(
            agencies: contributions.enumerated().map { agency, one in
                Sensitivity.Finding(
                    allowance: allowance(one.shapley, leftOut.map { $0.contributions[agency] }),
                    toCancel: strength(one.shapley, against: 0, free),
                    toTrigger: problem.trigger.flatMap { strength(one.shapley, against: $0, free) },
                    eValue: eValue(
                        one.perServed,
                        mean: scan.servedOutcome[agency] / scan.servedWeight[agency]
                    ),
                    share: share(agency, contributions, total, leftOut)
                )
            },
            together: Sensitivity.Finding(
                allowance: allowance(total.attributable, leftOut.map(\.together)),
                toCancel: strength(total.attributable, against: 0, free),
                toTrigger: problem.trigger.flatMap {
                    strength(total.attributable, against: $0, free)
                },
                eValue: eValue(
                    total.perServed,
                    mean: scan.servedByAnyOutcome / scan.servedByAnyWeight
                ),
                share: nil
            ),
            leftOut: leftOut,
            sharedReasons: sharedReasons,
            trigger: problem.trigger
        )
    }

    private func leftOut() -> [Sensitivity.LeftOut] {
        omittedShifts.map { covariate, shifts in
            Sensitivity.LeftOut(
                covariate: covariate,
                contributions: problem.agencies.indices.map {
                    shifts[places[.shapley(agency: $0)]]
                },
                together: shifts[places[.observed]] - shifts[places[.deadweight]]
            )
        }
    }

    /// - `shifts`: by covariate left out.
    private func allowance(_ estimate: Estimate, _ shifts: [Double]) -> Sensitivity.Allowance? {
        guard let known = estimate.uncertainty,
            let place = shifts.indices.max(by: { shifts[$0].magnitude < shifts[$1].magnitude })
        else { return nil }
        let shift = shifts[place]
        return Sensitivity.Allowance(
            covariate: omittedShifts[place].covariate,
            shift: shift,
            low: known.confidenceLow - shift.magnitude,
            high: known.confidenceHigh + shift.magnitude
        )
    }

    private func strength(
        _ estimate: Estimate,
        against value: Double,
        _ free: Double
    ) -> Sensitivity.Strength? {
        guard let error = estimate.standardError, free > 2 else { return nil }
        let robustness = RobustnessValue(
            statistic: (estimate.value - value) / error,
            degreesOfFreedom: free
        )
        return Sensitivity.Strength(
            ofEstimate: robustness.value,
            ofInterval: robustness.value(level: problem.confidenceLevel)
        )
    }

    /// The ratio of the mean outcome of those served to what it would have been without.
    ///
    /// - `part`: what they owe, per person served; `mean`: of their outcomes.
    private func eValue(_ part: Estimate, mean: Double) -> Sensitivity.Strength? {
        guard isOfRisks, let known = part.uncertainty, mean > 0, part.value < mean else {
            return nil
        }
        func ratio(_ part: Double) -> Double { mean / (mean - part) }
        let ends = (known.confidenceLow, known.confidenceHigh)
        let nearest = ends.0 > 0 ? ends.0 : ends.1 < 0 ? ends.1 : 0
        return Sensitivity.Strength(
            ofEstimate: EValue.of(ratio(part.value)),
            ofInterval: EValue.of(ratio(nearest))
        )
    }

    /// The part of the whole of one agency, with every covariate's shift added or taken away.
    private func share(
        _ agency: Int,
        _ contributions: [AttributionResult.AgencyContribution],
        _ total: AttributionResult.Total,
        _ leftOut: [Sensitivity.LeftOut]
    ) -> ShareInterval? {
        let (part, whole) = (contributions[agency].shapley.value, total.attributable.value)
        guard contributions[agency].share?.interval != nil, whole != 0 else { return nil }
        var (low, high) = (part / whole, part / whole)
        for one in leftOut {
            for side in [-1.0, 1] {
                let moved = whole + side * one.together
                guard moved * whole > 0 else { return .everything }
                let share = (part + side * one.contributions[agency]) / moved
                (low, high) = (min(low, share), max(high, share))
            }
        }
        return .bounded(low: low, high: high)
    }
}

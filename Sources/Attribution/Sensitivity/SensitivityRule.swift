/// What a hidden confounder could do, worked out from estimates and from what leaving out the observed covariates does to them.
struct SensitivityRule {
    let leftOut: [Sensitivity.LeftOut]
    let basis: Sensitivity.Basis
    let confidenceLevel: Double
    let trigger: Double?

    func sensitivity(
        _ contributions: [AttributionResult.AgencyContribution],
        _ total: AttributionResult.Total,
        _ sharedReasons: SharedReasons?
    ) -> Sensitivity {
        Sensitivity(
            agencies: contributions.enumerated().map { agency, one in
                Sensitivity.Finding(
                    allowance: allowance(one.shapley, leftOut.map { $0.contributions[agency] }),
                    toCancel: strength(one.shapley, agency, against: 0),
                    toTrigger: trigger.flatMap { strength(one.shapley, agency, against: $0) },
                    eValue: eValue(one.perServed, agency),
                    share: share(agency, contributions, total)
                )
            },
            together: Sensitivity.Finding(
                allowance: allowance(total.attributable, leftOut.map(\.together)),
                toCancel: strength(total.attributable, contributions.count, against: 0),
                toTrigger: trigger.flatMap {
                    strength(total.attributable, contributions.count, against: $0)
                },
                eValue: eValue(total.perServed, contributions.count),
                share: nil
            ),
            leftOut: leftOut,
            sharedReasons: sharedReasons,
            trigger: trigger,
            basis: basis
        )
    }

    /// - `shifts`: by covariate left out.
    private func allowance(_ estimate: Estimate, _ shifts: [Double]) -> Sensitivity.Allowance? {
        guard let known = estimate.uncertainty,
            let place = shifts.indices.max(by: { shifts[$0].magnitude < shifts[$1].magnitude })
        else { return nil }
        let shift = shifts[place]
        return Sensitivity.Allowance(
            covariate: leftOut[place].covariate,
            shift: shift,
            low: known.confidenceLow - shift.magnitude,
            high: known.confidenceHigh + shift.magnitude
        )
    }

    /// - `place`: of the estimate's error by the model.
    private func strength(
        _ estimate: Estimate,
        _ place: Int,
        against value: Double
    ) -> Sensitivity.Strength? {
        let error = basis.modelErrors[place]
        guard let known = estimate.uncertainty, basis.freedom > 2, error > 0 else { return nil }
        let robustness = RobustnessValue(
            statistic: (estimate.value - value) / error,
            degreesOfFreedom: basis.freedom
        )
        return Sensitivity.Strength(
            ofEstimate: robustness.value,
            ofInterval: robustness.value(
                level: confidenceLevel,
                freedom: known.degreesOfFreedom,
                widening: known.standardError / error
            )
        )
    }

    /// The ratio of the mean outcome of those served to what it would have been without.
    ///
    /// - `part`: what they owe, per person served; `place`: of the mean of their outcomes.
    private func eValue(_ part: Estimate, _ place: Int) -> Sensitivity.Strength? {
        guard let mean = basis.servedMeans?[place], let known = part.uncertainty, mean > 0,
            part.value < mean
        else { return nil }
        func ratio(_ part: Double) -> Double { mean / (mean - part) }
        let ends = (known.confidenceLow, known.confidenceHigh)
        let nearest = ends.0 > 0 ? ends.0 : ends.1 < 0 ? ends.1 : 0
        return Sensitivity.Strength(
            ofEstimate: EValue.of(ratio(part.value)),
            ofInterval: EValue.of(ratio(nearest))
        )
    }

    /// The interval of an agency's part of the whole, wider by as much as any covariate's shift, added or taken away, moves the part: as the
    /// interval of the contribution is.
    private func share(
        _ agency: Int,
        _ contributions: [AttributionResult.AgencyContribution],
        _ total: AttributionResult.Total
    ) -> ShareInterval? {
        let (part, whole) = (contributions[agency].shapley.value, total.attributable.value)
        guard let interval = contributions[agency].share?.interval, whole != 0 else { return nil }
        var moves = (down: 0.0, up: 0.0)
        for one in leftOut {
            for side in [-1.0, 1] {
                let moved = whole + side * one.together
                guard moved * whole > 0 else { return .everything }
                let move = (part + side * one.contributions[agency]) / moved - part / whole
                moves = (min(moves.down, move), max(moves.up, move))
            }
        }
        return interval.widened(down: moves.down, up: moves.up)
    }
}

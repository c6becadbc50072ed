extension AttributionAssembly {
    /// What a hidden confounder could do to the contributions and to the whole.
    func sensitivity(
        _ contributions: [AttributionResult.AgencyContribution],
        _ total: AttributionResult.Total
    ) -> Sensitivity {
        SensitivityRule(
            leftOut: leftOut(),
            basis: Sensitivity.Basis(
                freedom: Double(scan.people) - strength.effectiveParameters,
                servedMeans: isOfRisks
                    ? zip(scan.servedOutcome, scan.servedWeight).map { $0 / $1 }
                        + [scan.servedByAnyOutcome / scan.servedByAnyWeight] : nil,
                modelErrors: problem.agencies.indices.map {
                    inference.modelErrors[places[.shapley(agency: $0)]]
                } + [inference.modelErrors[inference.functionals.count]]
            ),
            confidenceLevel: problem.confidenceLevel,
            trigger: problem.trigger
        ).sensitivity(contributions, total, sharedReasons)
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
}

extension PooledAttribution {
    /// What a hidden confounder could do to the pooled estimates: a covariate left out moves them by the mean of what it moves in each table.
    func sensitivity(_ pooled: AttributionResult) -> Sensitivity {
        let parts = results.map(\.sensitivity)
        let bases = parts.compactMap(\.basis)
        guard let first = bases.first, bases.count == parts.count else {
            return Sensitivity(unknownOf: pooled.contributions.count)
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        let leftOut = parts[0].leftOut.indices.map { place in
            let moves = parts.map { $0.leftOut[place] }
            return Sensitivity.LeftOut(
                covariate: moves[0].covariate,
                contributions: pooled.contributions.indices.map { agency in
                    mean(moves.map { $0.contributions[agency] })
                },
                together: mean(moves.map(\.together))
            )
        }
        let shared = parts.compactMap(\.sharedReasons)
        return SensitivityRule(
            leftOut: leftOut,
            basis: Sensitivity.Basis(
                freedom: mean(bases.map(\.freedom)),
                servedMeans: first.servedMeans,
                // What a regressor explains is told within a table.
                modelErrors: first.modelErrors.indices.map { place in
                    mean(bases.map { $0.modelErrors[place] * $0.modelErrors[place] }).squareRoot()
                }
            ),
            confidenceLevel: problem.confidenceLevel,
            trigger: problem.trigger
        ).sensitivity(
            pooled.contributions,
            pooled.total,
            shared.count < parts.count
                ? nil
                : SharedReasons(
                    correlation: mean(shared.map(\.correlation)),
                    statistic: mean(shared.map(\.statistic))
                )
        )
    }
}

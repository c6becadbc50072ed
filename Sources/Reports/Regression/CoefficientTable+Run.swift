internal import TopsliceFormats
internal import TopsliceRegression
package import TopsliceStudies

extension CoefficientTable {
    /// The table of a finished regression.
    package init(_ run: RegressionRequest.Run) {
        let result = run.result
        self.init(
            rows: result.coefficients.map {
                TidyRow(
                    $0.term,
                    estimate: $0.estimate,
                    standardError: $0.standardError,
                    statistic: $0.statistic,
                    pValue: $0.pValue,
                    confidenceLow: $0.confidenceLow,
                    confidenceHigh: $0.confidenceHigh
                )
            },
            outcome: result.outcome,
            people: result.people,
            clusters: result.clusterCount,
            residualDegreesOfFreedom: result.residualDegreesOfFreedom,
            rSquared: result.rSquared,
            rSquaredVariation: result.rSquaredVariation,
            sigma: result.sigma,
            method: result.method,
            confidenceLevel: result.confidenceLevel,
            dropped: result.dropped.map(\.name),
            warnings: run.warnings.map { $0.words(run.words.labels, run.words.rule) },
            labels: run.words.labels,
            unit: run.words.unit(of: result.outcome),
            rule: run.words.rule
        )
    }
}

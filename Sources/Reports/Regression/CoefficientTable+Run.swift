internal import TopsliceFormats
internal import TopsliceRegression
package import TopsliceStudies

extension CoefficientTable {
    /// The table of a finished regression.
    package init(_ run: RegressionRequest.Run) {
        let result = run.result
        let withheld = WithheldTerms(result.uses, run.words.rule).places
        self.init(
            rows: result.coefficients.enumerated().map { place, one in
                guard !withheld.contains(place) else { return TidyRow(withheld: one.term) }
                return TidyRow(
                    one.term,
                    estimate: one.estimate,
                    standardError: one.standardError,
                    statistic: one.statistic,
                    pValue: one.pValue,
                    confidenceLow: one.confidenceLow,
                    confidenceHigh: one.confidenceHigh
                )
            },
            outcome: result.outcome,
            people: result.people,
            clusters: result.clusterCount,
            residualDegreesOfFreedom: result.residualDegreesOfFreedom,
            // With the spread of the outcome it gives the size of one coefficient back.
            rSquared: withheld.isEmpty ? result.rSquared : nil,
            rSquaredVariation: withheld.isEmpty ? result.rSquaredVariation : nil,
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

internal import TopsliceProbability
package import TopsliceCohortData
package import TopsliceLinearAlgebra

/// A fitted regression, ready to print.
package struct RegressionResult: Sendable {
    package let formula: String
    /// The response, as it stands in the formula.
    package let outcome: String
    package let family: Family
    package let covarianceKind: CovarianceKind
    /// In formula order, the intercept first.
    package let coefficients: [Coefficient]
    package let dropped: [LeastSquaresFit.DroppedColumn]
    /// Covariance of `coefficients`, in their order.
    package let covariance: Matrix
    /// Rows with a weight above zero.
    package let people: Int
    /// Rows less all coefficients, absorbed fixed effects included.
    package let residualDegreesOfFreedom: Int
    /// Degrees of freedom of the t distribution used; nil for the normal distribution.
    package let inferenceDegreesOfFreedom: Double?
    package let clusterCount: Int?
    /// Least squares only: one minus residual over total sum of squares.
    package let rSquared: Double?
    /// With absorbed fixed effects: the same after taking them out.
    package let withinRSquared: Double?
    /// Least squares only: residual standard error.
    package let sigma: Double?
    /// GLMs only.
    package let deviance: Double?
    package let nullDeviance: Double?
    package let iterations: Int?
    package let method: String
    package let confidenceLevel: Double
    package let summary: ReadSummary
    package let warnings: [String]

    package struct Coefficient: Sendable, Equatable {
        package let term: String
        package let estimate: Double
        package let standardError: Double
        package let statistic: Double
        package let pValue: Double
        package let confidenceLow: Double
        package let confidenceHigh: Double
    }
}

extension RegressionResult.Coefficient {
    /// Coefficients with their inference: t with `degreesOfFreedom`, or normal where that is nil.
    static func table(
        names: [String],
        estimates: [Double],
        covariance: Matrix,
        degreesOfFreedom: Double?,
        confidenceLevel: Double
    ) -> [RegressionResult.Coefficient] {
        let student = degreesOfFreedom.map { StudentDistribution(degreesOfFreedom: $0) }
        let multiplier =
            student?.intervalMultiplier(confidenceLevel)
            ?? NormalDistribution.quantile(0.5 + confidenceLevel / 2)
        return names.indices.map { index in
            let error = max(0, covariance[index, index]).squareRoot()
            let statistic = estimates[index] / error
            return RegressionResult.Coefficient(
                term: names[index],
                estimate: estimates[index],
                standardError: error,
                statistic: statistic,
                pValue: student?.twoSidedPValue(statistic)
                    ?? NormalDistribution.twoSidedPValue(statistic),
                confidenceLow: estimates[index] - multiplier * error,
                confidenceHigh: estimates[index] + multiplier * error
            )
        }
    }
}

internal import Probability
public import CohortData
public import LinearAlgebra

/// A fitted regression, ready to print.
public struct RegressionResult: Sendable {
    public let formula: String
    /// The response, as it stands in the formula.
    public let outcome: String
    public let family: Family
    public let covarianceKind: CovarianceKind
    /// In formula order, the intercept first.
    public let coefficients: [Coefficient]
    public let dropped: [LeastSquaresFit.DroppedColumn]
    /// Covariance of `coefficients`, in their order.
    public let covariance: Matrix
    /// Rows with a weight above zero.
    public let people: Int
    /// Rows less all coefficients, absorbed fixed effects included.
    public let residualDegreesOfFreedom: Int
    /// Degrees of freedom of the t distribution used; nil for the normal distribution.
    public let inferenceDegreesOfFreedom: Double?
    public let clusterCount: Int?
    /// Least squares only: one minus residual over total sum of squares.
    public let rSquared: Double?
    /// With absorbed fixed effects: the same after taking them out.
    public let withinRSquared: Double?
    /// Least squares only: residual standard error.
    public let sigma: Double?
    /// GLMs only.
    public let deviance: Double?
    public let nullDeviance: Double?
    public let iterations: Int?
    public let method: String
    public let confidenceLevel: Double
    public let summary: ReadSummary
    public let warnings: [String]

    public struct Coefficient: Sendable, Equatable {
        public let term: String
        public let estimate: Double
        public let standardError: Double
        public let statistic: Double
        public let pValue: Double
        public let confidenceLow: Double
        public let confidenceHigh: Double
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

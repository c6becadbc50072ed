internal import TopsliceLinearAlgebra
internal import TopsliceProbability

/// Turns estimates and their covariance into coefficients: t with some degrees of freedom, or normal where there are none.
struct CoefficientInference {
    let degreesOfFreedom: Double?
    let confidenceLevel: Double
    /// Multiplies the inverse of the information to what a variance is of when residuals are as large as the outcomes.
    let largestVariance: Double
    /// The same for residuals that are nothing but the rounding of the outcomes.
    let roundingVariance: Double
    /// What is said of coefficients whose variance is zero but for rounding, or mostly unseen.
    let reason: RegressionResult.NoError

    /// An error this small a share of the largest is rounding, squared.
    private static let roundingShare = 1e-20
    /// Residuals of so few units in the last place of the outcomes are rounding, squared.
    static let outcomeRounding = 64 * Double.ulpOfOne * Double.ulpOfOne

    /// Of a generalized linear model: the normal distribution.
    ///
    /// - `unit`: the size of one squared score by its information.
    static func generalizedLinear(
        _ problem: RegressionProblem,
        unit: Double,
        clusterCount: Int?
    ) -> CoefficientInference {
        CoefficientInference(
            degreesOfFreedom: nil,
            confidenceLevel: problem.confidenceLevel,
            // The inverse information itself is no sum of residuals that could vanish.
            largestVariance: problem.covariance == .iid ? 0 : unit,
            roundingVariance: 0,
            reason: clusterCount == nil ? .rowsWithoutResidual : .clustersWithoutResidual
        )
    }

    /// - `unscaled`: (Xᵀ W X)⁻¹ in the basis of the coefficients.
    /// - `unseen`: the share of each variance that the covariance can't see (`SilentDirections`); nil where it sees all.
    func coefficients(
        names: [String],
        estimates: [Double],
        covariance: Matrix,
        unscaled: Matrix,
        unseen: [Double]?
    ) -> [RegressionResult.Coefficient] {
        let student = degreesOfFreedom.map { StudentDistribution(degreesOfFreedom: $0) }
        let multiplier =
            student?.intervalMultiplier(confidenceLevel)
            ?? NormalDistribution.quantile(0.5 + confidenceLevel / 2)
        return names.indices.map { index in
            let variance = covariance[index, index]
            let (estimate, term) = (estimates[index], names[index])
            let isUnseen = unseen.map { $0[index] > SilentDirections.mostUnseen } ?? false
            guard !isUnseen, !isRounding(variance, unscaled[index, index]) else {
                return .init(term: term, estimate: estimate, uncertainty: .unknown(reason))
            }
            let error = variance.squareRoot()
            let statistic = estimate / error
            let stated = RegressionResult.Stated(
                standardError: error,
                statistic: statistic,
                pValue: student?.twoSidedPValue(statistic)
                    ?? NormalDistribution.twoSidedPValue(statistic),
                confidenceLow: estimate - multiplier * error,
                confidenceHigh: estimate + multiplier * error
            )
            return .init(term: term, estimate: estimate, uncertainty: .stated(stated))
        }
    }

    /// Whether a variance is zero but for rounding.
    func isRounding(_ variance: Double, _ unscaled: Double) -> Bool {
        variance
            <= unscaled
            * max(CoefficientInference.roundingShare * largestVariance, roundingVariance)
    }
}

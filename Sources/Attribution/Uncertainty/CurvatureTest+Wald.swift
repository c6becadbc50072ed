internal import TopsliceLinearAlgebra
internal import TopsliceProbability

extension CurvatureTest {
    /// The tests of all splines of a model.
    ///
    /// Of G clusters the statistic has G − q degrees of freedom below, after Hotelling; with no more clusters than curved parts there is no
    /// test.
    /// - `residualDegrees`: people less effective parameters, for independent people.
    static func tests(
        _ model: AgencyModel,
        _ layout: GameLayout,
        _ inference: GameInference,
        residualDegrees: Double,
        clusterCount: Int?
    ) -> [CurvatureTest] {
        model.curves.compactMap { curve in
            // The curved coefficients of every part: a straight line is straight in all of them.
            let places = layout.parts.indices.flatMap { part in
                curve.columns.map { part * layout.partSize + $0 + 1 }
            }
            let covariance = inference.coefficientCovariance(places, layout)
            let factor = CholeskyFactor(covariance, tolerance: 1e-12)
            let values = factor.kept.map { layout.coefficients[places[$0]] }
            let count = Double(values.count)
            let below = clusterCount.map { Double($0) - count } ?? residualDegrees
            guard count > 0, below > 0 else { return nil }
            let wald = zip(values, factor.solve(values)).reduce(0) { $0 + $1.0 * $1.1 }
            let scale = clusterCount.map { below / Double($0 - 1) } ?? 1
            let statistic = wald * scale / count
            return CurvatureTest(
                covariate: curve.covariate,
                knots: curve.knots,
                statistic: statistic,
                degreesOfFreedom: (count, below),
                pValue: FisherDistribution(numerator: count, denominator: below)
                    .upperTail(statistic)
            )
        }
    }
}

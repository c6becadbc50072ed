/// A purely numeric file for checking and timing regressions: `y,x1,…,xm,area`, every number with four decimals.
///
/// x_j are independent standard normals, areas 1 … `areaCount` are equally likely with normal random intercepts,
/// η = intercept + Σ_j coefficients_j x_j + intercept of the area, and y follows from η by the family.
/// With twenty regressors a row takes about 165 bytes.
package struct RegressionPlan: Sendable, Equatable {
    package var rows = 1_000_000
    package var seed: UInt64 = 1
    package var family = OutcomeFamily.gaussian
    package var intercept = 0.5
    /// One for each regressor.
    package var coefficients: [Double]
    package var areaCount = 150
    /// Standard deviation of the areas' intercepts.
    package var areaSpread = 0.3
    /// Standard deviation of the noise of a gaussian outcome.
    package var residualSpread = 1.0
    /// A Poisson mean is cut off here. With the standard coefficients it is never reached in practice: it lies nine
    /// standard deviations out.
    package static let meanCountLimit = 500.0
    /// With outcome and area, no more columns than the readers of a cohort take (4,096).
    package static let regressorLimit = 4_000

    /// A plan with `regressorCount` regressors and coefficients ((7j) mod 11 − 5) / 25 for j = 1, 2, ….
    ///
    /// - Throws: `SimulationError.outOfRange`, before anything is made for a regressor.
    package init(regressorCount: Int = 20) throws(SimulationError) {
        try Self.check(regressorCount: regressorCount)
        coefficients = (0..<regressorCount).map { Double((7 * ($0 + 1)) % 11 - 5) / 25 }
    }

    private static func check(regressorCount: Int) throws(SimulationError) {
        guard 1...regressorLimit ~= regressorCount else {
            throw .outOfRange(
                name: "the number of regressors",
                got: Double(regressorCount),
                range: 1...Double(regressorLimit)
            )
        }
    }

    package func validate() throws(SimulationError) {
        try Self.check(regressorCount: coefficients.count)
        let checks: [(String, Double, ClosedRange<Double>)] = [
            ("the number of rows", Double(rows), 0...1e12),
            ("the intercept", intercept, -100...100),
            ("the number of areas", Double(areaCount), 1...1_000_000),
            ("the areas' spread", areaSpread, 0...10),
            ("the residual spread", residualSpread, 0...1_000),
        ]
        for (name, value, range) in checks + coefficients.map({ ("a coefficient", $0, -10...10) }) {
            guard range.contains(value) else {
                throw .outOfRange(name: name, got: value, range: range)
            }
        }
    }
}

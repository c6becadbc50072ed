package import TopsliceLinearAlgebra

/// A least-squares fit: coefficients and what their covariance is made from.
///
/// Coefficients are about `origin`: y − o_y = c₀ + Σ bⱼ (xⱼ − oⱼ), where c₀ exists only with an intercept. `columns` are the
/// design columns kept, by number; the last column of the design is the response.
package struct LeastSquaresFit: Sendable {
    package let columns: [Int]
    package let dropped: [DroppedColumn]
    package let hasIntercept: Bool
    /// Origin of the kept columns, then of the response. Zeros without an intercept.
    package let origin: [Double]
    /// c₀ first where there is an intercept, then one a kept column.
    package let coefficients: [Double]
    /// (Xᵀ W X)⁻¹ in the basis about `origin`; shape (coefficients, coefficients).
    package let unscaledCovariance: Matrix
    package let residualSumOfSquares: Double
    /// About the mean with an intercept, about zero without.
    package let totalSumOfSquares: Double
    /// Rows with a weight above zero.
    package let rowCount: Int
    package let method: Method

    package enum Method: String, Sendable {
        case crossProducts = "cross-products"
        case exactCrossProducts = "cross-products in double-double arithmetic"
        case orthogonalised = "QR of the rows in double-double arithmetic"
    }

    /// A column left out because earlier ones determine it.
    package struct DroppedColumn: Sendable, Equatable, Codable {
        package let name: String
        /// Names of the columns whose combination it is; may name the intercept.
        package let combinationOf: [String]

        package init(name: String, combinationOf: [String]) {
            self.name = name
            self.combinationOf = combinationOf
        }
    }

    /// The matrix that moves coefficients from the basis about `origin` to that of the columns themselves.
    package var toRawBasis: Matrix {
        let size = coefficients.count
        var map = Matrix(rowCount: size, columnCount: size)
        for index in 0..<size { map[index, index] = 1 }
        if hasIntercept {
            for index in 1..<max(size, 1) { map[0, index] = -origin[index - 1] }
        }
        return map
    }

    /// Coefficients of the columns themselves, the intercept first.
    package var rawCoefficients: [Double] {
        var result = toRawBasis.multiplied(by: coefficients)
        if hasIntercept { result[0] += origin[origin.count - 1] }
        return result
    }
}

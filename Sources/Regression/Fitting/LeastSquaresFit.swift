public import LinearAlgebra

/// A least-squares fit: coefficients and what their covariance is made from.
///
/// Coefficients are about `origin`: y − o_y = c₀ + Σ bⱼ (xⱼ − oⱼ), where c₀ exists only with an intercept. `columns` are the
/// design columns kept, by number; the last column of the design is the response.
public struct LeastSquaresFit: Sendable {
    public let columns: [Int]
    public let dropped: [DroppedColumn]
    public let hasIntercept: Bool
    /// Origin of the kept columns, then of the response. Zeros without an intercept.
    public let origin: [Double]
    /// c₀ first where there is an intercept, then one a kept column.
    public let coefficients: [Double]
    /// (Xᵀ W X)⁻¹ in the basis about `origin`; shape (coefficients, coefficients).
    public let unscaledCovariance: Matrix
    public let residualSumOfSquares: Double
    /// About the mean with an intercept, about zero without.
    public let totalSumOfSquares: Double
    /// Rows with a weight above zero.
    public let rowCount: Int
    public let method: Method

    public enum Method: String, Sendable {
        case crossProducts = "cross-products"
        case exactCrossProducts = "cross-products in double-double arithmetic"
        case orthogonalised = "QR of the rows in double-double arithmetic"
    }

    /// A column left out because earlier ones determine it.
    public struct DroppedColumn: Sendable, Equatable {
        public let name: String
        /// Names of the columns whose combination it is; may name the intercept.
        public let combinationOf: [String]

        public init(name: String, combinationOf: [String]) {
            self.name = name
            self.combinationOf = combinationOf
        }
    }

    /// The matrix that moves coefficients from the basis about `origin` to that of the columns themselves.
    public var toRawBasis: Matrix {
        let size = coefficients.count
        var map = Matrix(rowCount: size, columnCount: size)
        for index in 0..<size { map[index, index] = 1 }
        if hasIntercept {
            for index in 1..<max(size, 1) { map[0, index] = -origin[index - 1] }
        }
        return map
    }

    /// Coefficients of the columns themselves, the intercept first.
    public var rawCoefficients: [Double] {
        var result = toRawBasis.multiplied(by: coefficients)
        if hasIntercept { result[0] += origin[origin.count - 1] }
        return result
    }
}

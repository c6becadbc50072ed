internal import CTopsliceOpenBLAS

/// The Cholesky factor of a symmetric positive semi-definite matrix, with dependent columns set aside.
///
/// The matrix is first scaled to unit diagonal. Columns are taken in order; a column whose squared
/// distance from the span of those before it is at most `tolerance` (on the unit scale, one minus its R² on them) is
/// *dependent* and leaves the factor, as in the sweep of R's `lm` and Stata's `_rmcoll`.
package struct CholeskyFactor: Sendable {
    /// Numbers of the columns in the factor, increasing.
    package let kept: [Int]
    /// Numbers of the columns left out because the ones before them determine them.
    package let dependent: [Int]
    /// The smallest squared distance (one minus R² on the earlier columns) of any kept column; 1 when empty.
    package let smallestPivot: Double
    /// L of the kept, scaled matrix, lower triangle; shape (kept.count, kept.count).
    private let lower: Matrix
    /// Square roots of the kept diagonal elements.
    private let scale: [Double]

    /// Factors `matrix` (lower triangle read). O(n³/3), one `dpotrf` when nothing is dependent.
    package init(_ matrix: Matrix, tolerance: Double) {
        let size = matrix.rowCount
        let scaled = CholeskyFactor.unitDiagonal(of: matrix)
        if let whole = CholeskyFactor.factorise(scaled.matrix), !scaled.scale.contains(0) {
            let pivots = (0..<size).map { whole[$0, $0] * whole[$0, $0] }
            let smallest = pivots.min() ?? 1
            if smallest > tolerance {
                kept = Array(0..<size)
                dependent = []
                smallestPivot = smallest
                lower = whole
                scale = scaled.scale
                return
            }
        }
        let swept = CholeskyFactor.sweep(scaled.matrix, scale: scaled.scale, tolerance: tolerance)
        kept = swept.kept
        dependent = swept.dependent
        smallestPivot = swept.smallestPivot
        scale = kept.map { scaled.scale[$0] }
        lower = swept.lower
    }

    /// Solves M x = b on the kept columns; `b` has one number a kept column.
    package func solve(_ right: [Double]) -> [Double] {
        var result = zip(right, scale).map { $0 / $1 }
        solveTriangle(&result, transposed: false)
        solveTriangle(&result, transposed: true)
        for index in result.indices { result[index] /= scale[index] }
        return result
    }

    /// Solves M X = B on the kept columns, B with one row a kept column.
    package func solve(_ right: Matrix) -> Matrix {
        var result = right
        for column in 0..<right.columnCount {
            let range = (column * right.rowCount)..<((column + 1) * right.rowCount)
            result.elements.replaceSubrange(range, with: solve(Array(right.elements[range])))
        }
        return result
    }

    /// R x on the kept columns with R Rᵀ = M⁻¹: independent standard normals become normals whose covariance is the inverse of M.
    package func inverseRoot(times vector: [Double]) -> [Double] {
        var result = vector
        solveTriangle(&result, transposed: true)
        for index in result.indices { result[index] /= scale[index] }
        return result
    }

    /// The inverse of M on the kept columns, wanted for itself: the covariance of an estimate.
    package func inverse() -> Matrix {
        let size = kept.count
        guard size > 0 else { return Matrix(rowCount: 0, columnCount: 0) }
        var triangle = lower
        var order = Int32(size)
        var info: Int32 = 0
        dtrtri_("L", "N", &order, &triangle.elements, &order, &info)
        var result = Matrix(rowCount: size, columnCount: size)
        addGram(
            of: triangle.elements,
            rowCount: size,
            columnCount: size,
            stride: size,
            to: &result.elements
        )
        result.symmetriseFromLower()
        for column in 0..<size {
            for row in 0..<size {
                result[row, column] /= scale[row] * scale[column]
            }
        }
        return result
    }

    /// Coefficients of each dependent column on the kept ones before it, on the original scale.
    package func combination(of column: Int, in matrix: Matrix) -> [(column: Int, weight: Double)] {
        let right = kept.map { matrix[max($0, column), min($0, column)] }
        return zip(kept, solve(right)).map { (column: $0, weight: $1) }
    }

    private func solveTriangle(_ vector: inout [Double], transposed: Bool) {
        guard !vector.isEmpty else { return }
        cblas_dtrsv(
            CblasColMajor,
            CblasLower,
            transposed ? CblasTrans : CblasNoTrans,
            CblasNonUnit,
            Int32(kept.count),
            lower.elements,
            Int32(kept.count),
            &vector,
            1
        )
    }

    private static func unitDiagonal(of matrix: Matrix) -> (matrix: Matrix, scale: [Double]) {
        let scale = (0..<matrix.rowCount).map { max(matrix[$0, $0], 0).squareRoot() }
        var result = matrix
        for column in 0..<matrix.columnCount {
            for row in column..<matrix.rowCount {
                let divisor = scale[row] * scale[column]
                result[row, column] = divisor > 0 ? matrix[row, column] / divisor : 0
            }
        }
        return (result, scale)
    }

    private static func factorise(_ matrix: Matrix) -> Matrix? {
        guard matrix.rowCount > 0 else { return matrix }
        var result = matrix
        var order = Int32(matrix.rowCount)
        var info: Int32 = 0
        dpotrf_("L", &order, &result.elements, &order, &info)
        guard info == 0 else { return nil }
        for column in 1..<max(matrix.columnCount, 1) {
            for row in 0..<column { result[row, column] = 0 }
        }
        return result
    }

    /// The column-by-column factorisation that leaves dependent columns out.
    private static func sweep(
        _ matrix: Matrix,
        scale: [Double],
        tolerance: Double
    ) -> (kept: [Int], dependent: [Int], smallestPivot: Double, lower: Matrix) {
        let size = matrix.rowCount
        // L over the kept columns so far, column after column; shape (size, kept.count).
        var columns: [Double] = []
        var kept: [Int] = []
        var dependent: [Int] = []
        var smallest = 1.0
        for column in 0..<size {
            let below = remainder(of: matrix, column, columns, keptCount: kept.count)
            let pivot = below[0]
            guard scale[column] > 0, pivot > tolerance else {
                dependent.append(column)
                continue
            }
            smallest = min(smallest, pivot)
            let root = pivot.squareRoot()
            columns.append(contentsOf: repeatElement(0, count: column))
            columns.append(root)
            columns.append(contentsOf: below.dropFirst().map { $0 / root })
            kept.append(column)
        }
        var lower = Matrix(rowCount: kept.count, columnCount: kept.count)
        for (position, column) in kept.enumerated() {
            for index in 0...position { lower[position, index] = columns[index * size + column] }
        }
        return (kept, dependent, smallest, lower)
    }

    /// What the kept columns leave of a column, from its diagonal element downwards.
    private static func remainder(
        of matrix: Matrix,
        _ column: Int,
        _ columns: [Double],
        keptCount: Int
    ) -> [Double] {
        let size = matrix.rowCount
        var result = Array(matrix.elements[(column * size + column)..<((column + 1) * size)])
        guard keptCount > 0 else { return result }
        columns.withUnsafeBufferPointer { columns in
            guard let base = columns.baseAddress else { return }
            cblas_dgemv(
                CblasColMajor,
                CblasNoTrans,
                Int32(size - column),
                Int32(keptCount),
                -1,
                base + column,
                Int32(size),
                base + column,
                Int32(size),
                1,
                &result,
                1
            )
        }
        return result
    }
}

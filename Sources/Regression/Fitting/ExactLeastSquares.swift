internal import CohortData
internal import LinearAlgebra

/// Least squares by a QR factorisation of the rows in double-double arithmetic, for problems that cross-products would spoil.
///
/// The values are read again as exact as their decimal text and polynomials are formed with 32 digits, so that what is
/// solved is the problem in the file and not its rounding to doubles.
enum ExactLeastSquares {
    /// A column whose distance from the span of those before it is at most this share of its length is dependent.
    static let dependenceTolerance = 1e-12

    /// - Complexity: O(rows · p²) double-double operations, about 20 ns each.
    static func fit(_ model: ModelRows) throws -> LeastSquaresFit {
        let design = model.design
        let lead = design.hasIntercept ? 1 : 0
        let columnCount = design.columns.count + lead
        let exact = try model.rows.rereadExactly()
        let rows = ExactDesignRows(design: design)
        let weightRequest = model.weightRequest
        let states = try exact.forEachBlock(
            makeState: { _ in Sum(triangle: RowTriangle(columnCount: columnCount)) },
            body: { sum, block in
                var columns = rows.columns(of: block)
                var counted = block.rowCount
                if let weightRequest {
                    for row in 0..<block.rowCount {
                        let weight = block.column(weightRequest)[row]
                        guard weight >= 0 else { throw RegressionError.negativeWeight }
                        if weight == 0 { counted -= 1 }
                        let root = DoubleDouble(weight).squareRoot()
                        for column in columns.indices {
                            columns[column][row] = columns[column][row] * root
                        }
                    }
                }
                sum.triangle.add(&columns, rowCount: block.rowCount)
                sum.rowCount += counted
            }
        )
        var triangle = RowTriangle(columnCount: columnCount)
        for state in states { triangle.merge(state.triangle) }
        let rowCount = states.reduce(0) { $0 + $1.rowCount }
        return solve(triangle, design, rowCount)
    }

    private struct Sum {
        var triangle: RowTriangle
        var rowCount = 0
    }

    /// Coefficients and covariance from the triangle of [X, y], dependent columns left out.
    private static func solve(
        _ whole: RowTriangle,
        _ design: Design,
        _ rowCount: Int
    ) -> LeastSquaresFit {
        let last = whole.columnCount - 1
        var kept: [Int] = []
        var dropped: [(column: Int, combination: [Int])] = []
        for column in 0..<last {
            let candidate = whole.selecting(kept + [column])
            let size = kept.count
            let length = whole.length(of: column)
            let distance = candidate[size, size].high.magnitude
            if distance <= dependenceTolerance * length {
                let weights = candidate.solve(column: size, size: size)
                let parts = zip(kept, weights).filter { number, weight in
                    (weight.value * whole.length(of: number)).magnitude > 1e-6 * length
                }
                dropped.append((column, parts.map(\.0)))
            } else {
                kept.append(column)
            }
        }
        let triangle = whole.selecting(kept + [last])
        let size = kept.count
        let coefficients = triangle.solve(column: size, size: size).map(\.value)
        let names = design.coefficientNames
        let lead = design.hasIntercept ? 1 : 0
        let residual = triangle[size, size]
        var total = DoubleDouble.zero
        for row in (design.hasIntercept ? 1 : 0)..<(size + 1) {
            total += triangle[row, size] * triangle[row, size]
        }
        return LeastSquaresFit(
            columns: kept.filter { $0 >= lead }.map { $0 - lead },
            dropped: dropped.map { entry in
                .init(name: names[entry.column], combinationOf: entry.combination.map { names[$0] })
            },
            hasIntercept: design.hasIntercept,
            origin: [Double](repeating: 0, count: size - lead + 1),
            coefficients: coefficients,
            unscaledCovariance: triangle.inverseGram(size: size),
            residualSumOfSquares: (residual * residual).value,
            totalSumOfSquares: total.value,
            rowCount: rowCount,
            method: .orthogonalised
        )
    }
}

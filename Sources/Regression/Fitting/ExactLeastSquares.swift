internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// Least squares in double-double arithmetic, for problems that cross-products in doubles would spoil.
///
/// The values are read again as exact as their decimal text and polynomials are formed with 32 digits, so that what is
/// solved is the problem in the file and not its rounding to doubles. Small problems are solved by a QR factorisation of the
/// rows. Large ones by cross-products with 32 digits, ten times as fast: of those a condition number κ takes 2 log₁₀ κ
/// digits away, so that at least eleven are left up to κ = 10¹⁰; beyond, the rows are factored however many they are.
/// (Refining a solution of the plain cross-products, as the corrected semi-normal equations of Björck 1987 do, would mend
/// the coefficients but not their standard errors.)
enum ExactLeastSquares {
    /// A column whose distance from the span of those before it is at most this share of its length is dependent.
    static let dependenceTolerance = 1e-12
    /// Rows times squared columns up to which the QR factorisation takes at most about a second.
    static let smallProblem = 50_000_000
    /// The least squared distance, as a share, with which cross-products of 32 digits are good enough.
    static let trustworthyShare = 1e-20

    static func fit(_ model: ModelRows) throws -> LeastSquaresFit {
        let exact = try model.rows.rereadExactly()
        let columnCount = model.design.columns.count + (model.design.hasIntercept ? 1 : 0)
        let cost = model.rows.summary.rowsComplete * columnCount * columnCount
        if cost > smallProblem {
            let states = try gather(
                model,
                exact,
                ExactCrossProducts(columnCount: columnCount),
                add: { $0.add($1, rowCount: $2) }
            )
            var products = ExactCrossProducts(columnCount: columnCount)
            for state in states { products.merge(state.sums) }
            let (triangle, share) = products.triangle(
                dependence: dependenceTolerance * dependenceTolerance
            )
            if share > trustworthyShare {
                return solve(triangle, model.design, rowCount(states), .exactCrossProducts)
            }
        }
        let states = try gather(
            model,
            exact,
            RowTriangle(columnCount: columnCount),
            add: { $0.add(&$1, rowCount: $2) }
        )
        var triangle = RowTriangle(columnCount: columnCount)
        for state in states { triangle.merge(state.sums) }
        return solve(triangle, model.design, rowCount(states), .orthogonalised)
    }

    private struct Gathered<Sums: Sendable>: Sendable {
        var sums: Sums
        var rowCount = 0
    }

    private static func rowCount<Sums>(_ states: [Gathered<Sums>]) -> Int {
        states.reduce(0) { $0 + $1.rowCount }
    }

    /// Passes the rows, times the roots of their weights, to `add`.
    private static func gather<Sums: Sendable>(
        _ model: ModelRows,
        _ exact: CohortRows,
        _ empty: Sums,
        add: @escaping @Sendable (inout Sums, inout [[DoubleDouble]], Int) -> Void
    ) throws -> [Gathered<Sums>] {
        let rows = ExactDesignRows(design: model.design)
        let weightRequest = model.weightRequest
        return try exact.forEachBlock(
            makeState: { _ in Gathered(sums: empty) },
            body: { gathered, block in
                var columns = rows.columns(of: block)
                var counted = block.people
                if let weights = block.weights(weightRequest) {
                    for row in 0..<block.rowCount {
                        let weight = weights[row]
                        guard weight >= 0 else { throw RegressionError.negativeWeight }
                        if weight == 0 { counted -= block.counts.map { Int($0[row]) } ?? 1 }
                        let root = DoubleDouble(weight).squareRoot()
                        for column in columns.indices {
                            columns[column][row] = columns[column][row] * root
                        }
                    }
                }
                add(&gathered.sums, &columns, block.rowCount)
                gathered.rowCount += counted
            }
        )
    }

    /// Coefficients and covariance from the triangle of [X, y], dependent columns left out.
    private static func solve(
        _ whole: RowTriangle,
        _ design: Design,
        _ rowCount: Int,
        _ method: LeastSquaresFit.Method
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
            method: method
        )
    }
}

internal import TopsliceLinearAlgebra
internal import TopsliceRandomness

/// Bayesian linear regression with a flat prior: its coefficients, and one draw from their posterior (Rubin 1987, p. 167; van Buuren 2018,
/// algorithm 3.1). A ridge of 10⁻⁵ of each sum of squares keeps predictors that others determine from running off.
struct LinearDraw {
    let coefficients: [Double]
    let drawn: [Double]

    private static let ridge = 1e-5

    init(
        _ block: PredictorBlock,
        _ rows: [Int32],
        target: ScaledVariable,
        _ generator: inout Xoshiro256PlusPlus
    ) {
        let size = block.columnCount
        let count = size + 1
        let values = target.variable.values
        var sums = Matrix(rowCount: count, columnCount: count)
        block.forEach(rows) { rows, predictors in
            let column = predictors + size * PredictorBlock.mostRows
            for (place, row) in rows.enumerated() {
                column[place] = (values[Int(row)] - target.mean) / target.deviation
            }
            addGram(
                of: predictors,
                rowCount: rows.count,
                columnCount: count,
                stride: PredictorBlock.mostRows,
                to: &sums.elements
            )
        }
        let right = (0..<size).map { sums[size, $0] }
        var products = sums.selecting(Array(0..<size))
        for index in 0..<size { products[index, index] *= 1 + Self.ridge }
        let factor = CholeskyFactor(products, tolerance: 1e-9)
        let solution = factor.solve(factor.kept.map { right[$0] })
        let explained = zip(solution, factor.kept).reduce(0) { $0 + $1.0 * right[$1.1] }
        let residual = max(0, sums[size, size] - explained)
        let degrees = Double(max(1, rows.count - factor.kept.count))
        let deviation = (residual / generator.chiSquare(degrees)).squareRoot()
        let noise = factor.inverseRoot(times: factor.kept.map { _ in generator.normal() })
        var coefficients = [Double](repeating: 0, count: size)
        var drawn = coefficients
        for (place, column) in factor.kept.enumerated() {
            coefficients[column] = solution[place]
            drawn[column] = solution[place] + deviation * noise[place]
        }
        self.coefficients = coefficients
        self.drawn = drawn
    }
}

import TopsliceVarianceShares

/// Cross-products of normal samples from a correlated design, drawn without drawing the rows.
///
/// Regressors share a few common factors, so that the correlation matrix has a condition number of about 250 at
/// 100 regressors; a tenth of the coefficients are large. The centred cross-products of n normal rows are
/// distributed as L T Tᵀ Lᵀ, L the Cholesky factor of the covariance and T Bartlett's triangle (1933).
struct CorrelatedDesign {
    let count: Int
    /// Cholesky factor of the covariance of regressors and response, by rows.
    private let factor: [[Double]]
    private let names: [String]
    /// Of the covariance matrix of the regressors: largest over smallest eigenvalue.
    let conditionNumber: Double

    init(regressors count: Int, seed: UInt64, noise: Double = 1) {
        var normal = NormalNumbers(seed: seed)
        let factors = max(2, count / 10)
        // Each loading small, so that the common part has about the size of the own part.
        let loadings = (0..<count).map { _ in (0..<factors).map { _ in normal.next() } }
        let own = 0.06
        let coefficients = (0..<count).map { index in
            (index % 10 == 0 ? 2.0 : 0.3) * normal.next()
        }
        let size = count + 1
        var covariance = [[Double]](
            repeating: [Double](repeating: 0, count: size),
            count: size
        )
        for row in 0..<count {
            for column in 0...row {
                var sum = row == column ? own * Double(factors) : 0
                for factor in 0..<factors {
                    sum += loadings[row][factor] * loadings[column][factor]
                }
                covariance[row][column] = sum / Double(factors)
                covariance[column][row] = sum / Double(factors)
            }
        }
        var explained = 0.0
        for row in 0..<count {
            var sum = 0.0
            for column in 0..<count { sum += covariance[row][column] * coefficients[column] }
            covariance[count][row] = sum
            covariance[row][count] = sum
            explained += sum * coefficients[row]
        }
        covariance[count][count] = explained * (1 + 0.25 * noise)
        var factor = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for row in 0..<size {
            for column in 0...row {
                var sum = covariance[row][column]
                for k in 0..<column { sum -= factor[row][k] * factor[column][k] }
                factor[row][column] =
                    row == column ? sum.squareRoot() : sum / factor[column][column]
            }
        }
        self.conditionNumber = Self.conditionNumber(covariance, factor, count)
        self.count = count
        self.factor = factor
        names = (1...count).map { "x\($0)" } + ["y"]
    }

    /// By power iteration, forwards with the matrix and backwards with its factor.
    private static func conditionNumber(
        _ covariance: [[Double]],
        _ factor: [[Double]],
        _ count: Int
    ) -> Double {
        func growth(_ step: ([Double]) -> [Double]) -> Double {
            var vector = (0..<count).map { 1 + Double($0 * $0 % 7) }
            var size = 0.0
            for _ in 0..<200 {
                let next = step(vector)
                size = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
                vector = next.map { $0 / size }
            }
            return size
        }
        let largest = growth { vector in
            (0..<count).map { row in
                (0..<count).reduce(0) { $0 + covariance[row][$1] * vector[$1] }
            }
        }
        let inverseOfSmallest = growth { vector in
            var solution = vector
            for row in 0..<count {
                for k in 0..<row { solution[row] -= factor[row][k] * solution[k] }
                solution[row] /= factor[row][row]
            }
            for row in (0..<count).reversed() {
                for k in row + 1..<max(count, row + 1) {
                    solution[row] -= factor[k][row] * solution[k]
                }
                solution[row] /= factor[row][row]
            }
            return solution
        }
        return largest * inverseOfSmallest
    }

    /// Centred cross-products of `rows` rows over `rows`.
    func sample(rows: Int, seed: UInt64) throws -> RegressorProducts {
        var normal = NormalNumbers(seed: seed)
        let size = count + 1
        var triangle = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for row in 0..<size {
            for column in 0..<row { triangle[row][column] = normal.next() }
            // The root of χ² with many degrees of freedom, by Wilson and Hilferty.
            let freedom = Double(rows - 1 - row)
            let cube = 1 - 2 / (9 * freedom) + normal.next() * (2 / (9 * freedom)).squareRoot()
            triangle[row][row] = (freedom * cube * cube * cube).squareRoot()
        }
        var product = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for row in 0..<size {
            for k in 0...row {
                let weight = factor[row][k]
                for column in 0...k { product[row][column] += weight * triangle[k][column] }
            }
        }
        var matrix = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                var sum = 0.0
                for k in 0...column { sum += product[row][k] * product[column][k] }
                matrix[row * size + column] = sum / Double(rows)
                matrix[column * size + row] = sum / Double(rows)
            }
        }
        return try RegressorProducts(
            columns: names,
            matrix: matrix,
            response: "y",
            rowCount: rows
        )
    }
}

/// The regression on all columns of a game, by sweeping them in, and what leaving some out would cost.
///
/// Columns must not be dependent. Complexity: O(n³) once, then O(w n + w³) for w columns left out (O(w n²) on test
/// rows).
struct SweptInverse {
    private let game: SharingGame
    private let count: Int
    /// Inverse of the training products of the regressors, column-major.
    private let inverse: [Double]
    private let coefficients: [Double]
    /// 1 − R² of all columns.
    let leftUnexplained: Double

    init(_ game: SharingGame, columns: [Int]) {
        let size = game.size, count = game.columnCount
        var matrix = game.training
        matrix.withUnsafeMutableBufferPointer { matrix in
            var pivotRow = [Double](repeating: 0, count: size)
            for pivot in columns {
                let inverse = 1 / matrix[pivot * size + pivot]
                for index in 0..<size {
                    pivotRow[index] = matrix[pivot * size + index]
                }
                for column in 0..<size where column != pivot {
                    let factor = matrix[column * size + pivot] * inverse
                    for row in 0..<size { matrix[column * size + row] -= factor * pivotRow[row] }
                    matrix[column * size + pivot] = factor
                }
                // Swept columns keep the sign that makes their block the inverse itself.
                for row in 0..<size { matrix[pivot * size + row] = -pivotRow[row] * inverse }
                matrix[pivot * size + pivot] = inverse
            }
        }
        self.game = game
        self.count = count
        inverse = (0..<count).flatMap { column in
            (0..<count).map { matrix[column * size + $0] }
        }
        coefficients = (0..<count).map { matrix[count * size + $0] }
        guard let test = game.test else {
            leftUnexplained = matrix[size * size - 1]
            return
        }
        var loss = test[size * size - 1]
        for column in 0..<count {
            var sum = -2 * test[count * size + column]
            for row in 0..<count { sum += test[column * size + row] * coefficients[row] }
            loss += sum * coefficients[column]
        }
        leftUnexplained = loss
    }

    /// How much more is left unexplained without these columns.
    func lost(without columns: [Int]) -> Double {
        // The coefficients of the others move by P[:, g] P[g, g]⁻¹ b[g].
        var block = columns.map { column in columns.map { inverse[column * count + $0] } }
        var weights = columns.map { coefficients[$0] }
        for pivot in columns.indices {
            for row in columns.indices where row > pivot {
                let factor = block[pivot][row] / block[pivot][pivot]
                for column in pivot..<columns.count {
                    block[column][row] -= factor * block[column][pivot]
                }
                weights[row] -= factor * weights[pivot]
            }
        }
        for pivot in columns.indices.reversed() {
            for column in pivot + 1..<max(columns.count, pivot + 1) {
                weights[pivot] -= block[column][pivot] * weights[column]
            }
            weights[pivot] /= block[pivot][pivot]
        }
        guard let test = game.test else {
            return zip(columns, weights).reduce(0) { $0 + coefficients[$1.0] * $1.1 }
        }
        let size = game.size
        var move = [Double](repeating: 0, count: count)
        for (column, weight) in zip(columns, weights) {
            for row in 0..<count { move[row] += weight * inverse[column * count + row] }
        }
        var loss = 0.0
        for column in 0..<count where move[column] != 0 {
            var sum = 2 * test[count * size + column]
            for row in 0..<count {
                sum += test[column * size + row] * (move[row] - 2 * coefficients[row])
            }
            loss += sum * move[column]
        }
        return loss
    }
}

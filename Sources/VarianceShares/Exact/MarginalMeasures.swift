/// What each player explains entering first and entering last, and all of them together.
struct MarginalMeasures: Sendable, Equatable {
    let first: [Double]
    let last: [Double]
    /// v(N): what all players explain beyond the always-in columns.
    let total: Double

    /// Complexity: O(n³), but O(n³) for each player where columns are dependent and players hold several.
    init(_ game: SharingGame) {
        let everybody = Array(0..<game.columnCount)
        first = game.columns.map {
            game.unexplained - Self.leftUnexplained(by: $0, in: game)
        }
        if !game.needsGuard {
            let inverse = SweptInverse(game, columns: everybody)
            total = game.unexplained - inverse.leftUnexplained
            last = game.columns.map { inverse.lost(without: $0) }
            return
        }
        let whole = Self.leftUnexplained(by: everybody, in: game)
        total = game.unexplained - whole
        last = game.columns.map { columns in
            let others = everybody.filter { !columns.contains($0) }
            return Self.leftUnexplained(by: others, in: game) - whole
        }
    }

    /// 1 − R² of the regression on these columns: on the test rows where the game has any.
    ///
    /// A column the earlier ones make up is passed over. Complexity: O(s³) for s columns.
    static func leftUnexplained(by columns: [Int], in game: SharingGame) -> Double {
        let size = game.size, response = game.columnCount
        var used: [Int] = []
        // Row k of the Cholesky factor of the used columns, and of the response at the end.
        var rows: [[Double]] = []
        func entries(of column: Int) -> [Double] {
            var entries: [Double] = []
            entries.reserveCapacity(used.count + 1)
            for (index, earlier) in used.enumerated() {
                var sum = game.training[column * size + earlier]
                for k in 0..<index { sum -= entries[k] * rows[index][k] }
                entries.append(sum / rows[index][index])
            }
            return entries
        }
        for column in columns {
            var next = entries(of: column)
            let left = next.reduce(game.training[column * size + column]) { $0 - $1 * $1 }
            guard left > StandardisedProducts.smallestPivot else { continue }
            next.append(left.squareRoot())
            rows.append(next)
            used.append(column)
        }
        var coefficients = entries(of: response)
        guard let test = game.test else {
            return coefficients.reduce(game.training[size * size - 1]) { $0 - $1 * $1 }
        }
        for index in used.indices.reversed() {
            coefficients[index] /= rows[index][index]
            for k in 0..<index { coefficients[k] -= rows[index][k] * coefficients[index] }
        }
        var loss = test[size * size - 1]
        for (index, column) in used.enumerated() {
            var sum = -2 * test[response * size + column]
            for (other, second) in used.enumerated() {
                sum += test[second * size + column] * coefficients[other]
            }
            loss += sum * coefficients[index]
        }
        return loss
    }
}

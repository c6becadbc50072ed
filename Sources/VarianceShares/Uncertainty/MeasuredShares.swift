/// Shares of the squared errors that full-sample fits make on other cross-products: linear in these.
///
/// The value of a subset is what the coefficients fitted on all rows explain on the given products. Influence
/// functions are made of it (see `InfluenceIntervals`).
struct MeasuredShares {
    let products: StandardisedProducts
    let players: ResolvedPlayers
    let threads: Int

    /// Of each matrix: the share of each player, what is shared out, and what stays unexplained.
    ///
    /// - `matrices`: symmetric, column-major, on the scale of `products`, response last.
    func values(on matrices: [[Double]]) throws -> [[Double]] {
        try players.hasUnions ? owen(matrices) : eightAtATime(matrices)
    }

    /// The same for the matrix of each pair of columns (r ≥ c): one at (r, c) and (c, r), nothing elsewhere.
    ///
    /// In the order c = 0: r = 0, 1, …; c = 1: r = 1, …: what any matrix gives is the sum of its lower
    /// triangle times these.
    func gradient() throws -> [[Double]] {
        let size = products.columnCount + 1
        var units: [[Double]] = []
        for column in 0..<size {
            for row in column..<size {
                var unit = [Double](repeating: 0, count: size * size)
                unit[column * size + row] = 1
                unit[row * size + column] = 1
                units.append(unit)
            }
        }
        return try values(on: units)
    }

    private func owen(_ matrices: [[Double]]) throws -> [[Double]] {
        try matrices.map { matrix in
            let game = SharingGame(products.measured(on: matrix), players: players)
            let values = try OwenShares.values(game, WalkControl(threads: threads))
            let total = values.reduce(0, +)
            return values + [total, game.unexplained - total]
        }
    }

    private func eightAtATime(_ matrices: [[Double]]) -> [[Double]] {
        var game = LaneGame(
            players,
            columnCount: products.columnCount,
            smallestPivot: products.needsGuard ? StandardisedProducts.smallestPivot : -1,
            paired: true
        )
        for lane in 0..<8 {
            game.fill(game.start.training, lane: lane, with: products.training)
        }
        var values: [[Double]] = []
        for first in stride(from: 0, to: matrices.count, by: 8) {
            let batch = matrices[first..<min(first + 8, matrices.count)]
            for (lane, matrix) in batch.enumerated() {
                if let test = game.start.test { game.fill(test, lane: lane, with: matrix) }
            }
            for result in game.shares().prefix(batch.count) {
                values.append(result.lmg + [result.total, result.unexplained])
            }
        }
        return values
    }
}

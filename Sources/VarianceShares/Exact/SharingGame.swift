/// The game whose Shapley value is wanted: columns of players, always-in columns already taken out.
///
/// v(S) is R² of the always-in columns and S, less R² of the always-in columns alone. Its players are
/// numbered as in `players`; `columns` are numbered anew, player after player.
///
/// - `training`, `test`: symmetric, shape (columnCount + 1, columnCount + 1), column-major, response last:
///   what the always-in columns leave of everything else.
struct SharingGame: Sendable {
    let players: ResolvedPlayers
    let columnCount: Int
    /// Of each player.
    private(set) var columns: [[Int]]
    let training: [Double]
    let test: [Double]?
    /// 1 − R² of the always-in columns: what is left to share.
    let unexplained: Double
    let needsGuard: Bool
    let dependencies: [LinearDependency]

    var playerCount: Int { columns.count }
    var size: Int { columnCount + 1 }
    /// A pivot at or below this is passed over; negative where none can be that small.
    var smallestPivot: Double { needsGuard ? StandardisedProducts.smallestPivot : -1 }

    init(_ products: StandardisedProducts, players: ResolvedPlayers) {
        let size = products.columnCount + 1
        var training = products.training
        var test = products.test
        for column in players.always {
            Self.takeIn(column, size: size, training: &training, test: &test)
        }
        let order = players.players.flatMap(\.columns) + [size - 1]
        func chosen(_ matrix: [Double]) -> [Double] {
            order.flatMap { column in order.map { matrix[column * size + $0] } }
        }
        var next = 0
        self.columns = players.players.map { player in
            defer { next += player.columns.count }
            return Array(next..<next + player.columns.count)
        }
        self.players = players
        self.columnCount = next
        self.training = chosen(training)
        self.test = test.map(chosen)
        self.unexplained = (test ?? training)[size * size - 1]
        self.needsGuard = products.needsGuard
        self.dependencies = products.dependencies
    }

    /// The same columns, in other hands.
    init(_ game: SharingGame, columns: [[Int]]) {
        self = game
        self.columns = columns
    }

    /// A game among all players of another but one, who has joined every subset or left for good.
    init(_ game: SharingGame, dropping player: Int, takenIn: Bool) {
        let size = game.size
        var training = game.training, test = game.test
        if takenIn {
            for column in game.columns[player] {
                Self.takeIn(column, size: size, training: &training, test: &test)
            }
        }
        let left = game.columns.indices.filter { $0 != player }
        let order = left.flatMap { game.columns[$0] } + [size - 1]
        func chosen(_ matrix: [Double]) -> [Double] {
            order.flatMap { column in order.map { matrix[column * size + $0] } }
        }
        var next = 0
        self.columns = left.map { index in
            defer { next += game.columns[index].count }
            return Array(next..<next + game.columns[index].count)
        }
        self.players = game.players
        self.columnCount = next
        self.training = chosen(training)
        self.test = test.map(chosen)
        self.unexplained = (test ?? training)[size * size - 1]
        self.needsGuard = game.needsGuard
        self.dependencies = game.dependencies
    }

    /// Leaves of every column what one column does not account for.
    private static func takeIn(
        _ column: Int,
        size: Int,
        training: inout [Double],
        test: inout [Double]?
    ) {
        let pivot = training[column * size + column]
        guard pivot > StandardisedProducts.smallestPivot else { return }
        let row = (0..<size).map { training[column * size + $0] }
        let ratio = row.map { $0 / pivot }
        for other in 0..<size {
            for index in 0..<size { training[other * size + index] -= ratio[other] * row[index] }
        }
        guard var products = test else { return }
        let testRow = (0..<size).map { products[column * size + $0] }
        let measure = (0..<size).map { testRow[$0] - 0.5 * ratio[$0] * testRow[column] }
        for other in 0..<size {
            for index in 0..<size {
                products[other * size + index] -=
                    ratio[other] * measure[index] + measure[other] * ratio[index]
            }
        }
        test = products
    }
}

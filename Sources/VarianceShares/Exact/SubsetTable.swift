/// 1 − R² of every subset of a few players, for the measures that compare single subsets.
///
/// `unexplained[m]` is that of the always-in columns and the players whose bits are set in m.
/// Memory: 8 · 2^p bytes.
struct SubsetTable: Sendable {
    static let mostPlayers = 22

    let playerCount: Int
    let unexplained: [Double]

    /// - Throws: `VarianceSharesError.tooManyForTable` for more than 22 players.
    init(_ game: SharingGame, for what: String) throws(VarianceSharesError) {
        guard game.playerCount <= Self.mostPlayers else {
            throw .tooManyForTable(
                players: game.playerCount,
                limit: Self.mostPlayers,
                what: what
            )
        }
        let columns = game.columnCount
        let order = game.columns.flatMap { $0 } + [columns]
        // Triangles by rows; the one with n columns left starts at offsets[n].
        var offsets: [Int] = [0]
        for left in 0...columns { offsets.append(offsets[left] + LaneTriangles.size(left)) }
        var filler = TableFiller(
            widths: game.columns.map(\.count),
            smallestPivot: max(game.smallestPivot, 0),
            offsets: offsets,
            triangles: [Double](repeating: 0, count: offsets[columns + 1]),
            table: [Double](repeating: 0, count: 1 << game.playerCount)
        )
        var element = offsets[columns]
        for (row, first) in order.enumerated() {
            for second in order[row...] {
                filler.triangles[element] = game.training[second * game.size + first]
                element += 1
            }
        }
        filler.fill(player: 0, at: offsets[columns], columns: columns, mask: 0)
        playerCount = game.playerCount
        unexplained = filler.table
    }
}

/// The depth-first walk that fills a table.
private struct TableFiller {
    let widths: [Int]
    let smallestPivot: Double
    let offsets: [Int]
    var triangles: [Double]
    var table: [Double]

    mutating func fill(player: Int, at start: Int, columns: Int, mask: Int) {
        guard player < widths.count else {
            table[mask] = triangles[start]
            return
        }
        var rest = start, left = columns
        for _ in 0..<widths[player] {
            rest += left + 1
            left -= 1
        }
        fill(player: player + 1, at: rest, columns: left, mask: mask)
        rest = start
        left = columns
        for _ in 0..<widths[player] {
            eliminate(rest, left, into: offsets[left - 1])
            left -= 1
            rest = offsets[left]
        }
        fill(player: player + 1, at: rest, columns: left, mask: mask | 1 << player)
    }

    private mutating func eliminate(_ from: Int, _ columns: Int, into target: Int) {
        let pivot = triangles[from]
        let inverse = pivot > smallestPivot ? 1 / pivot : 0
        var source = from + columns + 1, out = target
        for row in 1..<columns + 1 {
            let factor = triangles[from + row] * inverse
            for column in row...columns {
                triangles[out] = triangles[source] - factor * triangles[from + column]
                source += 1
                out += 1
            }
        }
    }
}

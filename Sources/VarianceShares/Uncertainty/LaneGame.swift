/// Eight games of one shape side by side in the vector lanes, each with its own matrix.
///
/// Always-in columns come first and are let in at once, then the players, widest first; the walk over all
/// subsets of players then serves eight problems for the price of one.
struct LaneGame {
    /// Positions in the source matrix, in the order the walk decides them, the response last.
    let order: [Int]
    let size: Int
    private let always: Int
    /// Players in the order they are decided.
    private let players: [Int]
    private let shape: WalkShape
    private let smallestPivot: Double
    private let buffers: WalkBuffers
    private var path: LaneTriangles.Path
    let start: LaneTriangles

    /// - Parameter response: position of the response among `size` columns of the source matrices.
    init(_ resolved: ResolvedPlayers, columnCount: Int, smallestPivot: Double, paired: Bool) {
        let columns = resolved.players.map(\.columns)
        players = columns.indices.sorted {
            columns[$0].count == columns[$1].count
                ? $0 < $1 : columns[$0].count > columns[$1].count
        }
        order = resolved.always + players.flatMap { columns[$0] } + [columnCount]
        size = columnCount + 1
        always = resolved.always.count
        self.smallestPivot = smallestPivot
        shape = WalkShape(
            widths: players.map { columns[$0].count },
            strides: players.map { _ in 1 },
            smallestPivot: smallestPivot
        )
        buffers = WalkBuffers(shape, paired: paired)
        start = LaneTriangles(columns: order.count - 1, paired: paired)
        path = LaneTriangles.Path(columns: order.count - 1, paired: paired)
    }

    /// Puts a symmetric, column-major matrix into one lane.
    func fill(_ triangle: LaneBuffer, lane: Int, with matrix: [Double]) {
        matrix.withUnsafeBufferPointer { matrix in
            var element = lane
            for (row, first) in order.enumerated() {
                for second in order[row...] {
                    triangle.base[element] = matrix[second * size + first]
                    element += 8
                }
            }
        }
    }

    /// The shares of each lane, and what each lane explains in all: what the always-in columns leave, less what
    /// everything leaves.
    mutating func shares() -> [(lmg: [Double], total: Double, unexplained: Double)] {
        let widths = Array(repeating: 1, count: always)
        let triangles = path.descend(
            start,
            widths: widths[...],
            smallestPivot: smallestPivot
        ) { _ in true }
        buffers.walk(triangles.training, test: triangles.test)
        let count = players.count, codes = shape.codes
        return (0..<8).map { lane in
            var lmg = [Double](repeating: 0, count: count)
            for (place, player) in players.enumerated() {
                var subsets = 1.0
                for size in 0..<count {
                    let with = buffers.withPlayer.base + place * codes * 8 + lane
                    let gain =
                        (buffers.all.base[size * 8 + lane] - with[size * 8])
                        - with[(size + 1) * 8]
                    lmg[player] += gain / (subsets * Double(count))
                    subsets *= Double(count - 1 - size) / Double(size + 1)
                }
            }
            let none = buffers.all.base[lane], every = buffers.all.base[count * 8 + lane]
            return (lmg, none - every, every)
        }
    }
}

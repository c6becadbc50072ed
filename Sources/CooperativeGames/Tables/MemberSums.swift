private import Dispatch
private import Glibc

/// Σ over all coalitions, and over those that hold each player, of a(|S|) · v(S).
///
/// Every value that is linear in v with weights by coalition size follows from these n + 1 numbers.
struct MemberSums: Equatable {
    /// Σ_S a(|S|) v(S).
    var total: Double
    /// Entry i: Σ_{S∋i} a(|S|) v(S).
    var members: [Double]

    /// One pass through the table.
    ///
    /// The table is read as rows of 64 entries. Each entry is multiplied by the weight of its size once,
    /// and added both to its row (which settles the players above the sixth) and to its column (the first
    /// six); the rows' sums are then folded up the binary tree of the higher players. Blocks of rows are
    /// summed apart and combined in their order, so the result does not depend on the number of threads.
    ///
    /// - Parameter sizeWeights: a(0) … a(n).
    /// - Complexity: 2ⁿ multiplications, about 2 · 2ⁿ additions; each entry is read once.
    init(values: UnsafeBufferPointer<Double>, playerCount: Int, sizeWeights: [Double]) {
        guard playerCount > 8 else {
            let weighted = values.indices.map { sizeWeights[$0.nonzeroBitCount] * values[$0] }
            self = MemberSums(folding: weighted)
            return
        }
        let columnBits = RowKernel.columnBits
        let rowBits = playerCount - columnBits
        let blockBits = min(rowBits, 9)
        let blockCount = 1 << (rowBits - blockBits)
        let kernel = RowKernel(sizeWeights: sizeWeights, rowBits: rowBits)
        // Each block writes its own stretch: total, then the members of its rows and columns.
        let stretch = 1 + columnBits + blockBits
        let results = [Double](unsafeUninitializedCapacity: blockCount * stretch) { buffer, count in
            count = blockCount * stretch
            nonisolated(unsafe) let output = buffer
            nonisolated(unsafe) let input = values
            let run: @Sendable (Int) -> Void = { block in
                let sums = kernel.sum(block: block, rowBits: blockBits, of: input)
                output[block * stretch] = sums.total
                for (index, sum) in sums.members.enumerated() {
                    output[block * stretch + 1 + index] = sum
                }
            }
            let processors = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
            if blockCount > 1, GameThreads.limit ?? processors > 1 {
                // More batches than threads even out their work; no more than the limit keeps to it.
                let batches = min(blockCount, GameThreads.limit ?? processors * 8)
                DispatchQueue.concurrentPerform(iterations: batches) { batch in
                    for block in blockCount * batch / batches..<blockCount * (batch + 1) / batches {
                        run(block)
                    }
                }
            } else {
                for block in 0..<blockCount { run(block) }
            }
        }
        let blocks = MemberSums(folding: (0..<blockCount).map { results[$0 * stretch] })
        let inner = (1..<stretch).map { column in
            MemberSums(folding: (0..<blockCount).map { results[$0 * stretch + column] }).total
        }
        total = blocks.total
        members = inner + blocks.members
    }

    /// The sums of a table whose entries are weighted already: the highest player first, each step halves it.
    init(folding weighted: [Double]) {
        var rest = weighted
        let playerCount = weighted.count.trailingZeroBitCount
        members = [Double](repeating: 0, count: playerCount)
        for player in stride(from: playerCount - 1, through: 0, by: -1) {
            let half = 1 << player
            var sum = 0.0
            for index in 0..<half {
                sum += rest[half + index]
                rest[index] += rest[half + index]
            }
            members[player] = sum
        }
        total = rest[0]
    }
}

/// How many threads the sums over the table of a game may use.
public enum GameThreads {
    /// Nil: as many as there are processors.
    @TaskLocal public static var limit: Int?
}

/// The inner loop of `MemberSums`: rows of 64 entries against the size weights of their columns.
private struct RowKernel: Sendable {
    static let columnBits = 6
    static let columnCount = 1 << columnBits
    typealias Lanes = SIMD8<Double>

    /// Row h: the weights a(h + |column|) of the 64 columns, for rows with h of the higher players.
    let columnWeights: [Double]

    init(sizeWeights: [Double], rowBits: Int) {
        columnWeights = (0...rowBits).flatMap { rowSize in
            (0..<Self.columnCount).map { sizeWeights[rowSize + $0.nonzeroBitCount] }
        }
    }

    func sum(
        block: Int,
        rowBits: Int,
        of values: UnsafeBufferPointer<Double>
    ) -> MemberSums {
        let laneCount = Lanes.scalarCount
        let rowBytes = Self.columnCount * MemoryLayout<Double>.stride
        let laneBytes = laneCount * MemoryLayout<Double>.stride
        let firstRow = block << rowBits
        let rowCount = 1 << rowBits
        let table = UnsafeRawBufferPointer(values)
        var rowSums = [Double](repeating: 0, count: rowCount)
        var columns = [Double](repeating: 0, count: Self.columnCount)
        columns.withUnsafeMutableBytes { columns in
            columnWeights.withUnsafeBytes { weights in
                for pair in stride(from: 0, to: rowCount, by: 2) {
                    // Rows 2r and 2r + 1 differ in one player, so their sizes are h and h + 1.
                    let row = firstRow + pair
                    let size = row.nonzeroBitCount
                    var first = Lanes.zero
                    var second = Lanes.zero
                    for offset in stride(from: 0, to: rowBytes, by: laneBytes) {
                        let start = row * rowBytes + offset
                        let low =
                            table.loadUnaligned(fromByteOffset: start, as: Lanes.self)
                            * weights.loadUnaligned(
                                fromByteOffset: size * rowBytes + offset,
                                as: Lanes.self
                            )
                        let high =
                            table.loadUnaligned(fromByteOffset: start + rowBytes, as: Lanes.self)
                            * weights.loadUnaligned(
                                fromByteOffset: (size + 1) * rowBytes + offset,
                                as: Lanes.self
                            )
                        first += low
                        second += high
                        let column = columns.loadUnaligned(fromByteOffset: offset, as: Lanes.self)
                        columns.storeBytes(
                            of: column + (low + high),
                            toByteOffset: offset,
                            as: Lanes.self
                        )
                    }
                    rowSums[pair] = first.sum()
                    rowSums[pair + 1] = second.sum()
                }
            }
        }
        let byRow = MemberSums(folding: rowSums)
        var sums = MemberSums(folding: columns)
        sums.total = byRow.total
        sums.members += byRow.members
        return sums
    }
}

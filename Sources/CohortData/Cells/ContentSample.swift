/// Some of the distinct rows of a cohort, chosen by what they hold, and how many people have each.
///
/// The same rows are chosen in whatever order they come, however often each is repeated and by however many threads: those whose hash
/// begins with so many zeros that no more than `most` are left, which also tells about how many distinct rows there are (Bar-Yossef,
/// Jayram, Kumar, Sivakumar and Trevisan 2002, section 3). One object a thread.
///
/// - Complexity: O(1) a row and column.
final class ContentSample: @unchecked Sendable {
    let most: Int
    let keys: [Int]
    private let requestCount: Int
    /// One row in 2 to the power of this is chosen.
    private(set) var level = 0
    private(set) var table: CellTable
    private var hashes = [UInt64](repeating: 0, count: CohortReader.blockRows)
    private var room: [Double]

    init(requestCount: Int, countSlot: Int?, most: Int) {
        self.most = most
        self.requestCount = requestCount
        table = Self.table(requestCount, countSlot, most)
        keys = table.keys
        room = [Double](repeating: 0, count: (requestCount + 1) * CohortReader.blockRows)
    }

    private static func table(_ requestCount: Int, _ countSlot: Int?, _ most: Int) -> CellTable {
        CellTable(
            requestCount: requestCount,
            countSlot: countSlot,
            mostValues: (most + 2 * CohortReader.blockRows) * max(1, requestCount),
            trial: nil
        )
    }

    /// Takes those rows of a block that are chosen; its weights are those of single people.
    func add(_ block: RowBlock) {
        let count = block.rowCount
        if hashes.count < count {
            hashes = [UInt64](repeating: 0, count: count)
            room = [Double](repeating: 0, count: (requestCount + 1) * count)
        }
        hashes.withUnsafeMutableBufferPointer { RowHash.find(block, keys, into: $0) }
        let chosen = (0..<count).filter { RowHash.isChosen(hashes[$0], level: level) }
        guard !chosen.isEmpty else { return }
        room.withUnsafeMutableBufferPointer { room in
            guard let base = room.baseAddress else { return }
            for key in keys {
                let (from, into) = (block.column(key), base + key * chosen.count)
                for (place, row) in chosen.enumerated() { into[place] = from[row] }
            }
            let people = base + requestCount * chosen.count
            for (place, row) in chosen.enumerated() { people[place] = block.counts?[row] ?? 1 }
            take(
                RowBlock(
                    rowCount: chosen.count,
                    stride: chosen.count,
                    base: base,
                    counts: people
                )
            )
        }
        while table.count > most { thin() }
    }

    private func take(_ block: RowBlock) {
        let isTaken = table.add(block)
        precondition(isTaken, "a sample of \(most) rows takes no \(block.rowCount) more")
    }

    /// Leaves every other row out, by chance.
    private func thin() {
        level += 1
        let people = (0..<table.count).map { cell in
            let values = table.values[(cell * keys.count)..<((cell + 1) * keys.count)]
            return RowHash.isChosen(RowHash.of(values), level: level) ? table.people[cell] : 0
        }
        let rest = table
        table = Self.table(requestCount, rest.countSlot, most)
        rest.forEachBlock(people: people, in: BlockRoom()) { take($0) }
    }

    /// The choice from all threads together.
    ///
    /// - Returns: the rows in the order of their values, and the level at which they were chosen.
    static func merged(_ samples: [ContentSample]) -> (cells: Cells, level: Int) {
        let none = [[Int]](repeating: [], count: samples[0].requestCount)
        var level = samples.reduce(0) { max($0, $1.level) }
        var cells = Cells(
            merging: samples.map { ($0.table, none) },
            keys: samples[0].keys
        ).chosen(level: level)
        while cells.count > samples[0].most {
            level += 1
            cells = cells.chosen(level: level)
        }
        return (cells, level)
    }
}

extension Cells {
    /// Those that are chosen by what they hold.
    fileprivate func chosen(level: Int) -> Cells {
        guard level > 0 else { return self }
        return selecting { RowHash.isChosen(RowHash.of($0), level: level) }
    }
}

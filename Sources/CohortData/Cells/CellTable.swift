/// The distinct rows of a stretch of a cohort, and how many people have each: a hash table over whole rows.
///
/// Rows are compared bit for bit, so that what is computed from cells is what the rows would give. It gives up where rows hardly
/// repeat: after `trial` rows unless one in a hundred repeated an earlier one, and at `longTrial` rows unless half of them did.
/// One object a thread.
///
/// - Complexity: about 5 ns a row and 2 ns a column.
final class CellTable: @unchecked Sendable {
    /// What is known of whether rows repeat.
    enum Verdict: Sendable {
        case open
        /// Cells stand for the rows: these need not be kept.
        case pays
        case paysNot
    }

    /// Rows before anything is decided.
    static let trial = 1 << 14
    /// Rows after which it must be decided.
    static let longTrial = 1 << 18

    /// The requests that rows are told apart by: all but how many people each stands for.
    let keys: [Int]
    let requestCount: Int
    let countSlot: Int?
    /// Nil where it never gives up.
    private let trial: Int?
    /// No more cells than these.
    private let most: Int
    private(set) var verdict: Verdict
    /// Whether no further row is taken, since the table is full or rows stopped repeating.
    private(set) var isClosed = false
    private(set) var count = 0
    /// Rows added, whatever number of people each stands for.
    private(set) var rows = 0
    /// Cell after cell, the values of `keys`.
    private(set) var values: [Double] = []
    /// People in each cell.
    private(set) var people: [Double] = []
    private var hashes: [UInt64] = []
    /// By slot, cell plus one in the low half and the high half of its hash; zero is an empty slot. A power of two, at most half full.
    private var slots = [UInt64](repeating: 0, count: 1 << 12)
    private static let cellBits: UInt64 = 0xFFFF_FFFF
    /// Rows whose cells are asked of the memory together.
    private static let batch = 64
    /// What was read ahead, kept so that it is read at all.
    private(set) var touched: UInt64 = 0
    private var blockHashes: [UInt64] = []

    /// - `mostValues`: numbers the table may hold.
    /// - `trial`: rows before anything is decided; nil to take every row.
    init(requestCount: Int, countSlot: Int?, mostValues: Int, trial: Int? = CellTable.trial) {
        verdict = trial == nil ? .pays : .open
        keys = (0..<requestCount).filter { $0 != countSlot }
        self.requestCount = requestCount
        self.countSlot = countSlot
        self.trial = trial
        most = min(mostValues / max(1, keys.count), Int(Int32.max) / 4)
    }

    /// Adds the rows of a block; false where it takes none any more.
    func add(_ block: RowBlock) -> Bool {
        guard !isClosed, verdict != .paysNot, count + block.rowCount <= most else {
            close()
            return false
        }
        findHashes(block)
        addRows(block)
        rows += block.rowCount
        judge()
        return true
    }

    /// Takes no further rows; what was not decided is decided.
    func close() {
        isClosed = true
        guard verdict == .open, let trial else { return }
        verdict = rows >= trial && count * 2 <= rows ? .pays : .paysNot
    }

    private func judge() {
        guard let trial else { return }
        switch verdict {
        case .open:
            if rows >= trial, rows - count < rows / 100 {
                verdict = .paysNot
            } else if rows >= trial, count * 4 <= rows {
                verdict = .pays
            } else if rows >= Self.longTrial {
                verdict = count * 2 <= rows ? .pays : .paysNot
            }
        case .pays:
            if count * 2 > rows { isClosed = true }
        case .paysNot: break
        }
    }

    /// A hash of each row of the block, column by column.
    private func findHashes(_ block: RowBlock) {
        let count = block.rowCount
        if blockHashes.count < count {
            blockHashes = [UInt64](repeating: 0, count: count)
        }
        blockHashes.withUnsafeMutableBufferPointer { hashes in
            for row in 0..<count { hashes[row] = 0x9e37_79b9_7f4a_7c15 }
            for key in keys {
                let column = block.column(key)
                for row in 0..<count {
                    // The low bits of small whole doubles are all zero.
                    var hash = (hashes[row] ^ column[row].bitPattern) &* 0xff51_afd7_ed55_8ccd
                    hash ^= hash >> 32
                    hashes[row] = hash
                }
            }
        }
    }

    /// Adds each row to its cell, which is made where there is none.
    private func addRows(_ block: RowBlock) {
        let counts = countSlot.map { block.column($0) }
        let columns = keys.map { UnsafePointer(block.column($0)) }
        // Room for a cell a row, so that nothing moves while rows are added.
        while (count + block.rowCount) * 2 > slots.count { grow() }
        values += [Double](repeating: 0, count: block.rowCount * keys.count)
        people += [Double](repeating: 0, count: block.rowCount)
        hashes += [UInt64](repeating: 0, count: block.rowCount)
        var known = count
        columns.withUnsafeBufferPointer { columns in
            slots.withUnsafeMutableBufferPointer { slots in
                values.withUnsafeMutableBufferPointer { values in
                    people.withUnsafeMutableBufferPointer { people in
                        hashes.withUnsafeMutableBufferPointer { hashes in
                            blockHashes.withUnsafeBufferPointer { blockHashes in
                                var first = 0
                                while first < block.rowCount {
                                    let rows = first..<min(first + Self.batch, block.rowCount)
                                    touched ^= Self.touch(
                                        rows,
                                        blockHashes,
                                        slots,
                                        values,
                                        columns.count
                                    )
                                    Self.add(
                                        rows,
                                        blockHashes,
                                        columns,
                                        counts,
                                        slots,
                                        values,
                                        people,
                                        hashes,
                                        &known
                                    )
                                    first = rows.upperBound
                                }
                            }
                        }
                    }
                }
            }
        }
        count = known
        values.removeLast(values.count - known * keys.count)
        people.removeLast(people.count - known)
        hashes.removeLast(hashes.count - known)
    }

    /// Reads what the rows will be held against, one independent read after the other, so that the memory is asked for all of
    /// it at once and not for each row in turn.
    private static func touch(
        _ rows: Range<Int>,
        _ blockHashes: UnsafeBufferPointer<UInt64>,
        _ slots: UnsafeMutableBufferPointer<UInt64>,
        _ values: UnsafeMutableBufferPointer<Double>,
        _ width: Int
    ) -> UInt64 {
        let mask = slots.count - 1
        var seen: UInt64 = 0
        for row in rows {
            let slot = slots[Int(truncatingIfNeeded: blockHashes[row]) & mask]
            let cell = Int(slot & cellBits)
            if cell > 0, width > 0 { seen ^= values[(cell - 1) * width].bitPattern }
        }
        return seen
    }

    private static func add(
        _ rows: Range<Int>,
        _ blockHashes: UnsafeBufferPointer<UInt64>,
        _ columns: UnsafeBufferPointer<UnsafePointer<Double>>,
        _ counts: UnsafeMutablePointer<Double>?,
        _ slots: UnsafeMutableBufferPointer<UInt64>,
        _ values: UnsafeMutableBufferPointer<Double>,
        _ people: UnsafeMutableBufferPointer<Double>,
        _ hashes: UnsafeMutableBufferPointer<UInt64>,
        _ known: inout Int
    ) {
        let (mask, width) = (slots.count - 1, columns.count)
        for row in rows {
            let hash = blockHashes[row]
            var place = Int(truncatingIfNeeded: hash) & mask
            var cell = -1
            while slots[place] != 0 {
                let slot = slots[place]
                let own = Int(slot & cellBits) - 1
                if (slot ^ hash) & ~cellBits == 0, isEqual(values, own * width, columns, row) {
                    cell = own
                    break
                }
                place = (place + 1) & mask
            }
            if cell < 0 {
                cell = known
                known += 1
                slots[place] = hash & ~cellBits | UInt64(known)
                hashes[cell] = hash
                for key in 0..<width { values[cell * width + key] = columns[key][row] }
            }
            people[cell] += counts?[row] ?? 1
        }
    }

    @inline(__always)
    private static func isEqual(
        _ values: UnsafeMutableBufferPointer<Double>,
        _ start: Int,
        _ columns: UnsafeBufferPointer<UnsafePointer<Double>>,
        _ row: Int
    ) -> Bool {
        var difference: UInt64 = 0
        for place in columns.indices {
            difference |= values[start + place].bitPattern ^ columns[place][row].bitPattern
        }
        return difference == 0
    }

    private func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for cell in 0..<count {
            var slot = Int(truncatingIfNeeded: hashes[cell]) & mask
            while slots[slot] != 0 { slot = (slot + 1) & mask }
            slots[slot] = hashes[cell] & ~Self.cellBits | UInt64(cell + 1)
        }
    }
}

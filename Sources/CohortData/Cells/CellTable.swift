/// The distinct rows of a stretch of a cohort, and how many people have each: a hash table over whole rows, or over some columns.
///
/// Rows are compared bit for bit, so that what is computed from cells is what the rows would give; rows of a few small whole numbers
/// are counted at the place that their numbers make. It gives up where rows hardly
/// repeat: after `trial` rows unless one in a hundred repeated an earlier one, and at `longTrial` rows unless half of them did.
/// One object a thread.
///
/// - Complexity: about 5 ns a row and 2 ns a column, of small whole numbers half of that.
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

    /// The requests that rows are told apart by.
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
    var values: ArraySlice<Double> { valueRoom[..<(count * keys.count)] }
    /// People in each cell.
    var people: ArraySlice<Double> { peopleRoom[..<count] }
    /// What stands behind `count` cells is free.
    private var valueRoom: [Double] = []
    private var peopleRoom: [Double] = []
    /// Nil once rows are no small whole numbers.
    private var codes: DenseCodes?
    /// By code, cell plus one; zero where there is none.
    private var places: [UInt32] = [0]
    private var hashes: [UInt64] = []
    /// By slot, cell plus one in the low half and the high half of its hash; zero is an empty slot. A power of two, at most half full.
    private var slots = [UInt64](repeating: 0, count: 1 << 12)
    private static let cellBits: UInt64 = 0xFFFF_FFFF
    /// Rows whose cells are asked of the memory together.
    private static let batch = 64
    /// What was read ahead, kept so that it is read at all.
    private(set) var touched: UInt64 = 0
    private var blockHashes: [UInt64] = []
    /// The cell of each row of the block that was added last; kept only where `tellsCells`.
    private(set) var cellsOfRows: [Int32] = []
    /// Whether it is told which cells the rows of a block went to.
    var tellsCells = false

    /// - `keys`: the requests that rows are told apart by; all but how many people each stands for where nothing is said.
    /// - `mostValues`: numbers the table may hold.
    /// - `trial`: rows before anything is decided; nil to take every row.
    init(
        requestCount: Int,
        countSlot: Int?,
        keys: [Int]? = nil,
        mostValues: Int,
        trial: Int? = CellTable.trial
    ) {
        verdict = trial == nil ? .pays : .open
        let keys = keys ?? (0..<requestCount).filter { $0 != countSlot }
        self.keys = keys
        codes = DenseCodes(columnCount: keys.count)
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
        makeRoom(count + block.rowCount)
        if tellsCells, cellsOfRows.count < block.rowCount {
            cellsOfRows = [Int32](repeating: 0, count: block.rowCount)
        }
        if !addCodes(block) {
            findHashes(block)
            addRows(block)
        }
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

    /// Room for so many cells, so that nothing moves while rows are added.
    private func makeRoom(_ cells: Int) {
        guard peopleRoom.count < cells else { return }
        let wanted = max(cells, min(2 * peopleRoom.count, most))
        let more = wanted - peopleRoom.count
        peopleRoom += repeatElement(0, count: more)
        valueRoom += repeatElement(0, count: more * keys.count)
    }

    /// Adds each row to its cell by its code; false where these rows, and so all later ones, have none.
    private func addCodes(_ block: RowBlock) -> Bool {
        guard var known = codes else { return false }
        let columns = keys.map { UnsafePointer(block.column($0)) }
        var widths: [Int] = []
        for column in columns {
            guard let width = DenseCodes.width(column, count: block.rowCount) else {
                return leaveCodes()
            }
            widths.append(width)
        }
        if zip(widths, known.widths).contains(where: { $0 > $1 }) {
            guard known.widen(to: widths) else { return leaveCodes() }
            codes = known
            places = [UInt32](repeating: 0, count: 1 << known.bitCount)
            for cell in 0..<count { places[known.code(cellValues(cell))] = UInt32(cell + 1) }
        }
        if blockHashes.count < block.rowCount {
            blockHashes = [UInt64](repeating: 0, count: block.rowCount)
        }
        addRows(block, known, columns)
        return true
    }

    private func addRows(
        _ block: RowBlock,
        _ known: DenseCodes,
        _ columns: [UnsafePointer<Double>]
    ) {
        let (rowCount, width, counts) = (block.rowCount, columns.count, block.counts)
        var cells = count
        blockHashes.withUnsafeMutableBufferPointer { codes in
            guard let base = codes.baseAddress else { return }
            base.update(repeating: 0, count: rowCount)
            for (place, column) in columns.enumerated() {
                known.add(column, place, count: rowCount, to: base)
            }
            places.withUnsafeMutableBufferPointer { places in
                peopleRoom.withUnsafeMutableBufferPointer { people in
                    valueRoom.withUnsafeMutableBufferPointer { values in
                        for row in 0..<rowCount {
                            let place = Int(truncatingIfNeeded: base[row])
                            var cell = Int(places[place]) &- 1
                            if cell < 0 {
                                cell = cells
                                cells += 1
                                places[place] = UInt32(cells)
                                people[cell] = 0
                                for key in 0..<width {
                                    values[cell * width + key] = columns[key][row]
                                }
                            }
                            people[cell] += counts?[row] ?? 1
                            if tellsCells { base[row] = UInt64(cell) }
                        }
                    }
                }
            }
        }
        count = cells
        guard tellsCells else { return }
        for row in 0..<rowCount { cellsOfRows[row] = Int32(blockHashes[row]) }
    }

    private func cellValues(_ cell: Int) -> ArraySlice<Double> {
        valueRoom[(cell * keys.count)..<((cell + 1) * keys.count)]
    }

    /// Looks cells up by their hashes from now on.
    private func leaveCodes() -> Bool {
        codes = nil
        places = []
        hashes = (0..<count).map { RowHash.of(cellValues($0)) }
        while count * 2 > slots.count { grow() }
        slots = [UInt64](repeating: 0, count: slots.count)
        for cell in 0..<count { place(cell) }
        return false
    }

    /// A hash of each row of the block, column by column.
    private func findHashes(_ block: RowBlock) {
        let count = block.rowCount
        if blockHashes.count < count {
            blockHashes = [UInt64](repeating: 0, count: count)
        }
        blockHashes.withUnsafeMutableBufferPointer { RowHash.find(block, keys, into: $0) }
    }

    /// Adds each row to its cell, which is made where there is none.
    private func addRows(_ block: RowBlock) {
        let counts = block.counts
        let columns = keys.map { UnsafePointer(block.column($0)) }
        while (count + block.rowCount) * 2 > slots.count { grow() }
        hashes += [UInt64](repeating: 0, count: block.rowCount)
        var (known, cellsTold) = (count, cellsOfRows)
        cellsOfRows = []
        cellsTold.withUnsafeMutableBufferPointer { told in
            columns.withUnsafeBufferPointer { columns in
                slots.withUnsafeMutableBufferPointer { slots in
                    valueRoom.withUnsafeMutableBufferPointer { values in
                        peopleRoom.withUnsafeMutableBufferPointer { people in
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
                                            &known,
                                            tellsCells ? told.baseAddress : nil
                                        )
                                        first = rows.upperBound
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        cellsOfRows = cellsTold
        count = known
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

    /// - `told`: where the cell of each row is written; nil for nowhere.
    private static func add(
        _ rows: Range<Int>,
        _ blockHashes: UnsafeBufferPointer<UInt64>,
        _ columns: UnsafeBufferPointer<UnsafePointer<Double>>,
        _ counts: UnsafeMutablePointer<Double>?,
        _ slots: UnsafeMutableBufferPointer<UInt64>,
        _ values: UnsafeMutableBufferPointer<Double>,
        _ people: UnsafeMutableBufferPointer<Double>,
        _ hashes: UnsafeMutableBufferPointer<UInt64>,
        _ known: inout Int,
        _ told: UnsafeMutablePointer<Int32>?
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
            told?[row] = Int32(cell)
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
        for cell in 0..<count { place(cell) }
    }

    private func place(_ cell: Int) {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hashes[cell]) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = hashes[cell] & ~Self.cellBits | UInt64(cell + 1)
    }
}

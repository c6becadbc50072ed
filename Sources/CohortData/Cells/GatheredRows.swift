/// Rows kept in memory: a copy of one block, column by column without gaps.
struct KeptBlock: Sendable {
    let rowCount: Int
    let values: [Double]
    var lowParts: [Double] = []
    /// People of each row; empty where the rows are none of cells.
    var counts: [Double] = []
}

/// What one thread keeps of the rows of a first pass: cells where rows repeat; else blocks, in memory as long as there is room
/// and then in a temporary file.
struct GatheredRows: Sendable {
    private let requestCount: Int
    private let mostValues: Int
    private(set) var blocks: [KeptBlock] = []
    private var valueCount = 0
    /// Whether there were more rows than memory has room for.
    private(set) var isFull = false
    private(set) var store: BlockStore?
    /// Nil where cells are not looked for, or do not pay.
    private(set) var cells: CellTable?
    /// People of each cell whose rows were handed on while it was open whether cells pay.
    private var handedOn: [Double] = []

    init(requestCount: Int, mostValues: Int, isStored: Bool, cells: CellTable?) {
        self.requestCount = requestCount
        self.mostValues = mostValues
        self.cells = cells
        store = isStored ? BlockStore() : nil
    }

    /// Takes the rows of a block; false where they are handed on with their cells, at the end.
    mutating func take(_ block: RowBlock) -> Bool {
        guard let cells else {
            keep(block)
            return true
        }
        let wasOpen = cells.verdict == .open
        let isTaken = cells.add(block)
        switch cells.verdict {
        case .open: keep(block)
        case .paysNot:
            self.cells = nil
            keep(block)
        case .pays:
            if wasOpen { relyOnCells(cells) }
            if !isTaken { keep(block) } else if !wasOpen { return false }
        }
        return true
    }

    /// Ends the gathering; hands on the rows that cells were handed for.
    mutating func finish(_ handOn: (RowBlock) throws -> Void) throws {
        guard let cells else { return }
        let wasOpen = cells.verdict == .open
        cells.close()
        guard cells.verdict == .pays else {
            self.cells = nil
            return
        }
        if wasOpen { relyOnCells(cells) }
        handedOn += [Double](repeating: 0, count: cells.count - handedOn.count)
        let rest = zip(cells.people, handedOn).map { $0 - $1 }
        try cells.forEachBlock(people: rest, in: BlockRoom(), handOn)
    }

    /// Lets go of the rows, which cells now stand for.
    private mutating func relyOnCells(_ cells: CellTable) {
        handedOn = Array(cells.people)
        blocks = []
        valueCount = 0
        if isFull, store != nil { store = BlockStore() }
        isFull = false
    }

    private mutating func keep(_ block: RowBlock) {
        let count = block.rowCount * requestCount * (block.lowParts == nil ? 1 : 2)
        if valueCount + count > mostValues { isFull = true }
        guard !isFull else {
            store?.append(block, columnCount: requestCount)
            return
        }
        valueCount += count
        var values: [Double] = []
        values.reserveCapacity(block.rowCount * requestCount)
        var lowParts: [Double] = []
        for request in 0..<requestCount {
            values.append(
                contentsOf: UnsafeBufferPointer(start: block.column(request), count: block.rowCount)
            )
            if let low = block.lowParts {
                lowParts.append(
                    contentsOf: UnsafeBufferPointer(
                        start: low + request * block.stride,
                        count: block.rowCount
                    )
                )
            }
        }
        blocks.append(KeptBlock(rowCount: block.rowCount, values: values, lowParts: lowParts))
    }
}

/// Memory that kept blocks are copied to when they are handed on, one after the other. One object a thread.
final class BlockRoom {
    private var storage = UnsafeMutablePointer<Double>.allocate(capacity: 1)
    private var capacity = 1

    deinit { storage.deallocate() }

    /// Room for so many numbers, whatever stood there before.
    func numbers(_ count: Int) -> UnsafeMutablePointer<Double> {
        if count > capacity {
            storage.deallocate()
            storage = .allocate(capacity: count)
            capacity = count
        }
        return storage
    }
}

extension KeptBlock {
    /// The rows, in memory that may be changed.
    ///
    /// - `countSlot`: the request whose values are people of each row, where the rows are none of cells.
    func rows(in room: BlockRoom, countSlot: Int?) -> RowBlock {
        let base = room.numbers(values.count + lowParts.count + counts.count)
        base.initialize(from: values, count: values.count)
        let low = base + values.count
        low.initialize(from: lowParts, count: lowParts.count)
        let ofCells = low + lowParts.count
        ofCells.initialize(from: counts, count: counts.count)
        return RowBlock(
            rowCount: rowCount,
            stride: rowCount,
            base: base,
            lowParts: lowParts.isEmpty && !values.isEmpty ? nil : low,
            counts: counts.isEmpty ? countSlot.map { base + $0 * rowCount } : ofCells
        )
    }
}

internal import TopsliceParallel

/// The complete rows of a cohort, to be passed over as often as a computation needs.
///
/// Every pass deals the same rows to the same threads in the same order. A small cohort is kept in memory after its
/// first pass; of a large one the rest is put aside in a temporary file where more passes are to come, or else read again, so
/// that memory does not grow with the number of rows.
package struct CohortRows: Sendable {
    /// The number of a level that no row has which is handed on.
    package static let absentLevel = -1

    package let reader: CohortReader
    package let threads: Int
    /// One table a request; the levels of every category are known after the first pass.
    package private(set) var levels: [CategoryTable]
    /// By request, the sorted numbers of the levels that one row has, before any renumbering.
    package let levelsOfOneRow: [Set<Int>]
    package private(set) var summary: ReadSummary
    /// The first blocks of each thread: all of them for a small cohort.
    let kept: [[KeptBlock]]
    let keepsAll: Bool
    /// By thread, the blocks that memory did not hold; empty where they were not put aside.
    let stores: [BlockStore]
    /// For each thread and request, the sorted number of every level as numbered by that thread: what `stores` hold.
    let storedNumbers: [[[Int]]]
    /// New numbers of the levels of some requests, applied as blocks are handed on.
    var renumberings: [Int: [Int]] = [:]
    let onProgress: ReadReport?
    /// How many of the rows in memory are cells, which stand for all the rows that agree in everything; nil where rows hardly repeat.
    package let cellCount: Int?

    /// One thread's share of a first pass.
    private struct Gathered<State> {
        var state: State
        var rows: GatheredRows
    }

    /// What the first pass found.
    package struct FirstPass<State> {
        package let rows: CohortRows
        /// By thread.
        package let states: [State]
        /// For each thread and each request, the sorted number of every level as numbered by that thread;
        /// `absentLevel` for levels of rows that are not handed on.
        package let renumbering: [[[Int]]]
    }

    /// Makes the first pass.
    ///
    /// - `isOnly`: whether no other pass over all rows is likely, so that little is kept and nothing put aside.
    ///
    /// Categories are numbered by each thread as it meets them, and sorted by bytes at the end.
    package static func firstPass<State>(
        over reader: CohortReader,
        threads: Int,
        isOnly: Bool = false,
        onProgress: ReadReport? = nil,
        makeState: @Sendable (Int) -> State,
        body: @escaping @Sendable (inout State, RowBlock) throws -> Void
    ) throws -> FirstPass<State> {
        let requestCount = reader.requests.count
        let share = (isOnly ? reader.fewKeptValues : reader.mostKeptValues) / max(1, threads)
        let (countSlot, weightSlot) = (reader.countSlot, reader.weightSlot)
        let pass = try reader.forEachUnweighedBlock(
            threads: threads,
            onProgress: onProgress,
            makeState: { thread in
                let isKept = !isOnly && !reader.exactDecimals
                let cells = CellTable(
                    requestCount: requestCount,
                    countSlot: countSlot,
                    mostValues: share,
                    trial: reader.cellTrial
                )
                let rows = GatheredRows(
                    requestCount: requestCount,
                    mostValues: share,
                    isStored: isKept,
                    cells: isKept && reader.findsCells ? cells : nil
                )
                return StateBox(Gathered(state: makeState(thread), rows: rows))
            },
            body: { box, block in
                guard box.state.rows.take(block) else { return }
                block.weigh(weightSlot)
                try body(&box.state.state, block)
            }
        )
        let boxes = pass.states
        try onWorkerThreads(boxes.count) { thread in
            let box = boxes[thread]
            var rows = box.state.rows
            try rows.finish { block in
                block.weigh(weightSlot)
                try body(&box.state.state, block)
            }
            box.state.rows = rows
        }
        var sorted: [CategoryTable] = []
        var rare: [Set<Int>] = []
        var renumbering = pass.tables.map { _ in [[Int]]() }
        for request in 0..<requestCount {
            var uses: [[UInt8]: LevelUse] = [:]
            for (tables, used) in zip(pass.tables, pass.usedLevels) {
                for (level, use) in zip(tables[request].levels, used[request]) where use != .none {
                    uses[level, default: .none] = uses[level, default: .none] + use
                }
            }
            let order = uses.keys.sorted { $0.lexicographicallyPrecedes($1) }
            rare.append(Set(order.indices.filter { uses[order[$0]] == .one }))
            var numbers: [[UInt8]: Int] = [:]
            for (number, level) in order.enumerated() { numbers[level] = number }
            for (thread, tables) in pass.tables.enumerated() {
                renumbering[thread].append(
                    tables[request].levels.map { numbers[$0] ?? absentLevel }
                )
            }
            sorted.append(CategoryTable(levels: order))
        }
        let gathered = boxes.map(\.state.rows)
        let (kept, cellCount) = kept(gathered, reader, renumbering)
        var summary = pass.summary
        summary.cells = cellCount
        let rows = CohortRows(
            reader: reader,
            threads: threads,
            levels: sorted,
            levelsOfOneRow: rare,
            summary: summary,
            kept: kept,
            keepsAll: !gathered.contains { $0.isFull },
            stores: usable(gathered.map(\.store)),
            storedNumbers: renumbering,
            onProgress: onProgress,
            cellCount: cellCount
        )
        return FirstPass(
            rows: rows,
            states: boxes.map(\.state.state),
            renumbering: renumbering
        )
    }

    /// Passes over all rows; categories carry their sorted numbers.
    package func forEachBlock<State>(
        makeState: @Sendable (Int) -> State,
        body: @escaping @Sendable (inout State, RowBlock) throws -> Void
    ) throws -> [State] {
        let renumberings = renumberings
        let renumbered: @Sendable (inout State, RowBlock) throws -> Void = { state, block in
            for (request, numbers) in renumberings {
                let column = block.column(request)
                for row in 0..<block.rowCount { column[row] = Double(numbers[Int(column[row])]) }
            }
            try body(&state, block)
        }
        let weightSlot = reader.weightSlot
        return try forEachUnweighedBlock(
            makeState: makeState,
            body: { state, block in
                block.weigh(weightSlot)
                try renumbered(&state, block)
            }
        )
    }

    /// As `forEachBlock`, but the weights are those of one person of each row, and levels are numbered as the file has them.
    func forEachUnweighedBlock<State>(
        makeState: @Sendable (Int) -> State,
        body: @escaping @Sendable (inout State, RowBlock) throws -> Void
    ) throws -> [State] {
        if keepsAll || !stores.isEmpty { return try replay(kept, makeState, body) }
        return try reader.forEachUnweighedBlock(
            threads: threads,
            knownLevels: levels,
            onProgress: onProgress,
            makeState: makeState,
            body: body
        ).states
    }

    /// The rows in memory, as a cohort of their own: the first ones of each thread, to begin a long computation with.
    package var sample: CohortRows { sample(ofBlocks: .max) }

    /// As `sample`, of no more than so many blocks of each thread.
    package func sample(ofBlocks count: Int) -> CohortRows {
        CohortRows(
            reader: reader,
            threads: threads,
            levels: levels,
            levelsOfOneRow: levelsOfOneRow,
            summary: summary,
            // Cells stand in the order of their values: some of them are like no others.
            kept: cellCount == nil ? kept.map { Array($0.prefix(count)) } : kept,
            keepsAll: true,
            stores: [],
            storedNumbers: [],
            renumberings: renumberings,
            onProgress: nil,
            cellCount: cellCount
        )
    }

    /// The same rows read again with what each double lacks to its decimal text.
    package func rereadExactly() throws -> CohortRows {
        var result = try CohortRows.firstPass(
            over: reader.withExactDecimals(),
            threads: threads,
            onProgress: onProgress,
            makeState: { _ in () },
            body: { _, _ in }
        ).rows
        result.renumberings = renumberings
        return result
    }

    /// Whether every row is in memory, so that `sample` is the whole.
    package var isInMemory: Bool { keepsAll }

    /// The same rows with the levels of one category numbered anew: level n becomes `numbers[n]`.
    package func renumbering(request: Int, _ numbers: [Int]) -> CohortRows {
        guard numbers != Array(numbers.indices) else { return self }
        var result = self
        result.renumberings[request] = (result.renumberings[request] ?? Array(numbers.indices))
            .map { numbers[$0] }
        return result
    }

    /// The number of levels of a category request.
    package func levelCount(ofRequest request: Int) -> Int {
        renumberings[request].map { ($0.max() ?? -1) + 1 } ?? levels[request].count
    }

    /// The labels of the levels of a category request, in the order of their numbers.
    package func labels(ofRequest request: Int) -> [String] {
        levels[request].levels.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The blocks that each thread passes over in memory: the cells of all threads dealt to them in turn, then its own rows.
    private static func kept(
        _ gathered: [GatheredRows],
        _ reader: CohortReader,
        _ renumbering: [[[Int]]]
    ) -> (blocks: [[KeptBlock]], cellCount: Int?) {
        let categories = reader.requests.indices.filter { reader.requests[$0].kind == .category }
        var kept = zip(gathered, renumbering).map { gathered, renumbering in
            gathered.blocks.map { renumber($0, categories, renumbering) }
        }
        let tables = zip(gathered, renumbering).compactMap { gathered, renumbering in
            gathered.cells.map { (table: $0, renumbering: renumbering) }
        }
        guard let first = tables.first?.table else { return (kept, nil) }
        let cells = Cells(merging: tables, keys: first.keys)
        let dealt = dealt(cells, reader, threads: kept.count)
        for thread in kept.indices { kept[thread] = dealt[thread] + kept[thread] }
        return (kept, cells.count)
    }

    /// Blocks of cells, dealt to the threads in turn.
    static func dealt(_ cells: Cells, _ reader: CohortReader, threads: Int) -> [[KeptBlock]] {
        let blocks = cells.blocks(
            requestCount: reader.requests.count,
            countSlot: reader.countSlot
        )
        return (0..<threads).map { thread in
            stride(from: thread, to: blocks.count, by: threads).map { blocks[$0] }
        }
    }

    /// The stores, if every thread could put aside all it had to.
    private static func usable(_ stores: [BlockStore?]) -> [BlockStore] {
        let whole = stores.compactMap { $0 }.filter { !$0.isBroken }
        return whole.count == stores.count ? whole : []
    }

    private static func renumber(
        _ block: KeptBlock,
        _ categories: [Int],
        _ renumbering: [[Int]]
    ) -> KeptBlock {
        guard !categories.isEmpty else { return block }
        var values = block.values
        for request in categories {
            for row in 0..<block.rowCount {
                let place = request * block.rowCount + row
                values[place] = Double(renumbering[request][Int(values[place])])
            }
        }
        return KeptBlock(rowCount: block.rowCount, values: values, lowParts: block.lowParts)
    }
}

extension CohortRows {
    /// Rows that are in memory already, column by column, dealt to the threads in equal stretches.
    ///
    /// - `levels`: of each request, as its column numbers them.
    init(
        columns: [[Double]],
        reader: CohortReader,
        threads: Int,
        levels: [CategoryTable],
        levelsOfOneRow: [Set<Int>],
        summary: ReadSummary
    ) {
        let rowCount = columns[0].count
        let share = (rowCount + threads - 1) / threads
        let kept = (0..<threads).map { thread in
            let (first, last) = (min(rowCount, thread * share), min(rowCount, (thread + 1) * share))
            return stride(from: first, to: last, by: CohortReader.blockRows).map { start in
                let end = min(last, start + CohortReader.blockRows)
                return KeptBlock(
                    rowCount: end - start,
                    values: columns.flatMap { $0[start..<end] },
                    lowParts: []
                )
            }
        }
        self.init(
            reader: reader,
            threads: threads,
            levels: levels,
            levelsOfOneRow: levelsOfOneRow,
            summary: summary,
            kept: kept,
            keepsAll: true,
            stores: [],
            storedNumbers: [],
            onProgress: nil,
            cellCount: nil
        )
    }

    /// A pass over the rows in memory and those put aside: thread t takes the blocks that thread t read.
    private func replay<State>(
        _ kept: [[KeptBlock]],
        _ makeState: @Sendable (Int) -> State,
        _ body: @escaping @Sendable (inout State, RowBlock) throws -> Void
    ) throws -> [State] {
        let requestCount = reader.requests.count
        let countSlot = reader.countSlot
        let categories = reader.requests.indices.filter { reader.requests[$0].kind == .category }
        let boxes = kept.indices.map { StateBox(makeState($0)) }
        try onWorkerThreads(kept.count) { thread in
            let room = BlockRoom()
            for block in kept[thread] {
                try body(&boxes[thread].state, block.rows(in: room, countSlot: countSlot))
            }
            guard !stores.isEmpty else { return }
            try stores[thread].forEachBlock(
                columnCount: requestCount,
                countSlot: countSlot
            ) { rows in
                for request in categories {
                    let column = rows.column(request)
                    let numbers = storedNumbers[thread][request]
                    for row in 0..<rows.rowCount { column[row] = Double(numbers[Int(column[row])]) }
                }
                try body(&boxes[thread].state, rows)
            }
        }
        return boxes.map(\.state)
    }
}

/// The state of one thread of a replay; used by that thread, read after it has ended.
private final class StateBox<State>: @unchecked Sendable {
    var state: State
    init(_ state: State) { self.state = state }
}

internal import TopsliceParallel

/// People who agree in some columns as one cell each, with the means of other columns in it and how these vary together: all that is needed of
/// people for sums of products of what is linear in those columns.
///
/// Means and products about them are updated row by row (Welford 1962, West 1979) and merged over threads (Chan, Golub and LeVeque 1983), so that
/// nothing is lost where spreads are small beside means.
package struct DesignMoments: Sendable {
    /// A column, or the product of two.
    package struct Value: Sendable, Hashable {
        package let request: Int
        package let times: Int?

        package init(request: Int, times: Int? = nil) {
            self.request = request
            self.times = times
        }
    }

    private let reader: CohortReader
    private let table: CellTable
    private let moments: Moments
    private let threads: Int

    package var count: Int { table.count }
    /// The mean of a column among the people of a cell.
    package func mean(_ cell: Int, _ value: Int) -> Double {
        moments.means[cell * moments.width + value]
    }

    /// Sums of products about the means of a cell, lower triangle row by row: those of 0 and 0, of 1 and 0, of 1 and 1, of 2 and 0, …
    package func products(_ cell: Int) -> ArraySlice<Double> {
        let size = moments.productCount
        return moments.products[(cell * size)..<((cell + 1) * size)]
    }

    /// - Returns: nil where rows hardly repeat in these columns, or memory has no room for the cells.
    /// - Complexity: one pass, O(rows · values²).
    package static func gathered(
        _ rows: CohortRows,
        keys: Set<Int>,
        values: [Value]
    ) throws -> DesignMoments? {
        guard rows.renumberings.isEmpty else { return nil }
        let reader = rows.reader
        let perCell = keys.count + values.count + values.count * (values.count + 1) / 2
        let most = 4 * reader.mostKeptValues / max(1, rows.threads) / perCell * keys.count
        let gatherings = try rows.forEachUnweighedBlock(
            makeState: { _ in
                let table = CellTable(
                    requestCount: reader.requests.count,
                    countSlot: reader.countSlot,
                    keys: keys.filter { $0 != reader.countSlot }.sorted(),
                    mostValues: most
                )
                table.tellsCells = true
                return (table: table, moments: Moments(width: values.count))
            },
            body: { gathering, block in
                guard gathering.table.add(block) else { return }
                gathering.moments.add(block, values, gathering.table)
            }
        )
        for table in gatherings.map(\.table) {
            let wasFull = table.isClosed
            table.close()
            guard !wasFull, table.verdict == .pays || table.rows == 0 else { return nil }
        }
        let merged = CellTable(
            requestCount: reader.requests.count,
            countSlot: reader.countSlot,
            keys: gatherings[0].table.keys,
            mostValues: .max,
            trial: nil
        )
        merged.tellsCells = true
        var moments = Moments(width: values.count)
        for (table, own) in gatherings {
            var first = 0
            table.forEachBlock(people: Array(table.people), in: BlockRoom()) { block in
                _ = merged.add(block)
                moments.merge(own, from: first, block, merged)
                first += block.rowCount
            }
        }
        return DesignMoments(
            reader: reader,
            table: merged,
            moments: moments,
            threads: rows.threads
        )
    }

    /// Passes over the cells as rows of the people in them, whose weights are those of all of them; other columns are nought.
    ///
    /// - `body`: takes a block and the cell of its first row.
    package func forEachBlock<State>(
        makeState: () -> State,
        body: @escaping @Sendable (inout State, RowBlock, Int) throws -> Void
    ) throws -> [State] {
        let boxes = (0..<threads).map { _ in DesignState(makeState()) }
        let size = CohortReader.blockRows
        try onWorkerThreads(threads) { thread in
            let room = BlockRoom()
            for start in stride(from: thread * size, to: table.count, by: threads * size) {
                let block = table.block(start..<min(start + size, table.count), in: room)
                block.weigh(reader.weightSlot)
                try body(&boxes[thread].state, block, start)
            }
        }
        return boxes.map(\.state)
    }
}

extension DesignMoments {
    /// Means and products of the cells of one table.
    fileprivate struct Moments: Sendable {
        let width: Int
        var productCount: Int { width * (width + 1) / 2 }
        private(set) var people: [Double] = []
        private(set) var means: [Double] = []
        private(set) var products: [Double] = []
        private var shifts: [Double]

        init(width: Int) {
            self.width = width
            shifts = [Double](repeating: 0, count: width)
        }

        private mutating func makeRoom(_ cells: Int) {
            let more = cells - people.count
            guard more > 0 else { return }
            people += repeatElement(0, count: more)
            means += repeatElement(0, count: more * width)
            products += repeatElement(0, count: more * productCount)
        }

        /// Adds a block that a table took last.
        mutating func add(_ block: RowBlock, _ values: [Value], _ table: CellTable) {
            makeRoom(table.count)
            let columns = values.map { value in
                (of: block.column(value.request), times: value.times.map { block.column($0) })
            }
            for row in 0..<block.rowCount {
                let cell = Int(table.cellsOfRows[row])
                let count = block.counts?[row] ?? 1
                people[cell] += count
                let part = count / people[cell]
                for value in 0..<width {
                    let own = columns[value].of[row] * (columns[value].times?[row] ?? 1)
                    shifts[value] = own - means[cell * width + value]
                    means[cell * width + value] += part * shifts[value]
                }
                addProducts(cell, count * (1 - part))
            }
        }

        /// Adds cells of another table, which this one took last.
        mutating func merge(
            _ other: Moments,
            from first: Int,
            _ block: RowBlock,
            _ table: CellTable
        ) {
            makeRoom(table.count)
            for row in 0..<block.rowCount {
                let (cell, theirs) = (Int(table.cellsOfRows[row]), first + row)
                let count = other.people[theirs]
                people[cell] += count
                let part = count / people[cell]
                for value in 0..<width {
                    shifts[value] =
                        other.means[theirs * width + value] - means[cell * width + value]
                    means[cell * width + value] += part * shifts[value]
                }
                addProducts(cell, count * (1 - part))
                for place in 0..<productCount {
                    products[cell * productCount + place] +=
                        other.products[theirs * productCount + place]
                }
            }
        }

        private mutating func addProducts(_ cell: Int, _ factor: Double) {
            var place = cell * productCount
            for row in 0..<width {
                let own = factor * shifts[row]
                for column in 0...row {
                    products[place] += own * shifts[column]
                    place += 1
                }
            }
        }
    }
}

extension CellTable {
    /// Some cells as rows, in memory of `room`; what they are not told apart by is nought.
    fileprivate func block(_ cells: Range<Int>, in room: BlockRoom) -> RowBlock {
        let rowCount = cells.count
        let base = room.numbers((requestCount + 1) * rowCount)
        base.initialize(repeating: 0, count: requestCount * rowCount)
        values.withUnsafeBufferPointer { values in
            for (place, key) in keys.enumerated() {
                for (row, cell) in cells.enumerated() {
                    base[key * rowCount + row] = values[cell * keys.count + place]
                }
            }
        }
        let counts = base + requestCount * rowCount
        for (row, cell) in cells.enumerated() { counts[row] = people[cell] }
        if let countSlot { (base + countSlot * rowCount).update(from: counts, count: rowCount) }
        return RowBlock(rowCount: rowCount, stride: rowCount, base: base, counts: counts)
    }
}

/// The state of one thread of a pass over cells; used by that thread, read after it has ended.
private final class DesignState<State>: @unchecked Sendable {
    var state: State
    init(_ state: State) { self.state = state }
}

/// The distinct rows of a cohort in some columns, and how many people have each.
///
/// Cells are compared as texts, so that what is computed from them reads what it would read of the rows; a missing value is one
/// like any other.
package struct CohortCells: Sendable {
    package let columns: [String]
    package let summary: ReadSummary
    /// Sorted by their texts, the first column first.
    private let cells: Cells
    /// By column, the texts of its levels in order.
    private let levels: [[String]]

    package var count: Int { cells.count }
    package func people(_ cell: Int) -> Int { Int(cells.people[cell]) }

    /// What a cell holds in a column; empty where it is missing.
    package func text(_ cell: Int, column: Int) -> String {
        levels[column][Int(cells.values[cell * columns.count + column])]
    }

    /// Numbers that each thread may hold.
    private static let mostValues = 1 << 24

    /// Reads the cells of some columns, which the study declares as categories that may be missing.
    ///
    /// - Throws: `CellsError`; `ReadInterruption` where the file is at fault.
    package init(
        _ file: CohortFile,
        columns: [String],
        threads: Int,
        onProgress: ReadReport? = nil
    ) throws {
        var reader = file.reader(columns.map { ColumnRequest($0, .category) })
        reader.keepsMissing = true
        let (requestCount, countSlot) = (reader.requests.count, reader.countSlot)
        let pass = try reader.forEachUnweighedBlock(
            threads: threads,
            onProgress: onProgress,
            makeState: { _ in
                CellTable(
                    requestCount: requestCount,
                    countSlot: countSlot,
                    mostValues: Self.mostValues,
                    trial: nil
                )
            },
            body: { table, block in
                guard table.add(block) else {
                    throw CellsError.rowsHardlyRepeat(cells: table.count, rows: table.rows)
                }
            }
        )
        var levels: [[String]] = []
        var renumbering = pass.tables.map { _ in [[Int]](repeating: [], count: requestCount) }
        for column in columns.indices {
            let known = Set(pass.tables.flatMap { $0[column].levels })
            let order = known.sorted { $0.lexicographicallyPrecedes($1) }
            var numbers: [[UInt8]: Int] = [:]
            for (number, level) in order.enumerated() { numbers[level] = number }
            for (thread, tables) in pass.tables.enumerated() {
                renumbering[thread][column] = tables[column].levels.compactMap { numbers[$0] }
            }
            levels.append(order.map { String(decoding: $0, as: UTF8.self) })
        }
        self.columns = columns
        self.levels = levels
        summary = pass.summary
        cells = Cells(
            merging: zip(pass.states, renumbering).map { ($0, $1) },
            keys: Array(columns.indices)
        )
    }
}

/// Why there are no cells.
package enum CellsError: Error, Equatable, CustomStringConvertible {
    /// So many rows had so many different cells.
    case rowsHardlyRepeat(cells: Int, rows: Int)
    case repeatedColumn(String)
    case countAmongColumns(String)
    case allAreSmall(threshold: Int)

    package var description: String {
        switch self {
        case .rowsHardlyRepeat(let cells, let rows):
            "among \(rows) rows there are \(cells) different ones: cells would be hardly fewer than the rows; leave out columns that tell people apart"
        case .allAreSmall(let threshold):
            "every cell has fewer than \(threshold) people, so that none is left; name fewer columns"
        case .repeatedColumn(let name): "column '\(name)' is named twice"
        case .countAmongColumns(let name):
            "column '\(name)' says how many people each row stands for, so cells are not told apart by it; the cells have a column '\(name)' of their own"
        }
    }
}

package import TopsliceParallel

/// The rows of a cohort that have everything but, perhaps, some columns: in memory, column by column, in the order of the files.
///
/// What is missing is NaN. A completed table of the same people becomes `CohortRows`, as if it had been read.
package struct IncompleteCohort: Sendable {
    package let reader: CohortReader
    /// By request; categories are the sorted numbers of their levels.
    package let columns: [[Double]]
    package let summary: ReadSummary
    private let levels: [CategoryTable]
    /// By request, the levels that one row has.
    private let rareLevels: [Set<Int>]

    package var rowCount: Int { summary.rowsComplete }

    /// Reads all rows, on one thread: their order must not depend on how many there are.
    ///
    /// - Parameters:
    ///   - gaps: columns that a row may lack.
    ///   - copies: how many tables as large will be held at once, this one among them.
    /// - Throws: `ReadInterruption` where the files are at fault, `MemoryShortage` where they do not fit.
    package init(
        _ reader: CohortReader,
        gaps: Set<String>,
        copies: Int,
        budget: MemoryBudget = .ofThisProcess,
        onProgress: ReadReport? = nil
    ) throws {
        let requestCount = reader.requests.count
        let pass = try reader.keeping(gaps: gaps).forEachBlock(
            threads: 1,
            onProgress: onProgress,
            makeState: { _ in [[Double]](repeating: [], count: requestCount) },
            body: { columns, block in
                for request in 0..<requestCount {
                    let values = block.column(request)
                    columns[request].append(
                        contentsOf: UnsafeBufferPointer(start: values, count: block.rowCount)
                    )
                }
                let held = Double(columns[0].count * requestCount)
                try budget.require(numbers: held * Double(copies))
            }
        )
        var columns = pass.states[0]
        var levels: [CategoryTable] = []
        var rareLevels: [Set<Int>] = []
        for request in 0..<requestCount {
            let (table, uses) = (pass.tables[0][request], pass.usedLevels[0][request])
            let used = table.levels.indices.filter { uses[$0] != .none }
                .sorted { table.level($0).lexicographicallyPrecedes(table.level($1)) }
            if !used.isEmpty {
                var numbers = [Double](repeating: .nan, count: table.count)
                for (number, level) in used.enumerated() { numbers[level] = Double(number) }
                for row in columns[request].indices where !columns[request][row].isNaN {
                    columns[request][row] = numbers[Int(columns[request][row])]
                }
            }
            levels.append(CategoryTable(levels: used.map { table.level($0) }))
            rareLevels.append(Set(used.indices.filter { uses[used[$0]] == .one }))
        }
        self.reader = reader
        self.columns = columns
        self.levels = levels
        self.rareLevels = rareLevels
        summary = pass.summary
    }

    package func levelCount(ofRequest request: Int) -> Int { levels[request].count }

    /// Rows that lack a column, by the values of 0/1 columns that none lacks.
    package func gaps(ofRequest request: Int, arms: [Int]) -> (rows: Int, arms: [ArmCount]) {
        var counts = arms.map { _ in ArmCount() }
        var rows = 0
        for row in columns[request].indices where columns[request][row].isNaN {
            rows += 1
            for (arm, column) in arms.enumerated() { counts[arm].count(columns[column][row]) }
        }
        return (rows, counts)
    }

    /// The cohort with what was missing filled in.
    ///
    /// - `values`: by request, of all rows; a column that is asked for twice is completed in both places.
    /// - `made`: columns that the files do not have, numbers or flags, behind those of the reader.
    package func completed(
        _ values: [Int: [Double]],
        adding made: [(request: ColumnRequest, values: [Double])] = [],
        threads: Int
    ) -> CohortRows {
        var completed = columns
        for (request, filled) in values {
            let name = reader.requests[request].name
            for twin in reader.requests.indices where reader.requests[twin].name == name {
                completed[twin] =
                    twin == request
                        || reader.requests[twin].kind != .category
                            && reader.requests[request].kind != .category
                    ? filled : translated(filled, from: request, to: twin)
            }
        }
        return CohortRows(
            columns: completed + made.map(\.values),
            reader: reader.adding(made.map(\.request)),
            threads: threads,
            levels: levels + made.map { _ in CategoryTable(levels: []) },
            levelsOfOneRow: rareLevels + made.map { _ in [] },
            summary: summary
        )
    }

    /// The same column as numbers where it was filled in as levels, or the other way about, by the people who have both.
    private func translated(_ filled: [Double], from: Int, to: Int) -> [Double] {
        var numbers: [Double: Double] = [:]
        for (value, twin) in zip(columns[from], columns[to]) where !value.isNaN {
            numbers[value] = twin
        }
        return filled.map { value in
            guard let number = numbers[value] else {
                preconditionFailure("an imputed value of column \(from) that nobody has")
            }
            return number
        }
    }
}

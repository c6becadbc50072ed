package import TopsliceRecords

/// A table or query of a PostgreSQL database as a cohort. Only the columns that are wanted are sent; stretches of pages of a plain table
/// are dealt to the threads, each with a connection of its own on one snapshot.
package struct PostgresRows: RowSource {
    private let table: PostgresTable

    init(_ table: PostgresTable) { self.table = table }

    package var parts: [any SourcePart] { [table] }

    package mutating func readHeader(_ study: Study) -> [String]? {
        let required = HeaderChecker.required(study)
        let isReadable = table.columns.allSatisfy {
            $0.type.kind != nil || !required.contains($0.name)
        }
        return isReadable ? table.columns.map(\.name) : nil
    }

    /// Columns of texts and days.
    package func words(among names: [String], reader: CohortReader) throws -> Set<String> {
        let texts = table.columns.filter { [.text, .day, .time].contains($0.type.kind) }
        return Set(texts.map(\.name)).intersection(names)
    }

    package func numbers(among names: [String]) -> Set<String> {
        let numbers = table.columns.filter { [.number, .whole].contains($0.type.kind) }
        return Set(numbers.map(\.name)).intersection(names)
    }

    package func pass(_ reader: CohortReader) throws -> any RowPass {
        PostgresPass(table, reader.plan)
    }

    package func records(ofPart number: Int, _ study: Study) throws(Faults) -> CheckedRecords {
        let required = HeaderChecker.required(study)
        for column in table.columns where required.contains(column.name) {
            guard case .other(let type) = column.type else { continue }
            throw Faults(
                Fault(
                    .mixedTypes,
                    file: table.name,
                    line: 1,
                    column: column.name,
                    message:
                        "is of the type \(type), expected numbers, texts, truth values or days; cast it in a --query"
                )
            )
        }
        let wanted = table.columns.indices.filter { table.columns[$0].type.kind != nil }
        guard !wanted.isEmpty else {
            throw InputFile.fault(.emptyFile, table.name, "there is no column that can be read")
        }
        let cells = PostgresCells(
            wanted.map { table.columns[$0].type },
            capacity: CohortReader.blockRows
        )
        return CheckedRecords(
            TypedRecords(names: wanted.map { table.columns[$0].name }, cells) {
                [table] flush in
                for stretch in 0..<table.stretchCount {
                    try table.read(stretch: stretch, wanted: wanted, cells, flush)
                }
            },
            numbering: .rows
        )
    }
}

/// A pass over the stretches of a table.
private final class PostgresPass: RowPass {
    private let table: PostgresTable
    private let plan: RowPlan

    init(_ table: PostgresTable, _ plan: RowPlan) {
        self.table = table
        self.plan = plan
    }

    var stretchCount: Int { table.stretchCount }

    func byteCount(ofStretch number: Int) -> Int { table.byteCount(ofStretch: number) }

    func worker(_ tables: [CategoryTable]) -> any RowWorker {
        PostgresWorker(table, TypedBuilder(plan, tables), wanted: TypedBuilder.needed(plan))
    }

    func stop() {}
}

/// One thread's share of a pass. Used by one thread at a time.
private final class PostgresWorker: RowWorker, @unchecked Sendable {
    private let table: PostgresTable
    private let builder: TypedBuilder
    private let wanted: [Int]
    private let cells: PostgresCells
    private(set) var rowsOfParts = [0]

    init(_ table: PostgresTable, _ builder: TypedBuilder, wanted: [Int]) {
        self.table = table
        self.builder = builder
        self.wanted = wanted
        cells = PostgresCells(
            wanted.map { table.columns[$0].type },
            capacity: builder.capacity
        )
    }

    var rows: RowBuilder { builder }

    func read(stretch number: Int, flush: () throws -> Void) throws {
        let rowsBefore = builder.recordCount
        do {
            try table.read(stretch: number, wanted: wanted, cells) {
                try cells.withCells { made in
                    var all = [TypedCells?](repeating: nil, count: table.columns.count)
                    for (place, column) in wanted.enumerated() { all[column] = made[place] }
                    try builder.take(cells.rowCount, all)
                }
                try flush()
                cells.clear()
            }
        } catch is Faults {
            // The careful checker comes upon it again.
            throw ReadInterruption.unclean
        }
        rowsOfParts[0] += builder.recordCount - rowsBefore
    }
}

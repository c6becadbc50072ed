package import TopsliceRecords

/// Parquet files of one shape, in the order given. Only the columns that are wanted are read, and row groups are dealt to the
/// threads.
package struct ParquetRows: RowSource {
    private let files: [ParquetFile]

    init(_ files: [ParquetFile]) { self.files = files }

    package var parts: [any SourcePart] { files }

    package mutating func readHeader(_ study: Study) -> [String]? {
        let names = files[0].columns.map(\.name)
        let isAlike = files.allSatisfy { $0.columns.map(\.name) == names }
        let required = HeaderChecker.required(study)
        let isReadable = files.allSatisfy { file in
            file.columns.allSatisfy { $0.kind != nil || !required.contains($0.name) }
        }
        return isAlike && isReadable ? names : nil
    }

    /// Columns of texts, and of truth values never.
    package func words(among names: [String], reader: CohortReader) throws -> Set<String> {
        let texts = files[0].columns.filter {
            $0.kind == .text || $0.kind == .day || $0.kind == .time
        }
        return Set(texts.map(\.name)).intersection(names)
    }

    /// Those of every file.
    package func numbers(among names: [String]) -> Set<String> {
        files.reduce(Set(names)) { found, file in
            let numbers = file.columns.filter { $0.kind == .number || $0.kind == .whole }
            return found.intersection(numbers.map(\.name))
        }
    }

    package func pass(_ reader: CohortReader) throws -> any RowPass {
        ParquetPass(files, reader.plan)
    }

    package func records(ofPart number: Int, _ study: Study) throws(Faults) -> CheckedRecords {
        let file = files[number]
        let columns = file.columns.indices.filter { file.columns[$0].kind != nil }
        let required = HeaderChecker.required(study)
        if let nested = file.columns.first(where: { $0.kind == nil && required.contains($0.name) })
        {
            throw Faults(
                Fault(
                    .mixedTypes,
                    file: file.name,
                    line: 1,
                    column: nested.name,
                    message:
                        "holds lists, structures or times of day, expected numbers, texts or days"
                )
            )
        }
        return CheckedRecords(
            file.records(columns: columns),
            // Of what another program made, nobody knows the row groups.
            numbering: file.isMade ? .rows : .groups(file.groups)
        )
    }
}

extension ParquetFile {
    /// Some columns, to be checked.
    fileprivate func records(columns: [Int]) -> TypedRecords {
        TypedRecords(names: columns.map { self.columns[$0].name }, places: columns) { body in
            let longest = CohortReader.blockRows
            let group = try ParquetGroup(self, needed: columns, longest: longest)
            for number in groups.indices {
                try group.read(group: number, longest: longest, body)
            }
        }
    }
}

/// A pass over the row groups of all files in turn.
final class ParquetPass: RowPass {
    private let files: [ParquetFile]
    private let plan: RowPlan
    /// By stretch, its file and the row group in it.
    private let stretches: [(file: Int, group: Int)]

    init(_ files: [ParquetFile], _ plan: RowPlan) {
        self.files = files
        self.plan = plan
        stretches = files.indices.flatMap { file in
            files[file].groups.indices.map { (file, $0) }
        }
    }

    var stretchCount: Int { stretches.count }

    func byteCount(ofStretch number: Int) -> Int {
        let file = files[stretches[number].file]
        return file.byteCount / max(1, file.groups.count)
    }

    func worker(_ tables: [CategoryTable]) -> any RowWorker {
        ParquetWorker(self, files, TypedBuilder(plan, tables), needed: TypedBuilder.needed(plan))
    }

    func stop() {}

    fileprivate func place(ofStretch number: Int) -> (file: Int, group: Int) { stretches[number] }
}

/// One thread's share of a pass. Used by one thread at a time.
private final class ParquetWorker: RowWorker, @unchecked Sendable {
    private let pass: ParquetPass
    private let files: [ParquetFile]
    private let builder: TypedBuilder
    private let needed: [Int]
    private var open: (file: Int, group: ParquetGroup)?
    private(set) var rowsOfParts: [Int]

    init(_ pass: ParquetPass, _ files: [ParquetFile], _ builder: TypedBuilder, needed: [Int]) {
        self.pass = pass
        self.files = files
        self.builder = builder
        self.needed = needed
        rowsOfParts = files.map { _ in 0 }
    }

    var rows: RowBuilder { builder }

    func read(stretch number: Int, flush: () throws -> Void) throws {
        let (file, group) = pass.place(ofStretch: number)
        if open?.file != file {
            open = (file, try ParquetGroup(files[file], needed: needed, longest: builder.capacity))
        }
        let rowsBefore = builder.recordCount
        do {
            try open?.group.read(group: group, longest: builder.capacity) { count, cells in
                try builder.take(count, cells)
                try flush()
            }
        } catch is Faults {
            // The careful checker comes upon it again.
            throw ReadInterruption.unclean
        }
        rowsOfParts[file] += builder.recordCount - rowsBefore
    }
}

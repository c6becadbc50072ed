internal import TopsliceRecords

/// One Parquet file of a cohort, its columns and row groups known.
struct ParquetFile: SourcePart {
    struct Column: Sendable {
        let name: String
        /// Nil for lists, structures and the like, which only a request for them refuses.
        let kind: TypedCells.Kind?
        /// Of a column that the names of folders make up: its one value; missing where that is empty.
        var constant: String?
    }

    /// What begins and ends every Parquet file; `PARE` where the end is encrypted.
    static let magics = ["PAR1", "PARE"].map { Array($0.utf8) }

    let file: InputFile
    /// The file that the rows were taken from, where another program made this one of it.
    private let original: InputFile?
    /// Those of the file, then those of its folders.
    let columns: [Column]
    /// Rows of each row group.
    let groups: [Int]

    /// - `folders`: what the names of its folders say, as in `area=E06/`.
    /// - Throws: where the file is damaged or encrypted, or libparquet is not installed.
    init(
        _ file: InputFile,
        folders: [(name: String, value: String)] = [],
        madeFrom original: InputFile? = nil
    ) throws(Faults) {
        let reader = try ParquetReader(file)
        self.file = file
        self.original = original
        var columns: [Column] = []
        for (name, kind) in reader.columns {
            // The parts of a list or structure are `outer.inner`; the first of them is called as the whole.
            let whole =
                kind == nil ? name.split(separator: ".").first.map(String.init) ?? name : name
            let isFirst = !columns.contains { $0.name == whole }
            columns.append(Column(name: isFirst ? whole : name, kind: kind))
        }
        for folder in folders where !columns.contains(where: { $0.name == folder.name }) {
            columns.append(Column(name: folder.name, kind: .text, constant: folder.value))
        }
        self.columns = columns
        groups = reader.groups
    }

    /// Whether another program made it of a file of its own.
    var isMade: Bool { original != nil }
    var name: String { file.name }
    var byteCount: Int { file.byteCount }
    var warnings: [CohortWarning] { [] }
    var originalBytes: (path: String, count: Int) {
        original.map { ($0.path, $0.byteCount) } ?? (file.path, file.byteCount)
    }
    func refuseIfChanged() throws(Faults) { try (original ?? file).refuseIfChanged() }
    func isSameFile(as other: ParquetFile) -> Bool { file.isSame(as: other.file) }
}

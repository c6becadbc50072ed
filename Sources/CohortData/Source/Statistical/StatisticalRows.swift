package import TopsliceRecords

/// Files of Stata (`.dta`), SPSS (`.sav`) and SAS (`.sas7bdat`, `.xpt`), in the order given: all with the same columns.
///
/// ReadStat hands on about a million values a second, many times slower than text is read; so the columns that are wanted are
/// put into a temporary file as text once, and all passes are over that. Values that their program takes as missing are
/// missing. Where a column is asked for as levels (a category, or a covariate that nobody declared) value labels are the levels;
/// where it is asked for as numbers the values are.
package struct StatisticalRows: RowSource {
    private let files: [StatisticalFile]
    /// The wanted columns as text, once the header is read.
    private var text: TextRows?

    init(_ files: [StatisticalFile]) { self.files = files }

    package var parts: [any SourcePart] { files }

    package mutating func readHeader(_ study: Study) -> [String]? {
        do throws(Faults) {
            let required = Set(HeaderChecker.required(study))
            var converted: [TextSource] = []
            for file in files { converted.append(try file.text(study) { required.contains($0) }) }
            var rows = TextRows(converted, numbering: .rows)
            let names = rows.readHeader(study)
            text = rows
            return names
        } catch {
            // The careful checker comes upon it again.
            return nil
        }
    }

    private var wanted: TextRows {
        guard let text else { preconditionFailure("rows of \(name) asked for before its header") }
        return text
    }

    package func words(among names: [String], reader: CohortReader) throws -> Set<String> {
        try wanted.words(among: names, reader: reader)
    }

    package func pass(_ reader: CohortReader) throws -> any RowPass { try wanted.pass(reader) }

    package func records(ofPart number: Int, _ study: Study) throws(Faults) -> CheckedRecords {
        CheckedRecords(files[number].records(study), numbering: .rows)
    }
}

/// One file of Stata, SPSS or SAS.
struct StatisticalFile: SourcePart {
    private let file: InputFile
    private let form: StatisticalForm
    private let found: StatisticalColumns

    /// - Throws: where the file is damaged.
    init(_ file: InputFile, _ form: StatisticalForm) throws(Faults) {
        self.file = file
        self.form = form
        found = try StatisticalParser(file, form).columns()
        guard !found.columns.isEmpty else {
            throw InputFile.fault(.emptyFile, file.name, "the file has no column")
        }
    }

    var name: String { file.name }
    var byteCount: Int { file.byteCount }
    var warnings: [CohortWarning] { [] }
    var originalBytes: (path: String, count: Int) { (file.path, file.byteCount) }
    func refuseIfChanged() throws(Faults) { try file.refuseIfChanged() }
    func isSameFile(as other: StatisticalFile) -> Bool { file.isSame(as: other.file) }

    /// All columns, to be checked.
    func records(_ study: Study) -> TypedRecords {
        let cells = StatisticalCells(
            found,
            showsLabels: showsLabels(study),
            capacity: CohortReader.blockRows
        )
        let parser = StatisticalParser(file, form)
        return TypedRecords(names: found.columns.map(\.name), cells) { flush in
            try cells.fill(from: parser, flush)
        }
    }

    /// Where a column is asked for as levels its labels are the levels.
    private func showsLabels(_ study: Study) -> (String) -> Bool {
        let open = Set(study.undeclaredCovariates)
        return { study.column($0)?.type == .category || open.contains($0) }
    }

    /// Some columns as text; where none is wanted, all.
    func text(_ study: Study, wants: (String) -> Bool) throws(Faults) -> TextSource {
        let some = found.columns.indices.filter { wants(found.columns[$0].name) }
        let writer = try RowTextWriter(
            found,
            wanted: some.isEmpty ? Array(found.columns.indices) : some,
            showsLabels: showsLabels(study),
            delimiter: study.delimiter,
            name: file.name
        )
        try StatisticalParser(file, form).read(into: writer)
        return try TextSource.converted(file, to: writer.finished())
    }
}

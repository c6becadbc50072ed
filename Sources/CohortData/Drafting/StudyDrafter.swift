package import TopsliceRecords

/// Reads the files of a cohort and drafts a study from them.
///
/// - Parameters:
///   - paths: regular files of one shape, or `-` for standard input.
///   - delimiter: nil: comma, or what the header has instead.
/// - Throws: what is wrong with the files as files, as `checkCohort` says it.
/// - Complexity: two passes; see ``ColumnSketch`` for memory.
package func draftStudy(
    of paths: [String],
    choice: DatabaseChoice? = nil,
    delimiter: Delimiter? = nil
) throws(Faults) -> StudyDraft {
    try StudyDrafter(source: openRows(paths, choice: choice), delimiter: delimiter).draft()
}

/// One reading of the files for a draft.
struct StudyDrafter {
    let source: any RowSource
    let delimiter: Delimiter?

    func draft() throws(Faults) -> StudyDraft {
        let (delimiter, report) = try checked()
        var sketches = report.columns.map { ColumnSketch(name: $0.name) }
        for part in source.parts.indices {
            let study = Study(delimiter: delimiter, refusesIdentifiers: false)
            let records = try source.records(ofPart: part, study)
            if let typed = records.typed {
                try read(typed, into: &sketches)
            } else {
                try read(records.scanner, into: &sketches)
            }
        }
        try source.refuseIfChanged()
        let identifiers = report.columns.map(\.name).filter(DirectIdentifier.matches)
        return StudyDraft(
            files: source.parts.map(\.name),
            delimiter: delimiter,
            recordCount: report.recordCount,
            columns: sketches.filter { !DirectIdentifier.matches($0.name) }.map { $0.drafted() },
            identifiers: identifiers,
            warnings: report.warnings.filter { $0.code != .directIdentifier }
        )
    }

    /// The files without a fault of their form, and the delimiter by which they are.
    private func checked() throws(Faults) -> (Delimiter, CheckReport) {
        var first: Faults?
        for delimiter in delimiter.map({ [$0] }) ?? Delimiter.allCases {
            let study = Study(delimiter: delimiter, refusesIdentifiers: false)
            let report = try checkCohort(source, study: study)
            guard let faults = report.error else {
                try refuseData(in: report)
                return (delimiter, report)
            }
            guard faults.faults.contains(where: { $0.code == .delimiter }) else {
                throw first ?? faults
            }
            first = first ?? faults
        }
        guard let first else { preconditionFailure("no delimiter was tried") }
        throw first
    }

    /// Where the header is missing its place is taken by a person, whose values would become names of columns.
    private func refuseData(in report: CheckReport) throws(Faults) {
        let isData = report.columns.contains { column in
            var name = column.name
            return name.withUTF8 { bytes in
                bytes.isEmpty || NumberField.parse(bytes) != nil || DateField.parse(bytes) != nil
                    || MoneyField.parse(bytes) != .notMoney
            }
        }
        guard isData else { return }
        let message =
            "the first line holds numbers, days or nothing where names are expected; give the file a header"
        throw Faults(
            Fault(.headerMissing, file: source.name, line: 1, message: message)
        )
    }

    /// Columns that have types, by what their text would hold.
    private func read(
        _ typed: TypedRecords,
        into sketches: inout [ColumnSketch]
    ) throws(Faults) {
        // The names of the columns are the first line.
        var line = 1
        try typed.forEachBlock { count, cells in
            for (field, own) in cells.enumerated() {
                var start = 0
                for row in 0..<count {
                    guard own.present[row] != 0 else {
                        sketches[field].add(FieldBytes(start: nil, count: 0), line: line + row + 1)
                        continue
                    }
                    TypedText().withText(of: own, row, start) {
                        sketches[field].add($0, line: line + row + 1)
                    }
                    if own.kind == .text { start += Int(own.values[row]) }
                }
            }
            line += count
        }
    }

    private func read(
        _ scanner: RecordScanner,
        into sketches: inout [ColumnSketch]
    ) throws(Faults) {
        var isHeader = true
        while case .record = try scanner.next() {
            if scanner.isBlankRecord { continue }
            if isHeader {
                isHeader = false
                continue
            }
            let line = scanner.line
            for field in sketches.indices {
                let span = scanner.span(field)
                if span.marks.contains(.doubledQuotes) {
                    let bytes = CohortChecker.unquoted(scanner.bytes(span), span.marks)
                    bytes.withUnsafeBufferPointer { sketches[field].add($0, line: line) }
                } else {
                    sketches[field].add(scanner.bytes(span), line: line)
                }
            }
        }
    }
}

internal import TopsliceExactArithmetic
package import TopsliceRecords

extension GameTable {
    /// Columns of a game file; the last two are what an attribution adds.
    package static let requiredColumns = ["coalition", "value"]
    package static let optionalColumns = ["standard_error", "supported", "unsupported_share"]

    /// Reads a CSV or JSON file.
    ///
    /// - Parameter path: a regular file, or `-` for standard input.
    /// - Throws: every fault of the file at once.
    package static func read(
        _ path: String,
        delimiter: Delimiter = .comma,
        form: AmountForm = AmountForm()
    ) throws(Faults) -> GameTable {
        try GameTable(TextFile(reading: path), delimiter: delimiter, form: form)
    }

    /// Reads a CSV or JSON file that is in memory.
    package init(reading source: FileBytes) throws(Faults) {
        let text: TextFile
        do throws(FileTrouble) {
            text = try TextFile(source)
        } catch {
            throw Faults(Fault(error, file: source.name))
        }
        try self.init(text, delimiter: .comma, form: AmountForm())
    }

    private init(_ text: TextFile, delimiter: Delimiter, form: AmountForm) throws(Faults) {
        self =
            try text.isJSON
            ? GameTable(json: text) : GameTable(csv: text, delimiter: delimiter, form: form)
    }

    /// The fault of an empty coalition with a value other than zero.
    ///
    /// - Parameter remedy: what the reader offers, beginning with a semicolon.
    package func fault(ofNobody entry: Entry, remedy: String = "") -> Fault {
        let value = entry.value.exactDecimal ?? entry.value.description
        return Fault(
            place: FilePlace(file: file, line: entry.line, character: entry.character),
            subject: entry.character == nil ? .column("value") : .whole,
            message: "the empty coalition must have value 0, not \(value)\(remedy)"
        )
    }

    init(csv text: TextFile, delimiter: Delimiter, form: AmountForm) throws(Faults) {
        var reader = try TableReader(
            text,
            delimiter: delimiter,
            required: Self.requiredColumns,
            optional: Self.optionalColumns
        )
        var builder = GameTableBuilder(file: text.file)
        let columns = reader.columns
        while let record = reader.nextVisible() {
            builder.addCSV(record, columns, form)
        }
        builder.faults.add(reader.allFaults)
        self = try builder.finish(
            file: text.file,
            orientation: nil,
            warnings: text.warnings,
            sha256: text.sha256
        )
    }
}

extension GameTableBuilder {
    fileprivate mutating func addCSV(
        _ record: TableRecord,
        _ columns: TableColumns,
        _ form: AmountForm
    ) {
        let coalition = columns.field("coalition", of: record)
        guard !coalition.isEmpty else {
            faults.add(
                record,
                column: "coalition",
                "the field is empty; write none for the empty coalition"
            )
            return
        }
        let value = faults.numberOrAmount(
            TableCell(columns.field("value", of: record), record, "value"),
            form
        )
        let error = columns.field("standard_error", of: record)
        var standardError =
            error.isEmpty ? nil : faults.number(TableCell(error, record, "standard_error"))
        if standardError?.isNegative == true {
            faults.add(record, column: "standard_error", "a standard error is below zero")
            standardError = nil
        }
        let supported = columns.field("supported", of: record)
        if !["", "true", "false"].contains(supported) {
            faults.add(record, column: "supported", "expected true or false")
        }
        add(
            Row(
                record: record,
                members: Self.members(of: coalition),
                value: value,
                standardError: standardError,
                isSupported: supported != "false"
            ),
            column: "coalition"
        )
    }
}

internal import TopsliceExactArithmetic
package import TopsliceRecords
internal import TopsliceSpreadsheets

extension GameTable {
    /// Columns of a game file; those after the standard error are what an attribution adds.
    package static let requiredColumns = ["coalition", AttributionKeys.Coalition.value]
    package static let optionalColumns = [
        AttributionKeys.Coalition.standardError, AttributionKeys.Coalition.isSupported,
        AttributionKeys.Coalition.unsupportedShare, AttributionKeys.Coalition.support,
        AttributionKeys.Coalition.standardErrorReason,
    ]

    /// Reads a CSV or JSON file, or a sheet of a workbook.
    ///
    /// - Parameters:
    ///   - path: a regular file, `book.xlsx#Sheet`, or `-` for standard input.
    ///   - mapping: the file that says how its columns are headed.
    /// - Throws: every fault of the file at once.
    package static func read(
        _ path: String,
        columns mapping: String? = nil,
        delimiter: Delimiter = .comma,
        form: AmountForm = AmountForm()
    ) throws(Faults) -> GameTable {
        try GameTable(
            TableSource(reading: path, mapping: mapping),
            delimiter: delimiter,
            form: form
        )
    }

    /// Reads a CSV or JSON file, or a workbook, that is in memory.
    ///
    /// - Parameters:
    ///   - table: the sheet, table or named range of a workbook; nil for the only one that fits.
    ///   - mapping: how its columns are headed.
    package init(
        reading source: FileBytes,
        table: String? = nil,
        columns mapping: ColumnMapping? = nil,
        form: AmountForm = AmountForm()
    ) throws(Faults) {
        try self.init(
            TableSource(source, table: table, mapping: mapping),
            delimiter: .comma,
            form: form
        )
    }

    private init(
        _ source: TableSource,
        delimiter: Delimiter,
        form: AmountForm
    ) throws(Faults) {
        if case .text(let text) = source.content, text.isJSON {
            if let mapping = source.mapping {
                throw Faults(
                    Fault(
                        place: FilePlace(file: mapping.file, line: 1),
                        message:
                            "\(escapedName(source.file)) is JSON, whose keys have the names they have"
                    )
                )
            }
            self = try GameTable(json: text)
        } else {
            self = try GameTable(rowsOf: source, delimiter: delimiter, form: form)
        }
    }

    /// The fault of an empty coalition with a value other than zero.
    ///
    /// - Parameter remedy: what the reader offers, beginning with a semicolon.
    package func fault(ofNobody entry: Entry, remedy: String = "") -> Fault {
        let value = entry.value.exactDecimal ?? entry.value.description
        return Fault(
            place: entry.place,
            subject: entry.column.map { .column($0) } ?? .whole,
            message: "the empty coalition must have value 0, not \(value)\(remedy)"
        )
    }

    init(rowsOf source: TableSource, delimiter: Delimiter, form: AmountForm) throws(Faults) {
        var reader = try TableReader(
            source,
            delimiter: delimiter,
            required: Self.requiredColumns,
            optional: Self.optionalColumns,
            currency: form.heading
        )
        var builder = GameTableBuilder(file: source.file)
        let columns = reader.columns
        while let record = reader.next() {
            builder.addRow(record, columns, form)
        }
        builder.faults.add(reader.allFaults)
        self = try builder.finish(
            file: source.file,
            orientation: nil,
            warnings: source.warnings + reader.notices.map { .notice($0) },
            sha256: source.sha256
        ).headed(by: source.mapping, reader.notices)
    }
}

extension GameTableBuilder {
    fileprivate mutating func addRow(
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

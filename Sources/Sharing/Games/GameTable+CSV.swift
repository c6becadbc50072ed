package import TopsliceCohortData
internal import TopsliceExactArithmetic
package import TopsliceTableFiles

extension GameTable {
    /// Columns of a game file; the last two are what an attribution adds.
    static let requiredColumns = ["coalition", "value"]
    static let optionalColumns = ["standard_error", "supported", "unsupported_share"]

    /// Reads a CSV or JSON file.
    ///
    /// - Throws: `TableFaults` (CSV), `YAMLFaults` (JSON) or `CohortFaults` with every fault.
    package static func read(
        _ path: String,
        delimiter: Delimiter = .comma,
        form: AmountForm = AmountForm()
    ) throws -> GameTable {
        let text = try TableText(reading: path)
        return try text.isJSON
            ? GameTable(json: text) : GameTable(csv: text, delimiter: delimiter, form: form)
    }

    init(csv text: TableText, delimiter: Delimiter, form: AmountForm) throws {
        var reader = try TableReader(
            text,
            delimiter: delimiter,
            required: Self.requiredColumns,
            optional: Self.optionalColumns
        )
        var builder = GameTableBuilder(file: text.file)
        let columns = reader.columns
        while let record = reader.next() {
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
            columns.field("value", of: record),
            record,
            "value",
            form
        )
        let error = columns.field("standard_error", of: record)
        var standardError = error.isEmpty ? nil : faults.number(error, record, "standard_error")
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

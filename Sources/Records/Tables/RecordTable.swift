/// A small table with named columns in memory: from a CSV file or a sheet, or from a list of maps in a request.
package struct RecordTable: Sendable {
    package let file: String
    package let columns: TableColumns
    package let records: [TableRecord]
    /// Faults that concern the content are added here by whoever reads the fields.
    package var faults: FaultList
    /// What was noticed of a sheet.
    package let notices: [TableNotice]

    /// - Throws: `Faults` with every fault of the text, the header and the number of fields, and where
    ///   there are no records.
    package init(
        _ source: TableSource,
        delimiter: Delimiter,
        required: [String],
        optional: [String] = [],
        currency: HeadingCurrency? = nil
    ) throws(Faults) {
        var reader = try TableReader(
            source,
            delimiter: delimiter,
            required: required,
            optional: optional,
            currency: currency
        )
        var records: [TableRecord] = []
        while let record = reader.next() { records.append(record) }
        try reader.allFaults.throwIfAny()
        file = source.file
        columns = reader.columns
        notices = reader.notices
        self.records = records
        faults = FaultList(file: source.file)
        if records.isEmpty {
            faults.add(reader.head, "there is nothing below the header")
        }
        try faults.throwIfAny()
    }

    /// A list of maps, each a record; its keys are the columns.
    package init(
        _ list: YAMLNode,
        required: [String],
        optional: [String] = [],
        _ problems: inout FaultList
    ) {
        let known = required + optional
        let used = Self.maps(list, &problems)
        file = problems.file
        var records: [TableRecord] = []
        var names: [String] = []
        for name in known where used.contains(where: { $0.contains(name) }) { names.append(name) }
        for map in used {
            map.require(required, &problems)
            map.refuseUnknownKeys(known: known, &problems)
            records.append(
                TableRecord(
                    line: map.node.position.line,
                    character: map.node.position.column,
                    fields: names.map { map.text($0, &problems) ?? "" }
                )
            )
        }
        if used.isEmpty { problems.add(.value, list, "the list is empty") }
        faults = FaultList(file: problems.file)
        var ignored = FaultList(file: problems.file)
        columns = TableColumns(
            TableRecord(line: list.position.line, fields: names),
            required: [],
            optional: known,
            &ignored
        )
        self.records = records
        notices = []
    }

    private static func maps(_ list: YAMLNode, _ problems: inout FaultList) -> [YAMLMap] {
        (list.list(&problems) ?? []).compactMap { $0.map(&problems) }
    }

    package func field(_ column: String, of record: TableRecord) -> String {
        columns.field(column, of: record)
    }

    package func has(_ column: String) -> Bool { columns.has(column) }
}

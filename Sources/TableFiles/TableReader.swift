package import TopsliceCohortData

/// A CSV table with named columns, record by record.
package struct TableReader {
    package let file: String
    package let columns: TableColumns
    package var faults: TableFaultList
    private var records: CSVRecords

    /// Reads the header.
    ///
    /// - Throws: `TableFaults` where the header itself is not what it must be; the records are not looked at
    ///   then, because none of them could be read.
    package init(
        _ text: TableText,
        delimiter: Delimiter,
        required: [String],
        optional: [String] = []
    ) throws(TableFaults) {
        file = text.file
        records = CSVRecords(text.bytes, file: text.file, delimiter: delimiter)
        faults = TableFaultList(file: text.file)
        let head = records.next()
        try records.faults.throwIfAny()
        guard let head else {
            faults.add(line: 1, "the file is empty, expected a header line")
            try faults.throwIfAny()
            columns = TableColumns(
                TableRecord(line: 1, fields: []),
                required: [],
                &faults
            )
            return
        }
        columns = TableColumns(head, required: required, optional: optional, &faults)
        try faults.throwIfAny()
    }

    /// The next record with one field a column; others are faults.
    package mutating func next() -> TableRecord? {
        while let record = records.next() {
            if record.fields.count == columns.names.count { return record }
            faults.add(
                record,
                "\(Self.fields(record.fields.count)), expected \(columns.names.count)"
                    + " as in the header"
            )
        }
        return nil
    }

    /// Every fault so far, those of the text itself included.
    package var allFaults: TableFaultList {
        var all = records.faults
        all.add(faults)
        return all
    }

    static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }
}

/// A CSV table with named columns, record by record.
package struct TableReader {
    package let file: String
    package let columns: TableColumns
    package var faults: FaultList
    private var records: DelimitedRecords

    /// How many lines a header may be looked for below titles.
    private static let titleLines = 20

    /// Reads the header.
    ///
    /// - Parameter keepsPlaces: whether records tell where each of their fields starts.
    /// - Throws: where the header itself is not what it must be; the records are not looked at then, because
    ///   none of them could be read.
    package init(
        _ text: TextFile,
        delimiter: Delimiter,
        required: [String],
        optional: [String] = [],
        keepsPlaces: Bool = false
    ) throws(Faults) {
        file = text.file
        records = DelimitedRecords(
            text.bytes,
            file: text.file,
            delimiter: delimiter,
            keepsPlaces: keepsPlaces
        )
        faults = FaultList(file: text.file)
        let head = records.next()
        guard let head else {
            try records.faults.throwIfAny()
            throw Faults(Fault(.empty, file: text.file))
        }
        if !Self.isHeader(head, required), let line = Self.headerLine(after: records, required) {
            faults.add(
                line: head.line,
                "the header seems to stand in line \(line); remove the lines above it"
            )
            try faults.throwIfAny()
        }
        if head.fields.count == 1,
            let other = Self.delimiter(of: head.fields[0], notThis: delimiter, required)
        {
            faults.add(
                line: head.line,
                "the columns are separated by a \(other.name), expected a \(delimiter.name)"
            )
            try faults.throwIfAny()
        }
        try records.faults.throwIfAny()
        columns = TableColumns(head, required: required, optional: optional, &faults)
        try faults.throwIfAny()
    }

    private static func isHeader(_ record: TableRecord, _ required: [String]) -> Bool {
        required.allSatisfy(record.fields.contains)
    }

    /// Where a table begins with titles, the line of the record that names every column.
    private static func headerLine(
        after records: DelimitedRecords,
        _ required: [String]
    ) -> Int? {
        var rest = records
        for _ in 0..<titleLines {
            guard let record = rest.next() else { return nil }
            if isHeader(record, required) { return record.line }
        }
        return nil
    }

    /// The delimiter by which the only field of a header falls into the names expected.
    private static func delimiter(
        of header: String,
        notThis: Delimiter,
        _ required: [String]
    ) -> Delimiter? {
        Delimiter.allCases.first { other in
            let names = TextList.parts(header, separatedBy: other.byte)
            return other != notThis && required.allSatisfy(names.contains)
        }
    }

    /// The next record with one field a column; others are faults.
    package mutating func next() -> TableRecord? {
        while let record = records.next() {
            if record.fields.count != columns.names.count {
                faults.add(
                    record,
                    "\(Self.fields(record.fields.count)), expected \(columns.names.count)"
                        + " as in the header"
                )
                continue
            }
            return record
        }
        return nil
    }

    /// The next record as `next` gives it, in which nothing is hidden.
    package mutating func nextVisible() -> TableRecord? {
        while let record = next() {
            if let place = record.firstHidden {
                faults.add(record, column: columns.names[place], TableRecord.hiddenMessage)
                continue
            }
            return record
        }
        return nil
    }

    /// Every fault so far, those of the text itself included.
    package var allFaults: FaultList {
        var all = records.faults
        all.add(faults)
        return all
    }

    static func fields(_ count: Int) -> String { count == 1 ? "1 field" : "\(count) fields" }
}

extension TableRecord {
    static let hiddenMessage = "the field holds a character that cannot be seen"

    /// The first field with a control, a mark of direction or a space without width.
    var firstHidden: Int? {
        // Nearly every field is plain ASCII, of which every character can be seen.
        fields.firstIndex { field in
            !field.utf8.allSatisfy { (0x20...0x7E).contains($0) }
                && field.unicodeScalars.contains(where: \.isHidden)
        }
    }
}

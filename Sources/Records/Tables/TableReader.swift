/// A table with named columns, record by record: of a CSV text, or of a sheet of a workbook.
package struct TableReader {
    package let file: String
    package let columns: TableColumns
    package var faults: FaultList
    /// What was noticed of a sheet.
    package private(set) var notices: [TableNotice]
    /// The record that names the columns.
    package let head: TableRecord
    /// What is left of a text; nil for a sheet.
    private var delimited: DelimitedRecords?
    /// What is left of a sheet.
    private var rows: ArraySlice<TableRecord> = []
    /// Which fields of a record are of columns that somebody asked for; nil for all.
    private let kept: KeptFields?

    /// How many lines a header may be looked for below titles.
    private static let titleLines = 20

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - delimiter: between the fields of a text.
    ///   - currency: in which its amounts are, where it holds any.
    ///   - keepsPlaces: whether records tell where each of their fields starts.
    /// - Throws: where the header itself is not what it must be; the records are not looked at then, because
    ///   none of them could be read.
    package init(
        _ source: TableSource,
        delimiter: Delimiter,
        required: [String],
        optional: [String] = [],
        currency: HeadingCurrency? = nil,
        keepsPlaces: Bool = false
    ) throws(Faults) {
        file = source.file
        faults = FaultList(file: source.file)
        let wanted = try WantedColumns(
            required: required,
            optional: optional,
            currency: currency,
            mapping: source.mapping
        )
        let stated: TableRecord
        switch source.content {
        case .text(let text):
            var records = DelimitedRecords(
                text.bytes,
                file: text.file,
                delimiter: delimiter,
                keepsPlaces: keepsPlaces
            )
            stated = try Self.head(&records, file: text.file, delimiter, wanted)
            delimited = records
            notices = []
        case .blocks(let blocks):
            var records = DelimitedRecords(
                blocks,
                delimiter: delimiter,
                keepsPlaces: keepsPlaces
            )
            stated = try Self.head(&records, file: blocks.file, delimiter, wanted)
            delimited = records
            notices = []
        case .book(let book):
            let sheet = try book.records(wanted)
            stated = sheet.head
            rows = sheet.records[...]
            faults = sheet.faults
            notices = sheet.notices
        }
        // The columns of a sheet have their names already.
        kept =
            wanted.leavesOthersOut
            ? KeptFields(of: stated, wanted, in: file, isNamed: delimited == nil) : nil
        head = kept?.head ?? stated
        if let kept, !kept.others.isEmpty {
            notices.append(
                TableNotice(.unusedColumns(kept.others), at: stated.place(in: source.file))
            )
        }
        var headFaults = FaultList(file: source.file)
        for fault in kept?.faults ?? [] { headFaults.add(fault) }
        columns = TableColumns(head, required: required, optional: optional, &headFaults)
        try headFaults.throwIfAny()
    }

    /// The first record, which must be the header.
    private static func head(
        _ records: inout DelimitedRecords,
        file: String,
        _ delimiter: Delimiter,
        _ wanted: WantedColumns
    ) throws(Faults) -> TableRecord {
        guard let head = records.next() else {
            try records.faults.throwIfAny()
            throw Faults(Fault(.empty, file: file))
        }
        var faults = FaultList(file: file)
        if !Self.isHeader(head.fields, wanted),
            let line = Self.headerLine(after: records, wanted)
        {
            faults.add(
                line: head.line,
                "the header seems to stand in line \(line); remove the lines above it"
            )
            try faults.throwIfAny()
        }
        if head.fields.count == 1,
            let other = Self.delimiter(of: head.fields[0], notThis: delimiter, wanted)
        {
            faults.add(
                line: head.line,
                "the columns are separated by a \(other.name), expected a \(delimiter.name)"
            )
            try faults.throwIfAny()
        }
        try records.faults.throwIfAny()
        return head
    }

    private static func isHeader(_ names: [String], _ wanted: WantedColumns) -> Bool {
        // As they stand, unless there is a mapping.
        let columns = wanted.leavesOthersOut ? names.compactMap(wanted.column(headed:)) : names
        return wanted.headed.allSatisfy(columns.contains)
    }

    /// Where a table begins with titles, the line of the record that names every column.
    private static func headerLine(
        after records: DelimitedRecords,
        _ wanted: WantedColumns
    ) -> Int? {
        var rest = records
        for _ in 0..<titleLines {
            guard let record = rest.next() else { return nil }
            if isHeader(record.fields, wanted) { return record.line }
        }
        return nil
    }

    /// The delimiter by which the only field of a header falls into the names expected.
    private static func delimiter(
        of header: String,
        notThis: Delimiter,
        _ wanted: WantedColumns
    ) -> Delimiter? {
        Delimiter.allCases.first { other in
            let names = TextList.parts(header, separatedBy: other.byte)
            return other != notThis && isHeader(names, wanted)
        }
    }

    /// The next record with one field a column; others are faults.
    private mutating func nextComplete() -> TableRecord? {
        let width = kept?.width ?? columns.names.count
        while let record = nextOfAnyLength() {
            if record.fields.count != width {
                faults.add(
                    record,
                    "\(Self.fields(record.fields.count)), expected \(width) as in the header"
                )
                continue
            }
            return kept?.of(record) ?? record
        }
        return nil
    }

    private mutating func nextOfAnyLength() -> TableRecord? {
        delimited == nil ? rows.popFirst() : delimited?.next()
    }

    /// The next record with one field a column in which nothing is hidden; others are faults.
    package mutating func next() -> TableRecord? {
        while let record = nextComplete() {
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
        guard let delimited else { return faults }
        var all = delimited.faults
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

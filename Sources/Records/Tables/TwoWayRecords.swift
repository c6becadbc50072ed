/// A table with row and column heads, of a CSV text or a sheet: the first line names the columns, the first field of every other
/// line the row. The corner may hold anything.
///
/// Its heads can be any names, so nothing tells that the right file was given: no message repeats what it holds.
package struct TwoWayRecords: Sendable {
    package let file: String
    package let head: TableRecord
    /// With the row's name first.
    package let records: [TableRecord]

    package var columnNames: [String] { Array(head.fields.dropFirst()) }

    /// What was noticed of a sheet.
    package let notices: [TableNotice]

    /// - Throws: `Faults` with every fault of the text, of heads that are missing or repeated, and of
    ///   rows that are too long or too short.
    package init(_ source: TableSource, delimiter: Delimiter) throws(Faults) {
        file = source.file
        var all: [TableRecord]
        var notices: [TableNotice]
        var faults: FaultList
        switch source.content {
        case .text(let text):
            var reader = DelimitedRecords(text.bytes, file: text.file, delimiter: delimiter)
            var read: [TableRecord] = []
            while let record = reader.next() { read.append(record) }
            all = read
            faults = reader.faults
            notices = []
        case .blocks(let blocks):
            preconditionFailure(
                "a table of two ways is read whole, and not \(blocks.file) in blocks"
            )
        case .book(let book):
            let sheet = try book.recordsOfAnyHeads()
            all = [sheet.head] + sheet.records
            faults = sheet.faults
            notices = sheet.notices
        }
        for record in all {
            if let place = record.firstHidden {
                faults.add(record, field: place, TableRecord.hiddenMessage)
            }
        }
        try faults.throwIfAny()
        guard let stated = all.first else {
            faults.add(line: 1, "the file is empty, expected a line of column heads")
            throw faults.ordered()
        }
        if let mapping = source.mapping {
            let chosen = try ChosenColumns(of: stated, mapping)
            all = all.map { $0.fields.count == stated.fields.count ? chosen.of($0) : $0 }
            all[0] = chosen.head
            if !chosen.others.isEmpty {
                notices.append(
                    TableNotice(.unusedColumns(chosen.others), at: stated.place(in: file))
                )
            }
        }
        let head = all[0]
        self.notices = notices
        self.head = head
        records = Array(all.dropFirst())
        if head.fields.count < 2 { faults.add(head, "there are no columns beside the row heads") }
        if records.isEmpty { faults.add(head, "there are no rows below the column heads") }
        var columns: Set<String> = []
        for (place, name) in head.fields.enumerated().dropFirst() {
            if name.isEmpty {
                faults.add(head, field: place, "the column has no head")
            } else if !columns.insert(name).inserted {
                faults.add(head, field: place, "the column head is there twice")
            }
        }
        var rows: [String: Int] = [:]
        for record in records {
            if record.fields.count != head.fields.count {
                faults.add(
                    record,
                    "\(TableReader.fields(record.fields.count)), expected \(head.fields.count)"
                        + " as in the first line"
                )
            }
            let name = record.fields[0]
            if name.isEmpty { faults.add(record, "the row has no head") }
            if let first = rows[name], !name.isEmpty {
                faults.add(record, "the row's head is on line \(first) too")
            }
            rows[name] = record.line
        }
        try faults.throwIfAny()
    }
}

/// A CSV table with the place of every cell: comma-separated, quoted where needed (RFC 4180), UTF-8 with
/// or without a byte-order mark, lines ending with LF or CRLF.
struct DelimitedTable {
    let columns: [String]
    let rows: [Row]

    struct Row {
        fileprivate let cells: [Field]
        fileprivate let index: [String: Int]
        let place: FundPlace

        /// The cell of a column; nil where the column is absent or the cell empty.
        subscript(column: String) -> Field? {
            guard let position = index[column] else { return nil }
            let cell = cells[position]
            return cell.text.isEmpty ? nil : cell
        }

        /// The cell of a column that must be filled; adds a fault where it is not.
        func require(_ column: String, _ faults: inout FaultBook) -> Field? {
            if let field = self[column] { return field }
            faults.add(
                Field(
                    text: "",
                    place: index[column].map { cells[$0].place } ?? place,
                    subject: "column '\(column)'"
                ),
                "a value is missing"
            )
            return nil
        }
    }

    /// Reads a table whose first row names its columns, of which `required` must be there and no other
    /// than those of `known`; nil with faults where it cannot be read.
    ///
    /// - Parameters:
    ///   - isPersonal: whether its cells say something about single people.
    ///   - field: the value that names the table, to be blamed where there is none.
    static func read(
        _ path: String,
        named name: String,
        required: [String],
        known: [String],
        isPersonal: Bool = false,
        askedBy field: Field? = nil,
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        faults.files.append(name)
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path)
        } catch {
            if let field {
                faults.add(field, "'\(field.shown)': \(error.message)")
            } else {
                faults.add(
                    FundFault(
                        place: FundPlace(file: name, line: 1, column: 1),
                        subject: "",
                        message: error.message
                    )
                )
            }
            return nil
        }
        let scanner = DelimitedScanner(bytes, file: name, isPersonal: isPersonal)
        return parse(scanner, named: name, required: required, known: known, &faults)
    }

    private static func parse(
        _ source: DelimitedScanner,
        named name: String,
        required: [String],
        known: [String],
        _ faults: inout FaultBook
    ) -> DelimitedTable? {
        var scanner = source
        guard let head = scanner.record(&faults), !(head.count == 1 && head[0].text.isEmpty) else {
            let place = FundPlace(file: name, line: 1, column: 1)
            let message = "the file is empty, expected a row of column names"
            faults.add(FundFault(place: place, subject: "", message: message))
            return nil
        }
        var index: [String: Int] = [:]
        for (position, cell) in head.enumerated() {
            if index.updateValue(position, forKey: cell.text) != nil {
                faults.add(cell, "the column occurs twice")
            } else if !known.contains(cell.text) {
                faults.add(
                    cell,
                    "'\(cell.shown)' is not a column of this table, known are "
                        + known.joined(separator: ", ")
                )
            }
        }
        for column in required where index[column] == nil {
            faults.add(
                Field(text: "", place: head[0].place, subject: "column '\(column)'"),
                "the column is missing"
            )
        }
        let subjects = head.map { cell in
            "column '\(known.contains(cell.text) ? cell.text : cell.shown)'"
        }
        var rows: [Row] = []
        while let record = scanner.record(&faults) {
            if record.count == 1, record[0].text.isEmpty { continue }
            guard record.count == head.count else {
                faults.add(
                    Field(text: "", place: record[0].place, subject: ""),
                    "\(record.count) fields, expected \(head.count) as in the header"
                )
                continue
            }
            let cells = zip(record, subjects).map {
                Field(text: $0.text, place: $0.place, subject: $1, isPersonal: $0.isPersonal)
            }
            rows.append(Row(cells: cells, index: index, place: record[0].place))
        }
        guard required.allSatisfy({ index[$0] != nil }) else { return nil }
        return DelimitedTable(columns: head.map(\.text), rows: rows)
    }
}

/// What the columns of a table are headed in somebody's files, remembered in a YAML file:
///
///     table: Ledger
///     columns:
///       date: Posting date
///       amount: [Net, Net amount]
///     values:
///       kind: spend
///
/// `table` is read where no sheet is named, `values` hold for every row of a table without the column, and columns of the
/// table that the mapping does not name and nobody asks for are left out.
package struct ColumnMapping: Sendable {
    /// A column that the mapping speaks of.
    struct Entry: Sendable {
        let column: String
        /// What may head it, or what it holds in every row.
        let texts: [String]
        let place: FilePlace
        /// Of the key, as `columns.amount`.
        let path: String
    }

    package let file: String
    package let sha256: String
    package let table: String?
    let headings: [Entry]
    let values: [Entry]

    /// - Throws: every fault of the file; its columns are held against a table when one is read.
    package init(reading path: String) throws(Faults) {
        let mappings = try ColumnMappings(reading: path, tables: [])
        guard let own = mappings.own else {
            preconditionFailure("\(path) says nothing and was not refused")
        }
        self = own
    }

    static let keys = ["table", "columns", "values"]

    /// What a map of a mapping file says of one table.
    init(_ root: YAMLMap, file: String, sha256: String, _ faults: inout FaultList) {
        self.file = file
        self.sha256 = sha256
        table = root.text("table", &faults)
        headings = Self.entries(root.map("columns", &faults), file: file) { node in
            if case .scalar = node.content { return node.text(&faults).map { [$0] } }
            return node.texts(&faults)
        }
        values = Self.entries(root.map("values", &faults), file: file) { node in
            node.text(&faults).map { [$0] }
        }
    }

    /// Whether it says nothing of any column.
    var isEmpty: Bool { headings.isEmpty && values.isEmpty }

    private static func entries(
        _ map: YAMLMap?,
        file: String,
        _ texts: (YAMLNode) -> [String]?
    ) -> [Entry] {
        (map?.entries ?? []).compactMap { entry in
            texts(entry.value).map {
                Entry(
                    column: entry.key,
                    texts: $0,
                    place: FilePlace(file: file, entry.keyPosition),
                    path: entry.value.path
                )
            }
        }
    }

    /// What names columns that the table cannot have, or one column twice.
    func faults(against known: [String]) -> [Fault] {
        var faults: [Fault] = []
        var taken: [String: String] = [:]
        for entry in headings + values where !known.contains(entry.column) {
            faults.append(
                fault(
                    entry,
                    "the table has no column of this name; expected \(known.joined(separator: ", "))"
                        + Spelling.suggestion(for: entry.column, among: known)
                )
            )
        }
        for entry in headings {
            if entry.texts.isEmpty { faults.append(fault(entry, "the list is empty")) }
            for text in entry.texts {
                let other = taken.updateValue(entry.column, forKey: WantedColumns.folded(text))
                if let other {
                    faults.append(
                        fault(entry, "'\(escapedName(text))' heads column '\(other)' too")
                    )
                }
            }
        }
        for entry in values where headings.contains(where: { $0.column == entry.column }) {
            faults.append(
                fault(entry, "the column has a heading already; it has that or one value")
            )
        }
        return faults
    }

    func fault(_ entry: Entry, _ message: String) -> Fault {
        Fault(place: entry.place, subject: .key(entry.path), message: message)
    }
}

/// What a mapping file says of the table that somebody named, and under `tables` of those that a file beside it names, by
/// the key that names them:
///
///     columns: {date: Posting date, amount: Net}
///     tables:
///       lines_file:
///         table: Budget
///         columns: {budget: Agreed budget}
package struct ColumnMappings: Sendable {
    package let file: String
    package let sha256: String
    /// Of the table that somebody named; nil where nothing is said of it.
    package let own: ColumnMapping?
    private var others: [Other] = []

    private struct Other {
        let key: String
        let mapping: ColumnMapping
        let place: FilePlace
    }

    /// - Parameter tables: the keys by which tables may be named; none where there is only the one that somebody named.
    /// - Throws: every fault of the file; its columns are held against a table when one is read.
    package init(reading path: String, tables: [String]) throws(Faults) {
        let source = try FileBytes(readingYAML: path)
        let document = try YAMLDocument.parse(source.bytes, file: path)
        var faults = FaultList(file: path)
        file = path
        sha256 = source.sha256
        guard let root = document.root.map(&faults) else { throw faults.ordered() }
        root.refuseUnknownKeys(
            known: ColumnMapping.keys + (tables.isEmpty ? [] : ["tables"]),
            &faults
        )
        let mapping = ColumnMapping(root, file: path, sha256: sha256, &faults)
        own = mapping.isEmpty ? nil : mapping
        if let map = root.contains("tables") ? root.map("tables", &faults) : nil {
            map.refuseUnknownKeys(known: tables, &faults)
            for entry in map.entries {
                guard let inner = entry.value.map(&faults) else { continue }
                inner.refuseUnknownKeys(known: ColumnMapping.keys, &faults)
                let mapping = ColumnMapping(inner, file: path, sha256: sha256, &faults)
                if mapping.isEmpty, faults.isEmpty {
                    faults.add(.keyMissing, entry.value, "the mapping names no column")
                }
                others.append(
                    Other(
                        key: entry.key,
                        mapping: mapping,
                        place: FilePlace(file: path, entry.keyPosition)
                    )
                )
            }
        }
        if own == nil, others.isEmpty, faults.isEmpty {
            faults.add(.keyMissing, document.root, "the mapping names no column")
        }
        try faults.throwIfAny()
    }

    /// What it says of the table under a key; nil for nothing.
    package func ofTable(_ key: String) -> ColumnMapping? {
        others.first { $0.key == key }?.mapping
    }

    /// A fault for each table of which it says something and that nobody read.
    ///
    /// - Parameter keys: of the tables that were read.
    package func faults(whereRead keys: Set<String>) -> [Fault] {
        others.filter { !keys.contains($0.key) }.map { other in
            Fault(
                place: other.place,
                subject: .key("tables.\(other.key)"),
                message: "no table is named under '\(other.key)'"
            )
        }
    }
}

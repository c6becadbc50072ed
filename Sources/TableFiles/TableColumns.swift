/// Where the columns of a table are, by name.
package struct TableColumns: Sendable, Equatable {
    /// Names as in the header.
    package let names: [String]
    private let places: [String: Int]

    /// Checks a header: every required column once, none twice, none that nobody knows (a misspelt `weihgt`
    /// would otherwise count for nothing without a word).
    package init(
        _ head: TableRecord,
        required: [String],
        optional: [String] = [],
        _ faults: inout TableFaultList
    ) {
        names = head.fields
        var places: [String: Int] = [:]
        let known = required + optional
        for (place, name) in head.fields.enumerated() {
            if name.isEmpty {
                faults.add(head, "column \(place + 1) has no name")
            } else if places.updateValue(place, forKey: name) != nil {
                faults.add(head, column: name, "the column is there twice")
            } else if !known.contains(name) {
                faults.add(
                    head,
                    column: name,
                    "the column is not known here; expected \(known.joined(separator: ", "))"
                )
            }
        }
        for name in required where places[name] == nil {
            faults.add(head, column: name, "the column is missing")
        }
        self.places = places
    }

    package func has(_ column: String) -> Bool { places[column] != nil }

    /// The field of a record; empty where the column is absent.
    package func field(_ column: String, of record: TableRecord) -> String {
        guard let place = places[column], record.fields.indices.contains(place) else { return "" }
        return record.fields[place]
    }
}

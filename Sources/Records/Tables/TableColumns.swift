/// Where the columns of a table are, by name.
package struct TableColumns: Sendable, Equatable {
    /// Names as in the header.
    package let names: [String]
    private let places: [String: Int]

    /// Checks a header: every required column once, none twice, none that nobody knows (a misspelt `weihgt`
    /// would otherwise count for nothing without a word).
    ///
    /// A name is repeated in a message only where the format knows it or one like it, without digits; any
    /// other is told by the column's number. A file given by mistake may have no header, and its first line
    /// the name and address of a person.
    package init(
        _ head: TableRecord,
        required: [String],
        optional: [String] = [],
        _ faults: inout FaultList
    ) {
        names = head.fields
        var places: [String: Int] = [:]
        let known = required + optional
        guard head.fields.contains(where: known.contains) else {
            faults.add(
                head,
                "no column of this line is known here; expected a header line with "
                    + required.joined(separator: ", ")
            )
            self.places = [:]
            return
        }
        for (place, name) in head.fields.enumerated() {
            if places.updateValue(place, forKey: name) != nil, known.contains(name) {
                faults.add(
                    Fault(
                        place: head.place(ofHead: place, in: faults.file),
                        subject: .column(name),
                        message: "the column is there twice"
                    )
                )
            } else if !known.contains(name) {
                Self.refuse(name, at: place, known: known, head, &faults)
            }
        }
        for name in required where places[name] == nil {
            faults.add(head, column: name, "the column is missing")
        }
        self.places = places
    }

    private static func refuse(
        _ name: String,
        at place: Int,
        known: [String],
        _ head: TableRecord,
        _ faults: inout FaultList
    ) {
        let isLikeOne =
            Spelling.nearest(to: name, among: known) != nil
            && !name.unicodeScalars.contains { $0.properties.numericType != nil }
        let message =
            name.isEmpty
            ? "the column has no name"
            : "the column is not known here; expected \(known.joined(separator: ", "))"
        faults.add(
            Fault(
                place: head.place(ofHead: place, in: faults.file),
                subject: isLikeOne ? .column(name) : .columnNumber(place + 1),
                message: isLikeOne
                    ? message + Spelling.suggestion(for: name, among: known) : message
            )
        )
    }

    package func has(_ column: String) -> Bool { places[column] != nil }

    /// The field of a record; empty where the column is absent.
    package func field(_ column: String, of record: TableRecord) -> String {
        guard let place = place(of: column, in: record) else { return "" }
        return record.fields[place]
    }

    /// Number of the field of a column, nil where the column is absent.
    package func place(of column: String, in record: TableRecord) -> Int? {
        guard let place = places[column], record.fields.indices.contains(place) else { return nil }
        return place
    }
}

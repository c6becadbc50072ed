/// One thing wrong in an agreement or in the tables beside it, with its place.
package struct FundFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let place: FundPlace
    /// What the place is about: `key 'risk[0].shares'` or `column 'amount'`; may be empty.
    package let subject: String
    package let message: String

    package init(place: FundPlace, subject: String, message: String) {
        self.place = place
        self.subject = subject
        self.message = message
    }

    package var description: String {
        subject.isEmpty ? "\(place): \(message)" : "\(place): \(subject): \(message)"
    }
}

/// Every fault of an agreement and its tables, in order of file and place.
package struct FundFaults: Error, Sendable, Hashable, CustomStringConvertible {
    package let faults: [FundFault]

    /// Where each file stands in the order of reading, so that faults come file by file.
    init(_ faults: [FundFault], files: [String]) {
        var rank: [String: Int] = [:]
        for (position, file) in files.enumerated() where rank[file] == nil { rank[file] = position }
        self.faults = faults.enumerated().sorted { left, right in
            let first = (rank[left.element.place.file] ?? .max, left.element.place.line)
            let second = (rank[right.element.place.file] ?? .max, right.element.place.line)
            if first != second { return first < second }
            return (left.element.place.column, left.offset)
                < (right.element.place.column, right.offset)
        }.map(\.element)
    }

    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}

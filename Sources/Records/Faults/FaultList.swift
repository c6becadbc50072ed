/// Collects what is wrong while files are read, so that all of it is reported at once; past a limit faults
/// are only counted.
package struct FaultList: Sendable {
    /// The file that is being read, for faults that state only a place in it.
    package let file: String
    /// In the order in which they were found.
    package private(set) var faults: [Fault] = []
    /// Found beyond the limit.
    package private(set) var further = 0
    private let limit: Int

    package init(file: String, limit: Int = 100) {
        self.file = file
        self.limit = limit
    }

    package var count: Int { faults.count + further }

    package var isEmpty: Bool { faults.isEmpty }

    package mutating func add(_ fault: Fault) {
        if faults.count < limit { faults.append(fault) } else { further += 1 }
    }

    /// The faults of another list.
    package mutating func add(_ others: FaultList) {
        for fault in others.faults { add(fault) }
        further += others.further
    }

    package mutating func add(
        line: Int,
        character: Int? = nil,
        about subject: FaultSubject = .whole,
        _ message: String
    ) {
        let place = FilePlace(file: file, line: line, character: character)
        add(Fault(place: place, subject: subject, message: message))
    }

    /// A fault of one record, in a column that has a name.
    package mutating func add(
        _ record: TableRecord,
        column: String? = nil,
        _ message: String
    ) {
        let place = record.place(ofColumn: column, in: file)
        add(Fault(place: place, subject: column.map { .column($0) } ?? .whole, message: message))
    }

    /// A fault of one field of a record whose column has a name that nobody knows.
    package mutating func add(_ record: TableRecord, field: Int, _ message: String) {
        let place = record.place(ofField: field, in: file)
        add(Fault(place: place, subject: .columnNumber(field + 1), message: message))
    }

    /// A fault of the value `node`.
    package mutating func add(_ kind: Fault.Kind, _ node: YAMLNode, _ message: String) {
        add(kind, at: node.position, path: node.path, message)
    }

    package mutating func add(
        _ kind: Fault.Kind,
        at position: TextPosition,
        path: String,
        _ message: String
    ) {
        add(
            Fault(
                kind,
                place: FilePlace(file: file, position),
                subject: path.isEmpty ? .whole : .key(path),
                message: message
            )
        )
    }

    /// Every fault so far: file by file in the order of `files`, then by place.
    package func ordered(files: [String] = []) -> Faults {
        var rank: [String: Int] = [:]
        for (position, file) in files.enumerated() where rank[file] == nil { rank[file] = position }
        func key(_ fault: Fault) -> (Int, FilePlace) {
            (rank[fault.place.file] ?? files.count, fault.place)
        }
        let sorted = faults.enumerated().sorted { left, right in
            let (first, second) = (key(left.element), key(right.element))
            if first < second { return true }
            return second < first ? false : left.offset < right.offset
        }
        return Faults(sorted.map(\.element), further: further)
    }

    package func throwIfAny() throws(Faults) {
        guard isEmpty else { throw ordered() }
    }
}

internal import TopsliceCohortData

/// One thing wrong in a table: where, what, and what was expected.
package struct TableFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path as the user gave it (`-` for standard input).
    package let file: String
    /// Physical line on which the record starts, from 1.
    package let line: Int
    /// Character within the line, from 1, where it is known (tables inside a request).
    package let character: Int?
    /// The column's name, nil where the fault is not of one column.
    package let column: String?
    package let message: String

    package init(
        file: String,
        line: Int,
        character: Int? = nil,
        column: String? = nil,
        message: String
    ) {
        self.file = file
        self.line = line
        self.character = character
        self.column = column
        self.message = message
    }

    /// `file:line: column 'x': what is wrong, what was expected`.
    package var description: String {
        let subject = column.map { "column '\(escapedName($0))': " } ?? ""
        let place = character.map { "\(line):\($0)" } ?? "\(line)"
        return "\(escapedName(file, longest: .max)):\(place): \(subject)\(message)"
    }
}

/// Every fault of a table, in order of place.
package struct TableFaults: Error, Sendable, Equatable, CustomStringConvertible {
    package let faults: [TableFault]
    /// Faults that were counted but not kept.
    package let further: Int

    package init(_ faults: [TableFault], further: Int = 0) {
        self.faults = faults
        self.further = further
    }

    package var description: String {
        let lines = faults.map(\.description) + (further > 0 ? ["and \(further) more"] : [])
        return lines.joined(separator: "\n")
    }
}

/// Collects the faults of a table, so that all are reported at once.
package struct TableFaultList: Sendable {
    /// Faults kept; the others are counted.
    package static let limit = 100

    package let file: String
    package private(set) var count = 0
    private var faults: [TableFault] = []

    package init(file: String) {
        self.file = file
    }

    package var isEmpty: Bool { count == 0 }

    package mutating func add(
        line: Int,
        character: Int? = nil,
        column: String? = nil,
        _ message: String
    ) {
        count += 1
        guard faults.count < Self.limit else { return }
        faults.append(
            TableFault(
                file: file,
                line: line,
                character: character,
                column: column,
                message: message
            )
        )
    }

    /// The faults of another list.
    package mutating func add(_ others: TableFaultList) {
        count += others.count
        faults += others.faults.prefix(max(0, Self.limit - faults.count))
    }

    /// A fault of one record.
    package mutating func add(
        _ record: TableRecord,
        column: String? = nil,
        _ message: String
    ) {
        add(line: record.line, character: record.character, column: column, message)
    }

    package func throwIfAny() throws(TableFaults) {
        guard count > 0 else { return }
        let ordered = faults.enumerated().sorted { left, right in
            (left.element.line, left.offset) < (right.element.line, right.offset)
        }
        throw TableFaults(ordered.map(\.element), further: count - faults.count)
    }
}

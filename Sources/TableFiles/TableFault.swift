internal import CohortData

/// One thing wrong in a table: where, what, and what was expected.
public struct TableFault: Error, Sendable, Equatable, CustomStringConvertible {
    /// The path as the user gave it (`-` for standard input).
    public let file: String
    /// Physical line on which the record starts, from 1.
    public let line: Int
    /// Character within the line, from 1, where it is known (tables inside a request).
    public let character: Int?
    /// The column's name, nil where the fault is not of one column.
    public let column: String?
    public let message: String

    public init(
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
    public var description: String {
        let subject = column.map { "column '\(escapedName($0))': " } ?? ""
        let place = character.map { "\(line):\($0)" } ?? "\(line)"
        return "\(escapedName(file, longest: .max)):\(place): \(subject)\(message)"
    }
}

/// Every fault of a table, in order of place.
public struct TableFaults: Error, Sendable, Equatable, CustomStringConvertible {
    public let faults: [TableFault]
    /// Faults that were counted but not kept.
    public let further: Int

    public init(_ faults: [TableFault], further: Int = 0) {
        self.faults = faults
        self.further = further
    }

    public var description: String {
        let lines = faults.map(\.description) + (further > 0 ? ["and \(further) more"] : [])
        return lines.joined(separator: "\n")
    }
}

/// Collects the faults of a table, so that all are reported at once.
public struct TableFaultList: Sendable {
    /// Faults kept; the others are counted.
    public static let limit = 100

    public let file: String
    public private(set) var count = 0
    private var faults: [TableFault] = []

    public init(file: String) {
        self.file = file
    }

    public var isEmpty: Bool { count == 0 }

    public mutating func add(
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
    public mutating func add(_ others: TableFaultList) {
        count += others.count
        faults += others.faults.prefix(max(0, Self.limit - faults.count))
    }

    /// A fault of one record.
    public mutating func add(
        _ record: TableRecord,
        column: String? = nil,
        _ message: String
    ) {
        add(line: record.line, character: record.character, column: column, message)
    }

    public func throwIfAny() throws(TableFaults) {
        guard count > 0 else { return }
        let ordered = faults.enumerated().sorted { left, right in
            (left.element.line, left.offset) < (right.element.line, right.offset)
        }
        throw TableFaults(ordered.map(\.element), further: count - faults.count)
    }
}

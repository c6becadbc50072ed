internal import TopsliceRecords

/// Collects faults, those of one cause together, and warnings by kind and column, while a file is read.
///
/// Faults are of one cause where they have the same code and column and their messages differ at most in numbers.
struct FaultLog {
    private struct Cause: Hashable {
        let code: FaultCode
        let column: String?
        let message: String
    }

    private struct Column: Hashable {
        let code: FaultCode
        let column: String?
    }

    /// Faults of one cause.
    private struct Group {
        let cause: Cause
        /// The first ones, to be listed singly where there are no more.
        var first: [(field: Int, fault: Fault)]
        var tally = CellTally()
        /// The running number of the first line, to order by.
        let line: Int
        /// Said instead of the messages, once for all.
        var wording: String?
    }

    /// So many faults of one cause have a line each; more are said in one.
    static let mostSingly = 3
    /// Beyond so many faults in one column no more messages are made.
    private static let mostWorded = 1_000

    private struct WarningKind: Hashable {
        let code: WarningCode
        let column: String?
    }

    private(set) var places: LinePlaces
    private let limit: Int
    private var groups: [Group] = []
    private var groupIndex: [Cause: Int] = [:]
    private var worded: [Column: (count: Int, group: Int)] = [:]
    /// All faults, however many lines say them.
    private(set) var count = 0
    private var warningIndex: [WarningKind: Int] = [:]
    private var warnings: [CohortWarning]
    private var warningLines: [Int] = []

    init(_ places: LinePlaces, limit: Int, warnings: [CohortWarning] = []) {
        self.places = places
        self.limit = limit
        self.warnings = warnings
        warningLines = warnings.map(\.place.line)
    }

    /// Goes on with another file.
    mutating func open(
        _ file: String,
        _ numbering: LinePlaces.Numbering,
        after lastLine: Int,
        warnings: [CohortWarning]
    ) {
        places.open(file, numbering, after: lastLine)
        self.warnings += warnings
        warningLines += warnings.map { lastLine + $0.place.line }
    }

    /// - `line`: the running number.
    ///
    /// The message is built only where it is needed: a file with a fault in each of ten million rows costs no ten million texts.
    mutating func add(
        _ code: FaultCode,
        line: Int,
        column: String? = nil,
        field: Int? = nil,
        _ message: @autoclosure () -> String
    ) {
        count += 1
        let kind = Column(code: code, column: column)
        if let known = worded[kind], known.count >= Self.mostWorded {
            groups[known.group].tally.add(line: line)
            return
        }
        let text = message()
        let cause = Cause(code: code, column: column, message: text.filter { !$0.isNumber })
        let index = groupIndex[cause] ?? groups.count
        if index == groups.count {
            groupIndex[cause] = index
            groups.append(Group(cause: cause, first: [], line: line))
        }
        groups[index].tally.add(line: line)
        worded[kind] = ((worded[kind]?.count ?? 0) + 1, index)
        guard groups[index].first.count < Self.mostSingly else { return }
        groups[index].first.append(
            (
                // A fault of the whole record stands before those of its fields.
                field ?? 0,
                Fault(
                    code.kind,
                    place: places.place(of: line),
                    subject: column.map { .column($0) } ?? .whole,
                    message: text
                )
            )
        )
    }

    /// Says all faults of a code in a column in one line, in words that only the whole column gives.
    mutating func reword(_ code: FaultCode, column: String, _ message: String) {
        let found = groups.indices.filter {
            groups[$0].cause.code == code && groups[$0].cause.column == column
        }
        for index in found { groups[index].wording = message }
    }

    mutating func warn(
        _ code: WarningCode,
        line: Int,
        column: String? = nil,
        _ message: @autoclosure () -> String
    ) {
        let kind = WarningKind(code: code, column: column)
        if let index = warningIndex[kind] {
            warnings[index].count += 1
        } else {
            warningIndex[kind] = warnings.count
            let place = places.place(of: line)
            warningLines.append(line)
            warnings.append(
                CohortWarning(
                    code,
                    place: place,
                    column: column,
                    message: message()
                )
            )
        }
    }

    /// Every fault, by line, then field; order of discovery where these are equal. Those of one cause are one fault
    /// with a count where there are more than a few.
    private var said: [Fault] {
        let lines = groups.flatMap { group -> [(line: Int, field: Int, fault: Fault)] in
            let (field, fault) = group.first[0]
            if let wording = group.wording {
                return [(group.line, field, fault.said(wording, of: group.tally.count))]
            }
            guard group.tally.count > Self.mostSingly else {
                return zip(group.tally.lines, group.first).map { ($0, $1.field, $1.fault) }
            }
            let message = "\(fault.message) (and \(group.tally.othersInWords(places)))"
            return [(group.line, field, fault.said(message, of: group.tally.count))]
        }
        return lines.enumerated().sorted { left, right in
            (left.element.line, left.element.field, left.offset)
                < (right.element.line, right.element.field, right.offset)
        }.map(\.element.fault)
    }

    /// Up to the limit, and how many there are in the lines beyond it.
    var faults: Faults {
        let said = said
        return Faults(
            Array(said.prefix(limit)),
            further: said.dropFirst(limit).reduce(0) { $0 + $1.count }
        )
    }

    var orderedWarnings: [CohortWarning] {
        zip(warnings, warningLines).enumerated().sorted { left, right in
            (left.element.1, left.offset) < (right.element.1, right.offset)
        }.map(\.element.0)
    }
}

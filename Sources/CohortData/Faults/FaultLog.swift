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
        var first: [CohortFault]
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

    init(file: String, limit: Int, warnings: [CohortWarning] = []) {
        places = LinePlaces(file)
        self.limit = limit
        self.warnings = warnings
        warningLines = warnings.map(\.line)
    }

    /// Goes on with another file.
    mutating func open(_ file: String, after lastLine: Int, warnings: [CohortWarning]) {
        places.open(file, after: lastLine)
        self.warnings += warnings
        warningLines += warnings.map { lastLine + $0.line }
    }

    /// - `line`: the running number.
    ///
    /// The message is built only where it is needed: a file with a fault in each of ten million rows costs no ten million texts.
    mutating func add(
        _ code: FaultCode,
        line: Int,
        column: String? = nil,
        field: Int? = nil,
        character: Int? = nil,
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
        let place = places.place(of: line)
        groups[index].first.append(
            CohortFault(
                code,
                file: place.file,
                line: place.line,
                column: column,
                field: field,
                character: character,
                message: text
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
                    file: place.file,
                    line: place.line,
                    column: column,
                    message: message()
                )
            )
        }
    }

    /// Every fault, by line, then field; order of discovery where these are equal. Those of one cause are one fault
    /// with a count where there are more than a few.
    private var said: [(line: Int, fault: CohortFault)] {
        groups.enumerated().flatMap { number, group -> [(Int, CohortFault)] in
            if let wording = group.wording {
                return [(group.line, group.first[0].said(wording, of: group.tally.count))]
            }
            guard group.tally.count > Self.mostSingly else {
                return zip(group.tally.lines, group.first).map { ($0, $1) }
            }
            let first = group.first[0]
            let others = group.tally.othersInWords(places)
            let message = "\(first.message) (and \(others))"
            return [(group.line, first.said(message, of: group.tally.count))]
        }.enumerated().sorted { left, right in
            (left.element.0, left.element.1.field ?? 0, left.offset)
                < (right.element.0, right.element.1.field ?? 0, right.offset)
        }.map { ($0.element.0, $0.element.1) }
    }

    /// Up to the limit.
    var orderedFaults: [CohortFault] { said.prefix(limit).map(\.fault) }

    /// Faults in the lines beyond the limit.
    var unlistedCount: Int { said.dropFirst(limit).reduce(0) { $0 + $1.fault.count } }

    var orderedWarnings: [CohortWarning] {
        zip(warnings, warningLines).enumerated().sorted { left, right in
            (left.element.1, left.offset) < (right.element.1, right.offset)
        }.map(\.element.0)
    }
}

package import TopsliceExactArithmetic

/// What an audit found, by table, line and kind; where that is much, little of it is in memory.
package struct AuditFindings: RandomAccessCollection, Sendable {
    /// A finding without words.
    fileprivate struct Entry: BitwiseCopyable {
        let kind: AuditKind
        let person: Int32
        let table: PeopleTable
        let line: Int32
        /// Place of the clause; below zero where that is no matter of a clause.
        let clause: Int32
        /// Place of what it is worth; below zero where nobody can say.
        let worth: Int32
    }

    fileprivate let entries: Spool<Entry>
    fileprivate let clauses: [ClauseHead]
    fileprivate let worths: [Rational]

    package var startIndex: Int { 0 }
    package var endIndex: Int { entries.count }

    package subscript(position: Int) -> AuditFinding { finding(entries[position]) }

    private func finding(_ entry: Entry) -> AuditFinding {
        AuditFinding(
            kind: entry.kind,
            person: entry.person,
            table: entry.table,
            line: entry.line,
            clause: entry.clause < 0 ? nil : clauses[Int(entry.clause)],
            worth: entry.worth < 0 ? nil : worths[Int(entry.worth)]
        )
    }

    package func makeIterator() -> AnyIterator<AuditFinding> {
        var entries = entries.makeIterator()
        return AnyIterator { entries.next().map(finding) }
    }

    /// How many of each kind, and what they are worth together, in pence.
    package var tallies: [AuditKind: (count: Int, worth: Rational)] {
        var counts: [AuditKind: [Int32: Int]] = [:]
        for entry in entries { counts[entry.kind, default: [:]][entry.worth, default: 0] += 1 }
        return counts.mapValues { own in
            var (count, worth) = (0, Rational.zero)
            for (place, times) in own {
                count += times
                if place >= 0 { worth += worths[Int(place)] * Rational(times) }
            }
            return (count, worth)
        }
    }
}

/// Collects findings in any order.
struct AuditFindingsSorter {
    private let clauses: [ClauseHead]
    private var sorter: SpoolSorter<AuditFindings.Entry>
    private var worths = RationalTable()

    /// - Parameter clauses: all that findings can be about.
    init(_ clauses: [ClauseHead]) {
        self.clauses = clauses
        let ids = clauses.map(\.id)
        sorter = SpoolSorter { left, right in
            if left.table != right.table { return left.table.rawValue < right.table.rawValue }
            if left.line != right.line { return left.line < right.line }
            func id(_ entry: AuditFindings.Entry) -> String {
                entry.clause < 0 ? "" : ids[Int(entry.clause)]
            }
            return (left.kind.rawValue, id(left)) < (right.kind.rawValue, id(right))
        }
    }

    /// What a clause does not pay although it was claimed.
    mutating func add(_ result: ClauseResult, of clause: Int, in table: PeopleTable) {
        for refusal in result.refusals {
            guard let kind = AuditKind(refusal.reason) else { continue }
            let worth = refusal.worth < 0 ? nil : result.worths[Int(refusal.worth)]
            sorter.append(
                AuditFindings.Entry(
                    kind: kind,
                    person: refusal.person,
                    table: table,
                    line: refusal.line,
                    clause: Int32(clause),
                    worth: worth.map { worths.place(of: $0) } ?? -1
                )
            )
        }
    }

    /// What is no matter of a clause.
    mutating func add(_ kind: AuditKind, person: Int32, in table: PeopleTable, line: Int32) {
        sorter.append(
            AuditFindings.Entry(
                kind: kind,
                person: person,
                table: table,
                line: line,
                clause: -1,
                worth: -1
            )
        )
    }

    mutating func sorted() -> AuditFindings {
        var writer = SpoolWriter<AuditFindings.Entry>()
        for entry in sorter.sorted() { writer.append(entry) }
        return AuditFindings(entries: Spool(writer), clauses: clauses, worths: worths.all)
    }
}

import TopsliceExactArithmetic

/// Sound claims by clause, each with the line that it rests on and what is paid for it.
///
/// - Complexity: beside the claims of the clauses nothing is held, and of these little in memory where they are many; a claim is
///   found in O(clauses).
package struct PaidLines: RandomAccessCollection, Sendable {
    /// The claims of one clause.
    private struct Part {
        let clause: ClauseHead
        let table: PeopleTable
        let claims: Spool<PaidClaim>
        /// In pence.
        let prices: [Rational]
        /// Places of its claims among those of all.
        let places: Range<Int>
    }

    private var parts: [Part] = []

    init() {}

    mutating func add(
        _ claims: Spool<PaidClaim>,
        at prices: [Rational],
        of clause: ClauseHead,
        in table: PeopleTable
    ) {
        guard !claims.isEmpty else { return }
        parts.append(
            Part(
                clause: clause,
                table: table,
                claims: claims,
                prices: prices,
                places: endIndex..<(endIndex + claims.count)
            )
        )
    }

    package var startIndex: Int { 0 }
    package var endIndex: Int { parts.last?.places.upperBound ?? 0 }

    package subscript(position: Int) -> ContractAudit.PaidLine {
        guard let part = parts.first(where: { $0.places.contains(position) }) else {
            preconditionFailure("\(position) is none of \(endIndex) claims")
        }
        let claim = part.claims[position - part.places.lowerBound]
        return ContractAudit.PaidLine(
            clause: part.clause,
            table: part.table,
            line: claim.line,
            person: claim.person,
            exact: part.prices[Int(claim.price)]
        )
    }

    /// All of them by their lines, and those of a line by the identifiers of clauses.
    func forEachByLine(_ body: (_ number: Int, _ place: Int) -> Void) {
        let names = parts.map(\.clause.id)
        var sorter = SpoolSorter<Placed> { left, right in
            left.line != right.line
                ? left.line < right.line : names[Int(left.part)] < names[Int(right.part)]
        }
        for (part, own) in parts.enumerated() {
            for (place, claim) in own.claims.enumerated() {
                sorter.append(
                    Placed(
                        line: claim.line,
                        part: Int32(part),
                        place: own.places.lowerBound + place
                    )
                )
            }
        }
        for (number, entry) in sorter.sorted().enumerated() { body(number, entry.place) }
    }

    private struct Placed: BitwiseCopyable {
        let line: Int32
        let part: Int32
        let place: Int
    }

    /// Those lines of a table, of the ones named, that hold a sound claim.
    func lines(_ table: PeopleTable, among named: Set<Int32>) -> Set<Int32> {
        var found: Set<Int32> = []
        for part in parts where part.table == table {
            for claim in part.claims where named.contains(claim.line) { found.insert(claim.line) }
        }
        return found
    }

    /// What is paid for all of them, in pence.
    var inAll: Rational {
        parts.reduce(.zero) { sum, part in
            var counts = part.prices.map { _ in 0 }
            for claim in part.claims { counts[Int(claim.price)] += 1 }
            return zip(part.prices, counts).reduce(sum) { $0 + $1.0 * Rational($1.1) }
        }
    }
}

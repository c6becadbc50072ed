import TopsliceExactArithmetic

/// Claims of several clauses, person by person in the order of days, from which a clause takes something back.
struct ClaimCuts {
    /// A claim with the clause that pays it.
    struct Entry {
        let claim: PaidClaim
        /// Place of the clause in the list it is named in.
        let clause: Int
        let price: Rational
    }

    private let clauses: [ClauseResult]
    private let parties: [String]
    /// By person, day and clause.
    private let entries: [Entry]
    private var found: [Int32: [Key: Rational]] = [:]

    private struct Key: Hashable {
        let payee: Int32
        let clause: Int
    }

    /// Clauses are taken by their identifiers, in whatever order they are named.
    init(_ ids: [String], _ facts: ContractFacts, _ others: ClauseResults) {
        clauses = ids.sorted(by: ClauseOrder.precedes).map { others[$0] }
        parties = facts.records.parties
        var entries: [Entry] = []
        for (place, clause) in clauses.enumerated() {
            entries += clause.claims.map {
                Entry(claim: $0, clause: place, price: clause.price(of: $0))
            }
        }
        self.entries = entries.sorted { left, right in
            if left.claim.person != right.claim.person {
                return left.claim.person < right.claim.person
            }
            return (left.claim.day, left.clause) < (right.claim.day, right.clause)
        }
    }

    /// The claims of each person.
    var people: [ArraySlice<Entry>] {
        var people: [ArraySlice<Entry>] = []
        var rest = entries[...]
        while let first = rest.first {
            let own = rest.prefix { $0.claim.person == first.claim.person }
            people.append(own)
            rest = rest.dropFirst(own.count)
        }
        return people
    }

    /// Takes back a part of what was paid, on a day.
    mutating func cut(_ entry: Entry, by exact: Rational, on day: Int32) {
        guard !exact.isZero else { return }
        let key = Key(payee: entry.claim.payee, clause: entry.clause)
        found[day, default: [:]][key, default: .zero] += exact
    }

    /// All that is taken back.
    var total: Rational {
        found.values.reduce(.zero) { $0 + $1.values.reduce(.zero, +) }
    }

    /// What payees give back and payers get back, by day.
    func entitlements(_ reason: EntitlementReason) -> [Entitlement] {
        found.sorted { $0.key < $1.key }.flatMap { day, cuts in
            cuts.sorted { ($0.key.payee, $0.key.clause) < ($1.key.payee, $1.key.clause) }
                .flatMap { key, exact in
                    clauses[key.clause].payers.entitlements(
                        paying: -exact,
                        to: parties[Int(key.payee)],
                        on: day,
                        reason
                    )
                }
        }
    }
}

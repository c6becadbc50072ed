import TopsliceExactArithmetic

/// Claims of several clauses, person by person in the order of days, from which a clause takes something back.
///
/// A clause that takes back may be named in its turn: then what it leaves of each claim counts.
struct ClaimCuts {
    /// A claim with the clause that pays it.
    struct Entry {
        let claim: PaidClaim
        /// Place of the clause in the list of those that pay.
        let clause: Int
        let price: Rational
        /// Place among all entries.
        fileprivate(set) var place = 0
    }

    /// Clauses that pay, by identifier.
    private let ids: [String]
    private let payers: [PayerShares]
    private let parties: [String]
    /// By person, day and clause.
    private let entries: [Entry]
    private var found: [Int32: [Key: Rational]] = [:]
    private var reduced: [Int: Rational] = [:]

    private struct Key: Hashable {
        let payee: Int32
        let clause: Int
    }

    /// Clauses are taken by their identifiers, in whatever order they are named.
    init(_ named: [String], _ facts: ContractFacts, _ others: ClauseResults) {
        var paying: Set<String> = []
        for id in named {
            if let left = others[id].left {
                paying.formUnion(left.map(\.clause))
            } else {
                paying.insert(id)
            }
        }
        let ids = paying.sorted(by: ClauseOrder.precedes)
        var entries: [Entry] = []
        for id in named.sorted(by: ClauseOrder.precedes) {
            let clause = others[id]
            if let left = clause.left {
                for claim in left {
                    guard let place = ids.firstIndex(of: claim.clause) else { continue }
                    entries.append(
                        Entry(claim: claim.claim, clause: place, price: claim.price)
                    )
                }
            } else if let place = ids.firstIndex(of: id) {
                entries += clause.claims.map {
                    Entry(claim: $0, clause: place, price: clause.price(of: $0))
                }
            }
        }
        entries.sort { left, right in
            if left.claim.person != right.claim.person {
                return left.claim.person < right.claim.person
            }
            return (left.claim.day, left.clause) < (right.claim.day, right.clause)
        }
        for place in entries.indices { entries[place].place = place }
        self.ids = ids
        self.entries = entries
        payers = ids.map { others[$0].payers }
        parties = facts.records.parties
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
        reduced[entry.place, default: .zero] += exact
    }

    /// All that is taken back.
    var total: Rational {
        found.values.reduce(.zero) { $0 + $1.values.reduce(.zero, +) }
    }

    /// What is left of claims from which something is still paid, with what was taken back elsewhere of the same ones.
    func left(beside other: ClaimCuts? = nil) -> [LeftClaim] {
        entries.compactMap { entry in
            let price =
                entry.price - (reduced[entry.place] ?? .zero)
                - (other?.reduced[entry.place] ?? .zero)
            return price.isZero
                ? nil : LeftClaim(clause: ids[entry.clause], claim: entry.claim, price: price)
        }
    }

    /// What payees give back and payers get back, by day.
    func entitlements(_ reason: EntitlementReason) -> [Entitlement] {
        found.sorted { $0.key < $1.key }.flatMap { day, cuts in
            cuts.sorted { ($0.key.payee, $0.key.clause) < ($1.key.payee, $1.key.clause) }
                .flatMap { key, exact in
                    payers[key.clause].entitlements(
                        paying: -exact,
                        to: parties[Int(key.payee)],
                        on: day,
                        reason
                    )
                }
        }
    }
}

/// What a clause that takes back leaves of a claim.
struct LeftClaim: Sendable, Hashable {
    /// The clause that pays it.
    let clause: String
    let claim: PaidClaim
    /// In pence, above zero.
    let price: Rational
}

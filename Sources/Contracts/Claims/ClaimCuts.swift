import TopsliceExactArithmetic

/// Claims of several clauses, person by person in the order of days, from which a clause takes something back.
///
/// A clause that takes back may be named in its turn: then what it leaves of each claim counts.
struct ClaimCuts {
    /// A claim with the clause that pays it.
    struct Entry {
        let claim: PaidClaim
        /// Place of the clause in the list of those that pay.
        let clause: Int32
        let price: Rational
    }

    /// What is taken back of the claims of one person.
    struct OfPerson {
        fileprivate var cuts:
            [(place: Int, exact: Rational, day: Int32, reason: EntitlementReason)] =
                []

        /// Takes back a part of what was paid for a claim, on a day.
        mutating func cut(
            _ place: Int,
            by exact: Rational,
            on day: Int32,
            _ reason: EntitlementReason
        ) {
            if !exact.isZero { cuts.append((place, exact, day, reason)) }
        }
    }

    /// Clauses that pay, by identifier.
    private let ids: [String]
    private let payers: [PayerShares]
    private let parties: [String]
    /// By person, day and clause.
    private var sorter = SpoolSorter<LeftClaims.Entry>(by: LeftClaims.Entry.precedes)
    private var prices = RationalTable()
    private var found: [EntitlementReason: [Int32: [Key: Rational]]] = [:]

    private struct Key: Hashable {
        let payee: Int32
        let clause: Int32
    }

    /// Clauses are taken by their identifiers, in whatever order they are named.
    init(_ named: [String], _ facts: ContractFacts, _ others: ClauseResults) {
        var paying: Set<String> = []
        for id in named {
            if let left = others[id].left {
                paying.formUnion(left.ids)
            } else {
                paying.insert(id)
            }
        }
        ids = paying.sorted(by: ClauseOrder.precedes)
        payers = ids.map { others[$0].payers }
        parties = facts.records.parties
        for id in named.sorted(by: ClauseOrder.precedes) { take(id, others[id]) }
    }

    private mutating func take(_ id: String, _ clause: ClauseResult) {
        func place(_ id: String) -> Int32? { ids.firstIndex(of: id).map { Int32($0) } }
        if let left = clause.left {
            let clauses = left.ids.map(place)
            let table = left.prices.map { prices.place(of: $0) }
            for entry in left.entries {
                guard let clause = clauses[Int(entry.clause)] else { continue }
                add(entry.claim, clause, table[Int(entry.price)])
            }
        } else if let own = place(id) {
            let table = clause.prices.map { prices.place(of: $0) }
            for claim in clause.claims { add(claim, own, table[Int(claim.price)]) }
        }
    }

    private mutating func add(_ claim: PaidClaim, _ clause: Int32, _ price: Int32) {
        sorter.append(LeftClaims.Entry(claim: claim, clause: clause, price: price))
    }

    /// Works the claims of each person, once, in the order of people.
    ///
    /// - Returns: what is left of claims from which something is still paid.
    mutating func work(_ body: ([Entry], inout OfPerson) -> Void) -> LeftClaims {
        let all = prices.all
        var left = SpoolWriter<LeftClaims.Entry>()
        sorter.sorted().forEachRun({ $0.claim.person == $1.claim.person }) { own in
            var cuts = OfPerson()
            body(
                own.map { Entry(claim: $0.claim, clause: $0.clause, price: all[Int($0.price)]) },
                &cuts
            )
            var reduced = own.map { _ in Rational.zero }
            for (place, exact, day, reason) in cuts.cuts {
                let key = Key(payee: own[place].claim.payee, clause: own[place].clause)
                found[reason, default: [:]][day, default: [:]][key, default: .zero] += exact
                reduced[place] += exact
            }
            for (entry, reduced) in zip(own, reduced) {
                if reduced.isZero {
                    if !all[Int(entry.price)].isZero { left.append(entry) }
                    continue
                }
                let price = all[Int(entry.price)] - reduced
                if price.isZero { continue }
                left.append(
                    LeftClaims.Entry(
                        claim: entry.claim,
                        clause: entry.clause,
                        price: prices.place(of: price)
                    )
                )
            }
        }
        return LeftClaims(ids: ids, prices: prices.all, entries: Spool(left))
    }

    /// All that is taken back for a reason.
    func total(_ reason: EntitlementReason) -> Rational {
        (found[reason] ?? [:]).values.reduce(.zero) { $0 + $1.values.reduce(.zero, +) }
    }

    /// What payees give back and payers get back, by day.
    func entitlements(_ reason: EntitlementReason) -> [Entitlement] {
        (found[reason] ?? [:]).sorted { $0.key < $1.key }.flatMap { day, cuts in
            cuts.sorted { ($0.key.payee, $0.key.clause) < ($1.key.payee, $1.key.clause) }
                .flatMap { key, exact in
                    payers[Int(key.clause)].entitlements(
                        paying: -exact,
                        to: parties[Int(key.payee)],
                        on: day,
                        reason
                    )
                }
        }
    }
}

/// What a clause that takes back leaves of claims, by person, day and clause.
struct LeftClaims: Sendable {
    /// Clauses that pay them.
    let ids: [String]
    /// In pence, above zero.
    let prices: [Rational]
    let entries: Spool<Entry>

    struct Entry: BitwiseCopyable, Sendable {
        let claim: PaidClaim
        /// Place of the clause that pays it.
        let clause: Int32
        /// Place of what is left of its price.
        let price: Int32

        static func precedes(_ left: Entry, _ right: Entry) -> Bool {
            if left.claim.person != right.claim.person {
                return left.claim.person < right.claim.person
            }
            return (left.claim.day, left.clause) < (right.claim.day, right.clause)
        }
    }
}

import TopsliceExactArithmetic

/// What a clause pays to one payee on one day.
struct PaidByDay {
    let day: Int32
    /// Place of the clause in the list it is named in.
    let clause: Int
    let payee: String
    /// In pence; below zero where it is taken back.
    let exact: Rational
}

extension ClauseResults {
    /// What clauses pay, by day, clause and payee, whatever the order in which clauses are named.
    func paid(by ids: [String]) -> [PaidByDay] {
        struct Key: Hashable {
            let day: Int32
            let clause: Int
            let payee: String
        }
        var sums: [Key: Rational] = [:]
        for (place, id) in ids.sorted(by: ClauseOrder.precedes).enumerated() {
            for entitlement in self[id].entitlements where entitlement.role == .payee {
                let key = Key(day: entitlement.day, clause: place, payee: entitlement.party)
                sums[key, default: .zero] += entitlement.exact
            }
        }
        return sums.map {
            PaidByDay(day: $0.key.day, clause: $0.key.clause, payee: $0.key.payee, exact: $0.value)
        }.sorted { left, right in
            if left.day != right.day { return left.day < right.day }
            if left.clause != right.clause { return left.clause < right.clause }
            return ClauseOrder.precedes(left.payee, right.payee)
        }
    }

    /// What one party pays under one clause, by day; below zero where it gets something back.
    func charges(to payer: String, by id: String) -> [Int32: Rational] {
        var sums: [Int32: Rational] = [:]
        for entitlement in self[id].entitlements
        where entitlement.role == .payer && entitlement.party == payer {
            sums[entitlement.day, default: .zero] -= entitlement.exact
        }
        return sums
    }
}

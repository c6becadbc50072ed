import TopsliceMoney

/// A contract worked out as it moves money day by day.
struct ContractWorking: Sendable {
    private let results: ClauseResults
    /// Of each clause in the order of the terms.
    let movements: [[ClauseMovement]]

    init(_ terms: ContractTerms, _ facts: ContractFacts) throws(ContractError) {
        try self.init(terms, facts, keeping: nil) { _ in true }
    }

    /// Works out again only clauses that look at what changes, or at such clauses.
    init(
        _ terms: ContractTerms,
        _ facts: ContractFacts,
        changing changes: RecordChanges,
        _ planned: ContractWorking
    ) throws(ContractError) {
        try self.init(terms, facts, keeping: planned) { changes.change($0) }
    }

    private init(
        _ terms: ContractTerms,
        _ facts: ContractFacts,
        keeping planned: ContractWorking?,
        _ mayChange: (any ContractClause) -> Bool
    ) throws(ContractError) {
        var results = ClauseResults()
        var movements: [[ClauseMovement]] = []
        var changed: Set<String> = []
        for (place, clause) in terms.clauses.enumerated() {
            let id = clause.head.id
            if let planned, !mayChange(clause), changed.isDisjoint(with: clause.needs) {
                results.set(planned.results[id], of: id)
                movements.append(planned.movements[place])
                continue
            }
            changed.insert(id)
            let result = clause.result(facts, results)
            results.set(result, of: id)
            movements.append(
                try ClauseMovement.all(
                    result.entitlements,
                    of: clause.head,
                    in: terms.declared.currency
                )
            )
        }
        self.results = results
        self.movements = movements
    }
}

import TopsliceRecords

/// What a clause counts: people with an outcome, or those whom another clause pays for.
enum CountedOutcome: Hashable {
    case outcome(String)
    case paid(clause: String)

    static let keys = ["outcome", "of"]

    var clause: String? {
        if case .paid(let clause) = self { clause } else { nil }
    }

    var outcome: String? {
        if case .outcome(let outcome) = self { outcome } else { nil }
    }

    var tables: Set<PeopleTable> { outcome == nil ? [] : [.outcomes] }

    init?(_ map: YAMLMap, _ reader: inout ContractReader) {
        guard map.contains("outcome") != map.contains("of") else {
            reader.fault(
                map.node,
                "expected one of 'outcome' and 'of', a clause whose people count"
            )
            return nil
        }
        if map.contains("outcome") {
            guard let outcome = reader.outcome(map, "outcome") else { return nil }
            self = .outcome(outcome)
        } else {
            guard let clause = reader.clause(map, "of") else { return nil }
            self = .paid(clause: clause)
        }
    }

    /// Everybody counts once.
    func people(
        _ facts: ContractFacts,
        _ others: ClauseResults,
        within days: ContractTerm
    ) -> Set<Int32> {
        func counts(_ day: Int32) -> Bool { days.contains(day) && day <= facts.asAt }
        switch self {
        case .outcome(let id):
            let place = facts.records.outcome(id)
            return Set(
                facts.records.results.lazy.filter { $0.outcome == place && counts($0.day) }
                    .map(\.person)
            )
        case .paid(let clause):
            return Set(others[clause].standing.lazy.filter { counts($0.day) }.map(\.person))
        }
    }
}

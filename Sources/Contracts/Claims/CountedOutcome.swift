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

    /// How many people; everybody counts once.
    func people(
        _ facts: ContractFacts,
        _ others: ClauseResults,
        within days: ContractTerm
    ) -> Int {
        func counts(_ day: Int32) -> Bool { days.contains(day) && day <= facts.asAt }
        switch self {
        case .outcome(let id):
            let place = facts.records.outcome(id)
            var (count, last) = (0, OutcomeRecord.none)
            // Records stand person by person.
            for record in facts.records.results
            where record.outcome == place && record.person != last && counts(record.day) {
                count += 1
                last = record.person
            }
            return count
        case .paid(let clause):
            var people = PeopleSet()
            others[clause].forEachStanding { if counts($0.day) { people.insert($0.person) } }
            return people.count
        }
    }
}

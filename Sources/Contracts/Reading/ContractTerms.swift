package import TopsliceRecords

/// The clauses of a contract, read and in the order in which they are worked out.
package struct ContractTerms: Sendable {
    package let clauses: [any ContractClause]
    package let declared: ContractReader.Declared
    /// Files that clauses name.
    package let files: [InputRecord]
    /// What clauses say without effect, whatever is recorded.
    package let notices: [PlacedNotice]

    /// Nothing is contracted.
    package var isEmpty: Bool { clauses.isEmpty }

    /// Reads a list of clauses under a key; every fault is in the list.
    package static func read(
        _ root: YAMLMap,
        _ key: String,
        file: String,
        declared: ContractReader.Declared
    ) -> (terms: ContractTerms, faults: FaultList) {
        var reader = ContractReader(file: file, declared: declared)
        var clauses = reader.clauses(root, key)
        switch ClauseOrder.of(clauses) {
        case .success(let order): clauses = order.map { clauses[$0] }
        case .failure(let circle): reader.fault(circle, clauses)
        }
        reader.refuseRepeatedCuts(clauses)
        let terms = ContractTerms(
            clauses: clauses,
            declared: declared,
            files: reader.files,
            notices: reader.notices
        )
        return (terms, reader.faults)
    }

    /// Tables that clauses need and nobody gave, each with the clause.
    package func missing(
        _ given: Set<PeopleTable>
    ) -> [(clause: ClauseHead, table: PeopleTable)] {
        clauses.flatMap { clause in
            clause.tables.subtracting(given).sorted { $0.rawValue < $1.rawValue }
                .map { (clause.head, $0) }
        }
    }

    /// Days on which outcomes may be dated: those of the term and the longest run-off.
    package var outcomeDays: ContractTerm? {
        declared.term.map { term in
            ContractTerm(
                from: term.from,
                to: clauses.compactMap(\.lastDay).reduce(term.to, max)
            )
        }
    }

    /// Rows that name no provider though a clause pays the provider of the row.
    package func withoutProvider(_ records: PeopleRecords) -> FaultList {
        var faults = FaultList(file: records.places[.outcomes]?.file ?? "")
        func add(_ table: PeopleTable, _ line: Int32, _ clause: ClauseHead) {
            guard let place = records.place(table, line: line) else { return }
            faults.add(
                Fault(
                    place: place,
                    subject: .column("provider"),
                    message:
                        "a value is missing: \(clause.clause) has no payee and pays the provider of the row"
                )
            )
        }
        for clause in clauses where clause.paysProviderOfRow {
            let outcomes = Set(clause.outcomes.map(records.outcome))
            for result in records.results
            where outcomes.contains(result.outcome) && result.provider < 0 {
                add(.outcomes, result.line, clause.head)
            }
            guard let episode = clause.episode else { continue }
            let kind = records.episodeKinds.firstIndex(of: episode).map { Int32($0) }
            for episode in records.episodes where episode.kind == kind && episode.provider < 0 {
                add(.episodes, episode.line, clause.head)
            }
        }
        return faults
    }
}

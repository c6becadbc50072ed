import TopsliceContracts
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    /// Clauses about people, which are read and worked out by a library of their own.
    mutating func contracts(_ root: YAMLMap) -> ContractTerms {
        let declared = ContractReader.Declared(
            parties: self.declared.identifiers.partners.sorted { $0.precedes($1) },
            outcomes: self.declared.identifiers.outcomes.sorted { $0.precedes($1) },
            term: self.declared.term.map { ContractTerm($0) },
            phases: Dictionary(
                self.declared.phases.map { ($0.id, ContractTerm($0.period)) }
            ) { first, _ in first },
            currency: faults.currency ?? .pounds
        )
        let (terms, found) = ContractTerms.read(
            root,
            "contracts",
            file: file,
            declared: declared
        )
        for used in terms.files { faults.read(used.path, sha256: used.sha256) }
        faults.add(found.faults)
        notices += terms.notices.map {
            AgreementNotice($0.place, .clause(id: $0.clause, $0.notice))
        }
        return terms
    }
}

extension ContractTerm {
    init(_ period: Period) {
        self.init(from: period.from, to: period.to)
    }
}

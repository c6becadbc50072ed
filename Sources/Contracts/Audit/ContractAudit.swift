package import TopsliceExactArithmetic

/// Every claim of a contract looked at again: what is wrong with it, and what that is worth.
///
/// What clauses refuse is what they would not pay, by the same terms and in the same order; so an audit and a settlement
/// cannot disagree. Beside that the hours of episodes are added up.
package struct ContractAudit: Sendable {
    /// By table, line and kind.
    package let findings: AuditFindings
    /// Rows of outcomes and episodes.
    package let rows: Int
    /// Claims that are sound and paid.
    package let paid: PaidLines

    /// A sound claim by its line and what is paid for it, in pence.
    package struct PaidLine: Sendable, Hashable {
        package let clause: ClauseHead
        package let table: PeopleTable
        package let line: Int32
        package let person: Int32
        package let exact: Rational
    }

    /// - Complexity: O(n log n) for n rows; what is found and what is sound are put aside where they are many.
    package init(_ terms: ContractTerms, term: ContractTerm, _ records: PeopleRecords) {
        let facts = ContractFacts(
            term: term,
            asAt: max(term.to, records.lastDay ?? term.to),
            records: records,
            namesRefusals: true
        )
        var results = ClauseResults()
        var findings = AuditFindingsSorter(terms.clauses.map(\.head))
        var paid = PaidLines()
        for (place, clause) in terms.clauses.enumerated() {
            let result = clause.result(facts, results)
            results.set(result, of: clause.head.id)
            guard let table = clause.claimedTable else { continue }
            findings.add(result, of: place, in: table)
            paid.add(result.claims, at: result.prices, of: clause.head, in: table)
        }
        EpisodeHours.forEachRun(in: records) { person, line in
            findings.add(.moreThanADay, person: person, in: .episodes, line: line)
        }
        self.findings = findings.sorted()
        rows = records.results.count + records.episodes.count
        self.paid = paid
    }

    /// What sound claims are paid, in pence.
    package var paidInAll: Rational { paid.inAll }

    /// What the findings are worth together, in pence.
    package var foundInAll: Rational {
        findings.tallies.values.reduce(.zero) { $0 + $1.worth }
    }
}

extension ContractClause {
    /// The table whose rows are claims under it.
    fileprivate var claimedTable: PeopleTable? {
        if !outcomes.isEmpty { return .outcomes }
        return episode == nil ? nil : .episodes
    }
}

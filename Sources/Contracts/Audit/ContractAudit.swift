package import TopsliceExactArithmetic

/// Every claim of a contract looked at again: what is wrong with it, and what that is worth.
///
/// What clauses refuse is what they would not pay, by the same terms and in the same order; so an audit and a settlement
/// cannot disagree. Beside that the hours of episodes are added up.
package struct ContractAudit: Sendable {
    /// By table, line and kind.
    package let findings: [AuditFinding]
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

    /// - Complexity: O(n log n) for n rows; beside the rows it holds what is found.
    package init(_ terms: ContractTerms, term: ContractTerm, _ records: PeopleRecords) {
        let facts = ContractFacts(
            term: term,
            asAt: max(term.to, records.lastDay ?? term.to),
            records: records,
            namesRefusals: true
        )
        var results = ClauseResults()
        var findings: [AuditFinding] = []
        var paid = PaidLines()
        for clause in terms.clauses {
            let result = clause.result(facts, results)
            results.set(result, of: clause.head.id)
            guard let table = clause.claimedTable else { continue }
            for refusal in result.refusals {
                guard let kind = AuditKind(refusal.reason) else { continue }
                findings.append(
                    AuditFinding(
                        kind: kind,
                        person: refusal.person,
                        table: table,
                        line: refusal.line,
                        clause: clause.head,
                        worth: refusal.worth
                    )
                )
            }
            paid.add(result.claims, at: result.prices, of: clause.head, in: table)
        }
        findings += EpisodeHours.findings(records)
        self.findings = findings.sorted { left, right in
            if left.table != right.table { return left.table.rawValue < right.table.rawValue }
            if left.line != right.line { return left.line < right.line }
            return (left.kind.rawValue, left.clause?.id ?? "")
                < (right.kind.rawValue, right.clause?.id ?? "")
        }
        rows = records.results.count + records.episodes.count
        self.paid = paid
    }

    /// What sound claims are paid, in pence.
    package var paidInAll: Rational { paid.inAll }

    /// What the findings are worth together, in pence.
    package var foundInAll: Rational { findings.reduce(.zero) { $0 + ($1.worth ?? .zero) } }
}

extension ContractClause {
    /// The table whose rows are claims under it.
    fileprivate var claimedTable: PeopleTable? {
        if !outcomes.isEmpty { return .outcomes }
        return episode == nil ? nil : .episodes
    }
}

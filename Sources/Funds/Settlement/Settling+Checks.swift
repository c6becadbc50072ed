import ExactArithmetic
import Money

extension Settling {
    /// The equations that tie statement, transfers, journal and clauses together. Each side is worked out
    /// on its own way.
    func check(
        transfers: [Transfer],
        balances: [PoolBalance]
    ) throws(FundError) -> [SettlementCheck] {
        var checks: [SettlementCheck] = []
        func add(_ name: String, expected: Int, actual: Int) {
            checks.append(SettlementCheck(name: name, expected: expected, actual: actual))
        }
        let recorded = actuals.rows.filter { $0.kind == .spend }.map(\.amount)
        add(
            "spending on all lines is the sum of the actuals",
            expected: try Pence.sum(recorded),
            actual: try Pence.sum(lines.map(\.spend))
        )
        add(
            "journal: the balances of all accounts sum to zero",
            expected: 0,
            actual: try Pence.sum(try accountBalances().values)
        )
        let last = balances.last
        add(
            "pool: money in is money out and balance",
            expected: last?.moneyIn ?? 0,
            actual: try Pence.sum(last?.moneyOut ?? 0, last?.balance ?? 0)
        )
        add(
            "pool: the balance is what the clauses leave in it",
            expected: try poolByClauses(),
            actual: last?.balance ?? 0
        )
        for risk in risks {
            let way = risk.isOverspend ? "overspend" : "underspend"
            add(
                "\(risk.clause): the parts of the \(way) sum to it"
                    + (risk.phase.map { " (\($0))" } ?? ""),
                expected: risk.amount,
                actual: try Pence.sum(risk.parts.map(\.amount))
            )
        }
        try checkSavings(&checks)
        for compensation in compensations {
            add(
                "\(compensation.clause): compensating transfers sum to zero",
                expected: 0,
                actual: try Pence.sum(compensation.positions.map(\.transfer))
            )
        }
        if let budgets = agreement.personalBudgets {
            let pooled = budgets.people.filter { $0.consent != nil }
            add(
                "personal budgets: people sum to the agencies' totals",
                expected: try Pence.sum(pooled.map(\.amount)),
                actual: try Pence.sum(people.map(\.paidIn))
            )
        }
        for partner in agreement.partners {
            guard let statement = statements[partner.id] else { continue }
            add(
                "statement of \(partner.id) equals its transfers",
                expected: try statement.entitlement(),
                actual: statement.net
            )
        }
        return checks
    }

    private func checkSavings(_ checks: inout [SettlementCheck]) throws(FundError) {
        for (name, matrix, isCashable) in [
            ("cashable savings", matrix, true), ("savings not cashable", notCashable, false),
        ] where !matrix.actors.isEmpty {
            let own = savings.filter { $0.stream.isCashable == isCashable }
            for holder in matrix.beneficiaries {
                let released = own.filter { ($0.stream.beneficiary ?? Account.pool) == holder }
                checks.append(
                    SettlementCheck(
                        name: "\(name): the column of \(holder) sums to its savings",
                        expected: try Pence.sum(released.map(\.amounts.released)),
                        actual: try matrix.held(by: holder)
                    )
                )
            }
            var rows: [Int] = []
            for actor in matrix.actors { rows.append(try matrix.credited(to: actor)) }
            checks.append(
                SettlementCheck(
                    name: "\(name): the rows sum to the total",
                    expected: try Pence.sum(own.map(\.amounts.released)),
                    actual: try Pence.sum(rows)
                )
            )
        }
        for outturn in savings where outturn.stream.budget == .ame {
            guard let attributable = outturn.stream.release.attributable else { continue }
            let limit = try attributable.pence(budget: outturn.realised)
            checks.append(
                SettlementCheck(
                    name: "\(outturn.stream.clause): charged to AME beyond the attributable saving",
                    expected: 0,
                    actual: outturn.realised > 0 ? max(0, outturn.amounts.released - limit) : 0
                )
            )
        }
    }

    private func accountBalances() throws(FundError) -> [String: Int] {
        var balances: [String: Int] = [:]
        for posting in ledger.postings {
            balances[posting.debit] = try Pence.sum(balances[posting.debit] ?? 0, posting.amount)
            balances[posting.credit] = try Pence.sum(
                balances[posting.credit] ?? 0,
                -posting.amount
            )
        }
        return balances
    }

    /// What remains in the pool, from the results of the clauses rather than from the journal.
    private func poolByClauses() throws(FundError) -> Int {
        let pooled = contributions.filter { !$0.isAligned }
        let contributed = try Pence.sum(pooled.map(\.share.amount))
        let refunded = try Pence.sum(statements.values.map(\.refunds))
        let spent = try Pence.sum(lines.filter { $0.line.kind != .aligned }.map(\.spend))
        var shared: [Int] = []
        for risk in risks {
            let isPooled = !risk.lines.allSatisfy { isAligned($0) }
            for part in risk.parts {
                let isInside = Settling.isInside(part.party)
                if risk.isOverspend {
                    // The pool pays owners of aligned lines what its own money meets.
                    if isPooled != isInside { shared.append(isPooled ? part.amount : -part.amount) }
                } else if isPooled, Settling.leaves(part, holder: Account.pool, risk) {
                    shared.append(-part.amount)
                }
            }
        }
        return try Pence.sum(contributed, -refunded, -spent, try Pence.sum(shared))
    }

    private func isAligned(_ line: String) -> Bool {
        agreement.lines.first { $0.id == line }?.kind == .aligned
    }
}

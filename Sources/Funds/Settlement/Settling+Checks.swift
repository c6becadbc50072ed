import TopsliceExactArithmetic
import TopsliceMoney

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
        let charged = chargedToLines.values.joined().map(\.amount)
        add(
            charged.isEmpty
                ? "spending on all lines is the sum of the actuals"
                : "spending on all lines is the sum of the actuals and of outcome payments",
            expected: try Pence.sum(Pence.sum(recorded), Pence.sum(charged)),
            actual: try Pence.sum(lines.map(\.spend))
        )
        add(
            "journal: the balances of all accounts sum to zero",
            expected: 0,
            actual: try ledger.sumOfBalances()
        )
        add(
            "pool: what lines spent above and below their budgets is shared once",
            expected: try pooledVariance(),
            actual: try sharedVariance()
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
                let released = own.filter { $0.stream.holder == holder }
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

    /// Spending on lines of the pool less their budgets.
    private func pooledVariance() throws(FundError) -> Int {
        let pooled = lines.filter { $0.line.kind != .aligned }
        return try Pence.sum(Pence.sum(pooled.map(\.spend)), -Pence.sum(pooled.map(\.budget)))
    }

    /// Overspends less underspends of the pool as they were divided; money of the pool that met an overspend
    /// was an underspend and is divided no more.
    private func sharedVariance() throws(FundError) -> Int {
        let aligned = alignedLines
        var amounts: [Int] = []
        for risk in risks {
            for part in risk.parts where Settling.isInside(part.party) {
                amounts.append(-part.amount)
            }
            guard !risk.lines.allSatisfy({ aligned.contains($0) }) else { continue }
            amounts.append(risk.isOverspend ? risk.amount : -risk.amount)
        }
        return try Pence.sum(amounts)
    }

    private var alignedLines: Set<String> {
        Set(agreement.lines.filter { $0.kind == .aligned }.map(\.id))
    }

    /// What remains in the pool, from the results of the clauses rather than from the journal.
    private func poolByClauses() throws(FundError) -> Int {
        let pooled = contributions.filter { !$0.isAligned }
        let contributed = try Pence.sum(pooled.map(\.share.amount))
        let refunded = try Pence.sum(statements.values.map(\.refunds))
        let spent = try Pence.sum(lines.filter { $0.line.kind != .aligned }.map(\.spend))
        let aligned = alignedLines
        // A schedule may leave a part of the pool's own savings in it.
        var shared = [matrix.amount(actor: Account.pool, beneficiary: Account.pool)]
        for risk in risks {
            let isPooled = !risk.lines.allSatisfy { aligned.contains($0) }
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
        return try Pence.sum(
            agreement.broughtForward,
            contributed,
            -refunded,
            -spent,
            try Pence.sum(shared)
        )
    }
}

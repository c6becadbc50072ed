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
        func add(_ name: String, expected: Money, actual: Money) throws(FundError) {
            checks.append(try SettlementCheck(name, expected: expected, actual: actual))
        }
        let recorded = actuals.rows.filter { $0.kind == .spend }.map(\.amount)
        let charged = try Money.total(chargedToLines.values)
        try add(
            chargedToLines.isEmpty
                ? "spending on all lines is the sum of the actuals"
                : "spending on all lines is the sum of the actuals and of outcome payments",
            expected: try Money.total(recorded).plus(charged),
            actual: try Money.total(lines.map(\.spend))
        )
        try add(
            "journal: the balances of all accounts sum to zero",
            expected: .zero(),
            actual: try Money.total(ledger.balancesByAccount().map(\.balance))
        )
        try add(
            "pool: what lines spent above and below their budgets is shared once",
            expected: try pooledVariance(),
            actual: try sharedVariance()
        )
        let last = balances.last
        try add(
            "pool: money in is money out and balance",
            expected: last?.moneyIn ?? .zero(),
            actual: try Money.total(last?.moneyOut ?? .zero(), last?.balance ?? .zero())
        )
        try add(
            "pool: the balance is what the clauses leave in it",
            expected: try poolByClauses(),
            actual: last?.balance ?? .zero()
        )
        for risk in risks {
            let way = risk.isOverspend ? "overspend" : "underspend"
            try add(
                "\(risk.clause): the parts of the \(way) sum to it"
                    + (risk.phase.map { " (\($0))" } ?? ""),
                expected: risk.amount,
                actual: try Money.total(risk.parts.map(\.amount))
            )
        }
        try checkSavings(&checks)
        for compensation in compensations {
            try add(
                "\(compensation.clause): compensating transfers sum to zero",
                expected: .zero(),
                actual: try Money.total(compensation.positions.map(\.transfer))
            )
        }
        if let budgets = agreement.personalBudgets {
            let pooled = budgets.people.filter { $0.consent != nil }
            try add(
                "personal budgets: people sum to the agencies' totals",
                expected: try Money.total(pooled.map(\.amount)),
                actual: try Money.total(people.map(\.paidIn))
            )
        }
        for partner in agreement.partners {
            guard let statement = statements[partner.id] else { continue }
            try add(
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
                    try SettlementCheck(
                        "\(name): the column of \(holder.identifier) sums to its savings",
                        expected: try Money.total(released.map(\.amounts.released)),
                        actual: try matrix.held(by: holder)
                    )
                )
            }
            checks.append(
                try SettlementCheck(
                    "\(name): the rows sum to the total",
                    expected: try Money.total(own.map(\.amounts.released)),
                    actual: try matrix.total()
                )
            )
        }
        for outturn in savings where outturn.stream.budget == .ame {
            guard let attributable = outturn.stream.release.attributable else { continue }
            let limit = try attributable.pence(budget: outturn.realised)
            checks.append(
                try SettlementCheck(
                    "\(outturn.stream.clause): charged to AME beyond the attributable saving",
                    expected: .zero(),
                    actual: outturn.realised.isPositive
                        ? try max(outturn.amounts.released, limit).minus(limit) : .zero()
                )
            )
        }
    }

    /// Spending on lines of the pool less their budgets.
    private func pooledVariance() throws(FundError) -> Money {
        let pooled = lines.filter { $0.line.kind != .aligned }
        return try Money.total(pooled.map(\.spend)).minus(Money.total(pooled.map(\.budget)))
    }

    /// Overspends less underspends of the pool as they were divided; money of the pool that met an overspend
    /// was an underspend and is divided no more.
    private func sharedVariance() throws(FundError) -> Money {
        let aligned = alignedLines
        var shared = Money.zero()
        for risk in risks {
            for part in risk.parts where part.party.isInsidePool {
                shared = try shared.minus(part.amount)
            }
            guard !risk.lines.allSatisfy({ aligned.contains($0) }) else { continue }
            shared = risk.isOverspend ? try shared.plus(risk.amount) : try shared.minus(risk.amount)
        }
        return shared
    }

    private var alignedLines: Set<String> {
        Set(agreement.lines.filter { $0.kind == .aligned }.map(\.id))
    }

    /// What remains in the pool, from the results of the clauses rather than from the journal.
    private func poolByClauses() throws(FundError) -> Money {
        let pooled = contributions.filter { !$0.isAligned }
        let contributed = try Money.total(pooled.map(\.share.amount))
        let refunded = try Money.total(statements.values.map(\.refunds))
        let spent = try Money.total(lines.filter { $0.line.kind != .aligned }.map(\.spend))
        let aligned = alignedLines
        // A schedule may leave a part of the pool's own savings in it.
        var shared = matrix.amount(actor: .pool, beneficiary: .pool)
        for risk in risks {
            let isPooled = !risk.lines.allSatisfy { aligned.contains($0) }
            for part in risk.parts {
                if risk.isOverspend {
                    // The pool pays owners of aligned lines what its own money meets.
                    guard isPooled != part.party.isInsidePool else { continue }
                    shared =
                        isPooled
                        ? try shared.plus(part.amount) : try shared.minus(part.amount)
                } else if isPooled, Settling.leaves(part, holder: .pool, risk) {
                    shared = try shared.minus(part.amount)
                }
            }
        }
        return try Money.total(agreement.broughtForward, contributed, shared)
            .minus(refunded).minus(spent)
    }
}

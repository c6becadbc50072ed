import TopsliceExactArithmetic
import TopsliceMoney

/// The equations that tie statement, transfers, journal and clauses together.
extension SettlementResults {
    /// Each side is worked out on its own way.
    func checks() throws(FundError) -> [SettlementCheck] {
        var checks: [SettlementCheck] = []
        func add(_ name: String, expected: Money, actual: Money) throws(FundError) {
            checks.append(try SettlementCheck(name, expected: expected, actual: actual))
        }
        let rows = facts.actuals.rows.filter { $0.kind == .spend }.map(\.amount)
        let charged = try Money.total(byLines.charges.map(\.amount), in: facts.currency)
        try add(
            byLines.charges.isEmpty
                ? "spending on all lines is the sum of the actuals"
                : "spending on all lines is the sum of the actuals and of outcome payments",
            expected: try Money.total(rows, in: facts.currency).plus(charged),
            actual: try Money.total(spent.lines.map(\.spend), in: facts.currency)
        )
        try add(
            "journal: the balances of all accounts sum to zero",
            expected: .zero(facts.currency),
            actual: books.sumOfBalances
        )
        try add(
            "pool: what lines spent above and below their budgets is shared once",
            expected: try pooledVariance(),
            actual: try sharedVariance()
        )
        let last = books.balances.last
        try add(
            "pool: money in is money out and balance",
            expected: last?.moneyIn ?? .zero(facts.currency),
            actual: try Money.total(
                last?.moneyOut ?? .zero(facts.currency),
                last?.balance ?? .zero(facts.currency)
            )
        )
        try add(
            "pool: the balance is what the clauses leave in it",
            expected: try poolByClauses(),
            actual: last?.balance ?? .zero(facts.currency)
        )
        if !contracts.clauses.isEmpty {
            try add(
                "contracts: what is paid and what is received is the same on every day",
                expected: .zero(facts.currency),
                actual: try Money.total(contracts.received.values, in: facts.currency)
                    .plus(
                        Money(
                            minorUnits: contracts.isBalancedEveryDay ? 0 : 1,
                            currency: facts.currency
                        )
                    )
            )
        }
        try checkAccounts(&checks)
        try checkClauses(&checks)
        for statement in books.statements {
            checks.append(
                try SettlementCheck(
                    "statement of \(statement.partner) equals its transfers",
                    expected: try statement.entitlement(),
                    actual: statement.net,
                    concerns: .partner(statement.partner)
                )
            )
        }
        checks.append(try invoicesAgainstNets())
        return checks
    }

    /// No account pays what it does not hold, on any day.
    private func checkAccounts(_ checks: inout [SettlementCheck]) throws(FundError) {
        for position in held.positions {
            checks.append(
                try SettlementCheck(
                    Self.name(position),
                    expected: .zero(facts.currency),
                    actual: try position.shortfall?.amount.opposite() ?? .zero(facts.currency),
                    concerns: position.account
                )
            )
        }
    }

    private static func name(_ position: AccountPosition) -> String {
        if position.account == .unfunded { return "nothing is left that nobody bears" }
        return position.shortfall?.cause == .asked
            ? "\(position.account.identifier): holds what clauses draw from it"
            : "\(position.account.identifier): never below zero"
    }

    /// What invoices pay those who are paid more than they pay, against the nets of the statements; the host's is
    /// that of the pool as well, and so what the others' nets leave.
    private func invoicesAgainstNets() throws(FundError) -> SettlementCheck {
        let host = facts.agreement.host?.id
        let others = books.statements.filter { $0.partner != host }.map(\.net)
        let hosts = try Money.total(others, in: facts.currency).opposite()
        return try SettlementCheck(
            "net invoices sum to the positive nets",
            expected: try Money.total(
                (others + [hosts]).map { max(.zero(facts.currency), $0) },
                in: facts.currency
            ),
            actual: try Money.total(
                invoices.positions.map { max(.zero(facts.currency), $0.net) },
                in: facts.currency
            )
        )
    }

    private func checkClauses(_ checks: inout [SettlementCheck]) throws(FundError) {
        for risk in risks.divisions {
            let way = risk.isOverspend ? "overspend" : "underspend"
            checks.append(
                try SettlementCheck(
                    "\(risk.clause): the parts of the \(way) sum to it"
                        + (Phase.told(risk.phase).map { " (\($0))" } ?? ""),
                    expected: risk.amount,
                    actual: try Money.total(risk.parts.map(\.amount), in: facts.currency)
                )
            )
        }
        try checkSavings(&checks)
        for outturn in allocated.outturns {
            checks.append(
                try SettlementCheck(
                    "\(outturn.clause): what is paid out sums to what is divided",
                    expected: outturn.amount,
                    actual: try Money.total(outturn.paid.map(\.amount), in: facts.currency)
                )
            )
        }
        for compensation in compensated.results {
            checks.append(
                try SettlementCheck(
                    "\(compensation.clause): compensating transfers sum to zero",
                    expected: .zero(facts.currency),
                    actual: try Money.total(
                        compensation.positions.map(\.transfer),
                        in: facts.currency
                    )
                )
            )
        }
        if let budgets = facts.agreement.personalBudgets {
            let pooled = budgets.people.filter { $0.consent != nil }
            checks.append(
                try SettlementCheck(
                    "personal budgets: people sum to the agencies' totals",
                    expected: try Money.total(pooled.map(\.amount), in: facts.currency),
                    actual: try Money.total(due.people.map(\.paidIn), in: facts.currency)
                )
            )
        }
    }

    private func checkSavings(_ checks: inout [SettlementCheck]) throws(FundError) {
        for (name, matrix, isCashable) in [
            ("cashable savings", shared.matrix, true),
            ("savings not cashable", shared.notCashable, false),
        ] where !matrix.actors.isEmpty {
            let own = recorded.outturns.filter { $0.stream.isCashable == isCashable }
            for holder in matrix.beneficiaries {
                let released = own.filter { $0.stream.holder == holder }
                checks.append(
                    try SettlementCheck(
                        "\(name): the column of \(holder.identifier) sums to its savings",
                        expected: try Money.total(
                            released.map(\.amounts.released),
                            in: facts.currency
                        ),
                        actual: try matrix.held(by: holder)
                    )
                )
            }
            checks.append(
                try SettlementCheck(
                    "\(name): the rows sum to the total",
                    expected: try Money.total(own.map(\.amounts.released), in: facts.currency),
                    actual: try matrix.total()
                )
            )
        }
        for outturn in recorded.outturns where outturn.stream.budget == .ame {
            guard let attributable = outturn.stream.release.attributable else { continue }
            let limit = try attributable.pence(budget: outturn.realised)
            checks.append(
                try SettlementCheck(
                    "\(outturn.stream.clause): charged to AME beyond the attributable saving",
                    expected: .zero(facts.currency),
                    actual: outturn.realised.isPositive
                        ? try max(outturn.amounts.released, limit).minus(limit)
                        : .zero(facts.currency)
                )
            )
        }
    }

    /// Spending on lines of the pool less their budgets.
    private func pooledVariance() throws(FundError) -> Money {
        let pooled = spent.lines.filter { $0.line.kind != .aligned }
        return try Money.total(pooled.map(\.spend), in: facts.currency).minus(
            Money.total(pooled.map(\.budget), in: facts.currency)
        )
        .plus(Money.total(pooled.map(\.held), in: facts.currency))
    }

    /// Overspends less underspends of the pool as they were divided; money of the pool that met an overspend
    /// was an underspend and is divided no more.
    private func sharedVariance() throws(FundError) -> Money {
        let aligned = alignedLines
        var shared = Money.zero(facts.currency)
        for risk in risks.divisions {
            for part in risk.parts where part.party.isInsidePool {
                shared = try shared.minus(part.amount)
            }
            guard !risk.lines.allSatisfy({ aligned.contains($0) }) else { continue }
            shared = risk.isOverspend ? try shared.plus(risk.amount) : try shared.minus(risk.amount)
        }
        return shared
    }

    private var alignedLines: Set<String> {
        Set(facts.agreement.lines.filter { $0.kind == .aligned }.map(\.id))
    }

    /// What remains in the pool, from the results of the clauses rather than from the journal.
    private func poolByClauses() throws(FundError) -> Money {
        let pooled = due.entries.filter { !$0.isAligned }
        let contributed = try Money.total(pooled.map(\.share.amount), in: facts.currency)
        let refunded = try Money.total(books.statements.map(\.refunds), in: facts.currency)
        let spending = try Money.total(
            spent.lines.filter { $0.line.kind != .aligned }.map(\.spend),
            in: facts.currency
        )
        let aligned = alignedLines
        // A schedule may leave a part of the pool's own savings in it.
        var inPool = shared.matrix.amount(actor: .pool, beneficiary: .pool)
        for risk in risks.divisions {
            let isPooled = !risk.lines.allSatisfy { aligned.contains($0) }
            for part in risk.parts {
                if risk.isOverspend {
                    // The pool pays owners of aligned lines what its own money meets.
                    guard isPooled != part.party.isInsidePool else { continue }
                    inPool =
                        isPooled
                        ? try inPool.plus(part.amount) : try inPool.minus(part.amount)
                } else if isPooled, risk.leaves(part, holder: .pool) {
                    inPool = try inPool.minus(part.amount)
                }
            }
        }
        return try Money.total(
            facts.agreement.broughtForward,
            contributed,
            inPool,
            allocated.leftInPool
        )
        .minus(refunded).minus(spending).minus(due.setAside)
    }
}

import TopsliceExactArithmetic
import TopsliceMoney

/// The equations that tie statement, transfers, journal and clauses together.
extension SettlementResults {
    /// Each side is worked out on its own way.
    func checks() throws(FundError) -> [SettlementCheck] {
        var checks: [SettlementCheck] = []
        func add(
            _ equation: SettlementCheck.Equation,
            expected: Money,
            actual: Money
        ) throws(FundError) {
            checks.append(try SettlementCheck(equation, expected: expected, actual: actual))
        }
        let rows = facts.actuals.rows.filter { $0.kind == .spend }.map(\.amount)
        let charged = try Money.total(byLines.charges.map(\.amount), in: facts.currency)
        try add(
            .spendingIsActuals(andOutcomes: !byLines.charges.isEmpty),
            expected: try Money.total(rows, in: facts.currency).plus(charged),
            actual: try Money.total(spent.lines.map(\.spend), in: facts.currency)
        )
        try add(
            .journalBalances,
            expected: .zero(facts.currency),
            actual: books.sumOfBalances
        )
        try add(
            .varianceIsShared,
            expected: try pooledVariance(),
            actual: try sharedVariance()
        )
        let last = books.balances.last
        try add(
            .poolBalances,
            expected: last?.moneyIn ?? .zero(facts.currency),
            actual: try Money.total(
                last?.moneyOut ?? .zero(facts.currency),
                last?.balance ?? .zero(facts.currency)
            )
        )
        try add(
            .poolIsWhatClausesLeave,
            expected: try poolByClauses(),
            actual: last?.balance ?? .zero(facts.currency)
        )
        if !contracts.clauses.isEmpty {
            try add(
                .contractsBalance,
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
                    .statementIsTransfers(partner: statement.partner),
                    expected: try statement.entitlement(),
                    actual: statement.net
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
                    Self.equation(of: position),
                    expected: .zero(facts.currency),
                    actual: try position.shortfall?.amount.opposite() ?? .zero(facts.currency)
                )
            )
        }
    }

    private static func equation(of position: AccountPosition) -> SettlementCheck.Equation {
        if position.account == .unfunded { return .nothingUnfunded }
        return position.shortfall?.cause == .asked
            ? .accountHoldsWhatIsDrawn(position.account) : .accountNeverBelowZero(position.account)
    }

    /// What invoices pay those who are paid more than they pay, against the nets of the statements; the host's is
    /// that of the pool as well, and so what the others' nets leave.
    private func invoicesAgainstNets() throws(FundError) -> SettlementCheck {
        let host = facts.agreement.host?.id
        let others = books.statements.filter { $0.partner != host }.map(\.net)
        let hosts = try Money.total(others, in: facts.currency).opposite()
        return try SettlementCheck(
            .invoicesArePositiveNets,
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
            checks.append(
                try SettlementCheck(
                    .partsOfRisk(
                        clause: risk.clause,
                        isOverspend: risk.isOverspend,
                        phase: Phase.told(risk.phase)
                    ),
                    expected: risk.amount,
                    actual: try Money.total(risk.parts.map(\.amount), in: facts.currency)
                )
            )
        }
        try checkSavings(&checks)
        for outturn in allocated.outturns {
            checks.append(
                try SettlementCheck(
                    .partsOfAllocation(clause: outturn.clause),
                    expected: outturn.amount,
                    actual: try Money.total(outturn.paid.map(\.amount), in: facts.currency)
                )
            )
        }
        for compensation in compensated.results {
            checks.append(
                try SettlementCheck(
                    .compensationIsZero(clause: compensation.clause),
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
                    .peopleAreAgencies,
                    expected: try Money.total(pooled.map(\.amount), in: facts.currency),
                    actual: try Money.total(due.people.map(\.paidIn), in: facts.currency)
                )
            )
        }
    }

    private func checkSavings(_ checks: inout [SettlementCheck]) throws(FundError) {
        for (matrix, isCashable) in [(shared.matrix, true), (shared.notCashable, false)]
        where !matrix.actors.isEmpty {
            let own = recorded.outturns.filter { $0.stream.isCashable == isCashable }
            for holder in matrix.beneficiaries {
                let released = own.filter { $0.stream.holder == holder }
                checks.append(
                    try SettlementCheck(
                        .savingsColumn(holder, isCashable: isCashable),
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
                    .savingsRows(isCashable: isCashable),
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
                    .chargedBeyondAttributable(clause: outturn.stream.clause),
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

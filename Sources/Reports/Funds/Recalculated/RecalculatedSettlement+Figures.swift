import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The figures of a partner's statement, in pence, as formulas.
extension RecalculatedSettlement {
    private func actuals(_ column: Int) -> WorkbookRange {
        ActualsTable.range(column, plan.rows.count)
    }

    /// Parts of divisions that count in a figure; nothing where there are no divisions.
    private func parts(_ key: String) -> WorkbookFormula {
        let rows = shares.rows.count
        guard rows > 0 else { return .whole(0) }
        return .totalWhere(
            WorkbookRange(
                SharesTable.name,
                column: SharesTable.Column.counted,
                rows: 0..<rows
            ),
            key: WorkbookRange(
                SharesTable.name,
                column: SharesTable.Column.figure,
                rows: 0..<rows
            ),
            is: key
        )
    }

    func contribution(_ statement: PartnerStatement) -> WorkbookFormula {
        let own = plan.contributions.filter {
            !$0.isAligned && $0.partner == statement.partner && figures.cell($0.figure) != nil
        }
        let settled = own.reduce(0) { $0 + $1.settled.minorUnits }
        return .sum(
            [.whole(statement.contribution.minorUnits - settled)]
                + own.compactMap { figures.cell($0.figure) }
        )
    }

    /// What the risk pool holds before anything is drawn.
    var riskPoolHeld: WorkbookFormula {
        let own = plan.contributions.filter {
            $0.isIntoRiskPool && !$0.isAligned && figures.cell($0.figure) != nil
        }
        guard !own.isEmpty else { return .whole(plan.riskPoolHeld.minorUnits) }
        let settled = own.reduce(0) { $0 + $1.settled.minorUnits }
        return .most([
            .whole(0),
            .sum(
                [.whole(plan.riskPoolHeld.minorUnits - settled)]
                    + own.compactMap { figures.cell($0.figure) }
            ),
        ])
    }

    func riskShare(_ statement: PartnerStatement) -> WorkbookFormula {
        .difference(
            .sum([
                parts(keys.risk(statement.partner)),
                .whole(keptRiskShares[statement.partner]?.minorUnits ?? 0),
            ]),
            .sum(followed.heldDifferences[statement.partner] ?? [])
        )
    }

    func savings(_ statement: PartnerStatement) -> WorkbookFormula {
        hasSavings
            ? parts(keys.saved(statement.partner)) : .whole(statement.savings.minorUnits)
    }

    func savingsHeld(_ statement: PartnerStatement) -> WorkbookFormula {
        hasSavings
            ? .sum(released[.partner(statement.partner)] ?? [])
            : .whole(statement.savingsHeld.minorUnits)
    }

    func reimbursements(_ statement: PartnerStatement) -> WorkbookFormula {
        .totalWhere(
            actuals(ActualsTable.Column.pence),
            key: actuals(ActualsTable.Column.paidBack),
            is: keys.paidBack(statement.partner)
        )
    }

    /// What a partner is paid for outcomes less what it pays for them.
    func outcomePayments(_ statement: PartnerStatement) -> WorkbookFormula {
        .sum(
            [
                parts(keys.outcomes(statement.partner)),
                kept(statement, \.outcomePayments, followed.settledOutcomes),
            ] + (followed.outcomes[statement.partner] ?? [])
        )
    }

    func allocation(_ statement: PartnerStatement) -> WorkbookFormula {
        .difference(
            .sum([
                parts(keys.allocated(statement.partner)),
                kept(statement, \.allocation, followed.settledAllocation),
            ]),
            .sum(followed.receipts[statement.partner] ?? [])
        )
    }

    func compensation(_ statement: PartnerStatement) -> WorkbookFormula {
        .sum([
            parts(keys.compensated(statement.partner)),
            kept(statement, \.compensation, followed.settledCompensation),
        ])
    }

    func supplyChain(_ statement: PartnerStatement) -> WorkbookFormula {
        .sum(
            [kept(statement, \.supplyChain, followed.settledSupplyChain)]
                + (followed.passedOn[statement.partner] ?? [])
        )
    }

    /// What of a figure clauses that stay as they were settled make.
    private func kept(
        _ statement: PartnerStatement,
        _ figure: KeyPath<PartnerStatement, Money>,
        _ followed: [String: Int]
    ) -> WorkbookFormula {
        .whole(statement[keyPath: figure].minorUnits - (followed[statement.partner] ?? 0))
    }

    /// Contributions and payments for outcomes handed over follow their rows; what else was paid before stays as it
    /// was settled.
    func alreadySettled(_ statement: PartnerStatement) -> WorkbookFormula {
        let target = Recalculation.Target.paid(partner: statement.partner)
        let handedOver = settlement.payments.lazy.filter { $0.partner == statement.partner }
            .reduce(0) { $0 + $1.amount.minorUnits }
        return .sum([
            .totalWhere(
                actuals(ActualsTable.Column.pence),
                key: actuals(ActualsTable.Column.key),
                is: keys.key(target)
            ),
            .whole(
                statement.alreadySettled.minorUnits - handedOver
                    - (followed.settledBefore[statement.partner] ?? 0)
            ),
            .sum(followed.advances[statement.partner] ?? []),
        ])
    }
}

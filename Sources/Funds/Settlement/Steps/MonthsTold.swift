import TopsliceExactArithmetic
import TopsliceMoney

/// The term month by month: budgets as they are meant to be spent, and spending as it was recorded or is expected.
struct MonthsTold {
    private(set) var positions: [MonthPosition] = []

    private struct Key: Hashable {
        let period: Period
        let profile: BudgetProfile
    }

    /// - Complexity: O(rows + profiles × months).
    init(_ facts: SettlementFacts, charged: [LineCharge]) throws(FundError) {
        guard !facts.whole.lines.isEmpty else { return }
        var budgets: [Key: Money] = [:]
        for line in facts.whole.lines {
            let profile = facts.whole.profile(of: line)
            for allotment in line.allotments {
                try budgets.add(
                    allotment.revised,
                    to: Key(period: allotment.period, profile: profile)
                )
            }
        }
        var exact: [Month: Rational] = [:]
        for (key, budget) in budgets {
            for month in key.period.months {
                let part = key.profile.part(of: [month], in: key.period, of: key.period)
                exact[month] = (exact[month] ?? .zero) + Rational(budget) * part
            }
        }
        var spent: [Month: Money] = [:]
        var foreseen: [Month: Money] = [:]
        for row in facts.actuals.rows where row.kind == .spend {
            if row.nature == .foreseen {
                try foreseen.add(row.amount, to: Month(row.counted))
            } else {
                try spent.add(row.amount, to: Month(row.counted))
            }
        }
        for charge in charged { try spent.add(charge.amount, to: Month(charge.date)) }
        var meant = Rational.zero
        var budgetSoFar = Money.zero(facts.currency)
        var spentSoFar = Money.zero(facts.currency)
        for month in facts.whole.term.months {
            meant += exact[month] ?? .zero
            let now = try Money.nearest(meant, in: facts.currency)
            let budget = try now.minus(budgetSoFar)
            budgetSoFar = now
            spentSoFar = try spentSoFar.plus(spent.amount(month, in: facts.currency)).plus(
                foreseen.amount(month, in: facts.currency)
            )
            positions.append(
                MonthPosition(
                    month: month,
                    budget: budget,
                    spent: spent.amount(month, in: facts.currency),
                    foreseen: foreseen.amount(month, in: facts.currency),
                    hasEnded: min(month.last, facts.whole.term.to) <= facts.standing.day,
                    budgetSoFar: budgetSoFar,
                    spentSoFar: spentSoFar
                )
            )
        }
    }
}

import TopsliceMoney

/// What partners owe the pool for an overspend as it arises. It is paid when everything is settled, but a pool
/// whose partners have agreed to bear what lines spend above their budgets is not short of that money before.
struct OverspendAccrual {
    let date: CalendarDate
    /// In pence; below zero where spending was given back.
    let amount: Money
    /// The money that the lines are of.
    let band: MoneyBand

    /// - Parameters:
    ///   - parts: what partners bear of the overspend in the end. What other sources meet comes first.
    ///   - lines: those that were overspent, each with what was spent on it day by day.
    static func all(
        of parts: Money,
        lines: [(budget: Money, spending: [DatedAmount])],
        band: MoneyBand
    ) throws(FundError) -> [OverspendAccrual] {
        guard parts.isPositive else { return [] }
        var changes: [CalendarDate: Money] = [:]
        var whole = Money.zero(parts.currency)
        for (budget, spending) in lines {
            var spent = Money.zero(parts.currency)
            var over = Money.zero(parts.currency)
            for row in spending.sorted(by: { $0.date < $1.date }) {
                spent = try spent.plus(row.amount)
                let now = try max(spent, budget).minus(budget)
                if now != over { try changes.add(try now.minus(over), to: row.date) }
                over = now
            }
            whole = try whole.plus(over)
        }
        let others = try max(whole, parts).minus(parts)
        var accruals: [OverspendAccrual] = []
        var over = Money.zero(parts.currency)
        var owed = Money.zero(parts.currency)
        for (date, change) in changes.sorted(by: { $0.key < $1.key }) {
            over = try over.plus(change)
            let now = min(parts, try max(over, others).minus(others))
            if now != owed {
                accruals.append(
                    OverspendAccrual(date: date, amount: try now.minus(owed), band: band)
                )
            }
            owed = now
        }
        return accruals
    }
}

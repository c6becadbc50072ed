import TopsliceExactArithmetic
import TopsliceMoney

extension EarlyWarning {
    /// The month in which each line with a tolerance passes it: as recorded, or carried on at the average
    /// of the months so far.
    ///
    /// The months so far are those for which anything was recorded on any line: a line that is paid once a
    /// year has spent nothing since, rather than being on course to be paid every month.
    static func all(
        _ facts: SettlementFacts,
        _ books: inout Books
    ) throws(FundError) -> [EarlyWarning] {
        var found: [EarlyWarning] = []
        let horizon = facts.actuals.rows.lazy.filter { $0.kind == .spend && $0.nature != .foreseen }
            .map(\.counted).max()
        let watched = facts.agreement.lines.filter { $0.tolerance != nil }
            .sorted { $0.id.precedes($1.id) }
        for (line, allotment) in watched.flatMap({ line in line.allotments.map { (line, $0) } }) {
            guard let tolerance = line.tolerance else { continue }
            let limit = try Money.nearest(
                Rational(allotment.revised) * (.one + tolerance),
                in: facts.currency
            )
            let rows = facts.rows(.spend, line.id).filter {
                $0.nature != .foreseen && allotment.period.contains($0.counted)
            }
            guard
                let breach = try Self.breach(
                    rows,
                    allotment.period,
                    horizon: horizon,
                    limit: limit
                )
            else {
                continue
            }
            let warning = EarlyWarning(
                line: line.id,
                tolerance: tolerance,
                month: breach.month.description,
                isProjected: breach.isProjected,
                spend: breach.spend,
                limit: limit
            )
            found.append(warning)
            books.warn(.passesBudget(warning))
        }
        return found
    }

    private static func breach(
        _ rows: [ActualRow],
        _ period: Period,
        horizon: CalendarDate?,
        limit: Money
    ) throws(FundError) -> (month: Month, isProjected: Bool, spend: Money)? {
        var byMonth: [Month: Money] = [:]
        for row in rows {
            try byMonth.add(row.amount, to: Month(row.counted))
        }
        var spend = Money.zero(limit.currency)
        for (month, amount) in byMonth.sorted(by: { $0.key < $1.key }) {
            spend = try spend.plus(amount)
            if spend > limit { return (month, false, spend) }
        }
        let first = Month(period.from)
        guard let horizon, spend.isPositive else { return nil }
        let last = Month(min(horizon, period.to))
        guard last < Month(period.to) else { return nil }
        let elapsed = Rational(last.number - first.number + 1)
        for number in (last.number + 1)...Month(period.to).number {
            let months = Rational(number - first.number + 1)
            let projected = try Money.nearest(
                Rational(spend) * months / elapsed,
                in: limit.currency
            )
            if projected > limit { return (Month(number: number), true, projected) }
        }
        return nil
    }
}

package import TopsliceMoney
import TopsliceExactArithmetic

/// The months of a line that have ended and of which no row says anything: whether nothing was spent, or nothing
/// recorded, only its owner knows.
package struct MonthsWithoutRows: Sendable, Hashable {
    package let line: String
    /// Nil for the whole term.
    package let phase: String?
    package let months: [Month]
    /// What of the budget was meant for these months and is not taken for an underspend before somebody says so.
    package internal(set) var held: Money

    /// The months after the last row. Of a line that is otherwise recorded every month also those between rows;
    /// one that is recorded once a quarter, or once a year at its end, is recorded whole. A month whose rows are
    /// all of nothing answers for those before it.
    ///
    /// - Parameters:
    ///   - rows: spending that was recorded.
    ///   - day: as at which the fund is settled.
    static func months(
        of period: Period,
        until day: CalendarDate,
        recorded rows: some Sequence<ActualRow>
    ) -> [Month] {
        let begun = period.months.filter { $0.first <= day }
        var isNil: [Month: Bool] = [:]
        for row in rows {
            isNil[Month(row.counted), default: true] =
                isNil[Month(row.counted), default: true] && row.amount.isZero
        }
        guard let last = isNil.keys.max() else { return begun }
        let before = begun.filter { $0 <= last }
        let isMonthly = isNil.count * 2 > before.count
        var missing = begun.filter { $0 > last }
        // From the end, so that each month knows the next that has rows.
        var isAnswered = isNil[last] ?? false
        for month in before.reversed() {
            if let known = isNil[month] {
                isAnswered = known
            } else if isMonthly, !isAnswered {
                missing.append(month)
            }
        }
        return missing.sorted()
    }

    /// What of a budget is meant for them, in pence.
    static func budget(
        for months: [Month],
        of allotment: FundLine.Allotment,
        _ profile: BudgetProfile,
        until day: CalendarDate
    ) throws(FundError) -> Money {
        guard !months.isEmpty, let begun = allotment.period.clamped(until: day) else {
            return .zero(allotment.revised.currency)
        }
        let part = profile.part(of: months, in: begun, of: allotment.period)
        return try .nearest(Rational(allotment.revised) * part, in: allotment.revised.currency)
    }
}

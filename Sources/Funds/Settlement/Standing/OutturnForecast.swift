import TopsliceExactArithmetic
import TopsliceMoney

/// How what a line will still spend is foreseen.
package enum ForecastMethod: String, Sendable, Hashable, CaseIterable {
    /// As much in each month as on average in those with rows.
    case runRate = "run-rate"
    /// As spending so far is to the part of the profile behind it, so the rest to the part ahead.
    case profile
    /// What is ordered, as rows of kind `commitment` say, and nothing else.
    case commitments
    /// What the budget is meant for in the months ahead.
    case budget
}

/// What lines are expected to spend between a day and the end of the term, as rows that were not recorded.
struct OutturnForecast {
    private(set) var rows: [ActualRow] = []

    /// - Parameters:
    ///   - day: up to which rows are recorded.
    ///   - recorded: spending up to that day.
    ///   - commitments: what is ordered for later days.
    init(
        _ agreement: Agreement,
        after day: CalendarDate,
        recorded: [String: [ActualRow]],
        commitments: [String: [ActualRow]]
    ) throws(FundError) {
        for line in agreement.lines {
            let spent = recorded[line.id] ?? []
            let ordered = (commitments[line.id] ?? []).filter { $0.counted > day }
            for allotment in line.allotments {
                let own = spent.filter { allotment.period.contains($0.counted) }
                let method =
                    line.forecast
                    ?? (!ordered.isEmpty ? .commitments : line.profile != nil ? .profile : .runRate)
                guard method != .commitments else {
                    rows += ordered.filter { allotment.period.contains($0.counted) }
                        .map { $0.foreseen(on: $0.date, amount: $0.amount) }
                    continue
                }
                try foresee(line, allotment, own, method, agreement.profile(of: line), after: day)
            }
        }
    }

    private mutating func foresee(
        _ line: FundLine,
        _ allotment: FundLine.Allotment,
        _ own: [ActualRow],
        _ method: ForecastMethod,
        _ profile: BudgetProfile,
        after day: CalendarDate
    ) throws(FundError) {
        let period = allotment.period
        let spent = own.map { Rational($0.amount) }.sum()
        let known = Set(own.map { Month($0.counted) })
        // Of a line with one row nobody can tell whether it is a bill for the year.
        let missing =
            known.count == 1
            ? []
            : Set(MonthsWithoutRows.months(of: period, until: day, recorded: own))
        let open = period.months.filter { $0.last > day || missing.contains($0) }
            .filter { !known.contains($0) || $0.last > day }
        // A month that is half over is foreseen for the days that are left of it.
        let ahead = Period(
            from: max(period.from, CalendarDate(dayNumber: day.dayNumber + 1)),
            to: period.to
        )
        func weight(_ month: Month, by profile: BudgetProfile) -> Rational {
            guard !missing.contains(month), let ahead else {
                return profile.weight(of: month, in: period)
            }
            return profile.weight(of: month, in: ahead)
        }
        let even = BudgetProfile.even(from: Month(period.from))
        let used = method == .runRate ? even : profile
        let all = period.months.map { used.weight(of: $0, in: period) }.sum()
        let weights = open.map { weight($0, by: used) }
        let behind = all - weights.sum()
        // Of a line that nobody has recorded anything of, only the budget is known.
        let whole =
            method == .budget || own.isEmpty || !behind.isPositive
            ? Rational(allotment.revised) : spent * all / behind
        guard !all.isZero else { return }
        var exact = Rational.zero
        var entered = Money.zero(allotment.revised.currency)
        for (month, weight) in zip(open, weights) {
            exact += whole * weight / all
            let now = try Money.nearest(exact, in: allotment.revised.currency)
            let amount = try now.minus(entered)
            entered = now
            guard !amount.isZero else { continue }
            rows.append(
                ActualRow(
                    date: min(month.last, period.to),
                    counted: min(month.last, period.to),
                    kind: .spend,
                    nature: .foreseen,
                    id: line.id,
                    partner: nil,
                    amount: amount,
                    quantity: .zero,
                    scenario: Actuals.actual,
                    place: line.place
                )
            )
        }
    }
}

extension ActualRow {
    fileprivate func foreseen(on date: CalendarDate, amount: Money) -> ActualRow {
        ActualRow(
            date: date,
            counted: counted,
            kind: .spend,
            nature: .foreseen,
            id: id,
            partner: partner,
            amount: amount,
            quantity: quantity,
            scenario: scenario,
            place: place
        )
    }
}

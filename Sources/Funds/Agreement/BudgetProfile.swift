import TopsliceExactArithmetic
import TopsliceMoney

/// How a budget is meant to be spent over the months of its period.
package struct BudgetProfile: Sendable, Hashable {
    /// The month of the first weight.
    private let first: Month
    /// A weight for each month of the term; fewer begin again when they are used up, as twelve do each year.
    private let weights: [Rational]

    /// - Parameter weights: one or more, none below zero.
    init(from first: Month, weights: [Rational]) {
        precondition(!weights.isEmpty, "a profile without weights")
        self.first = first
        self.weights = weights
    }

    /// The same in every whole month.
    static func even(from first: Month) -> BudgetProfile {
        BudgetProfile(from: first, weights: [.one])
    }

    /// The weight of a month, as far as its days are days of the period.
    func weight(of month: Month, in period: Period) -> Rational {
        let days = month.dayCount(in: period)
        guard days > 0 else { return .zero }
        let place = (month.number - first.number) % weights.count
        let whole = weights[place < 0 ? place + weights.count : place]
        let all = month.dayCount
        return days == all ? whole : whole * Rational(days) / Rational(all)
    }

    /// The part of a budget for a period that is meant for some of its months; of a period of which no month has a
    /// weight, by days.
    func part(of months: [Month], in period: Period, of whole: Period) -> Rational {
        let all = whole.months.map { weight(of: $0, in: whole) }.sum()
        guard !all.isZero else {
            let days = months.reduce(0) { $0 + $1.dayCount(in: period) }
            return Rational(days) / Rational(whole.dayCount)
        }
        return months.map { weight(of: $0, in: period) }.sum() / all
    }

    /// The part of a budget for a period that is meant for its days up to one of them.
    func part(of whole: Period, until day: CalendarDate) -> Rational {
        guard let begun = whole.clamped(until: day) else { return .zero }
        guard begun != whole else { return .one }
        return part(of: begun.months, in: begun, of: whole)
    }
}

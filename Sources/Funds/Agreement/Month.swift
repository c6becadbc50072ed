package import TopsliceMoney

/// A month of the calendar.
package struct Month: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Months since the year 0.
    let number: Int

    package init(_ date: CalendarDate) {
        let parts = date.components
        number = parts.year * 12 + parts.month - 1
    }

    init(number: Int) {
        self.number = number
    }

    var first: CalendarDate { Self.first(of: number) }
    package var last: CalendarDate {
        CalendarDate(dayNumber: Self.first(of: number + 1).dayNumber - 1)
    }
    var dayCount: Int { last.dayNumber - first.dayNumber + 1 }

    /// How many days of a period fall into it.
    func dayCount(in period: Period) -> Int {
        let from = max(first, period.from)
        let to = min(last, period.to)
        return max(0, to.dayNumber - from.dayNumber + 1)
    }

    private static func first(of number: Int) -> CalendarDate {
        guard
            let date = CalendarDate(year: number / 12, month: number % 12 + 1, day: 1)
        else {
            preconditionFailure("month \(number) after the year 0 is outside the calendar")
        }
        return date
    }

    package static func < (left: Month, right: Month) -> Bool { left.number < right.number }

    /// As `2025-04`.
    package var description: String {
        let year = String(number / 12)
        let month = number % 12 + 1
        return String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year
            + (month < 10 ? "-0" : "-") + String(month)
    }
}

extension Period {
    /// The months that its days fall into.
    package var months: [Month] {
        (Month(from).number...Month(to).number).map(Month.init(number:))
    }

    /// The days that both have; nil where there are none.
    func clamped(until day: CalendarDate) -> Period? { Period(from: from, to: min(to, day)) }
}

package import TopsliceMoney

/// A month of the calendar, written `2025-04`.
package struct CalendarMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Months since January of the year 0.
    private let number: Int

    package init(of date: CalendarDate) {
        let (year, month, _) = date.components
        number = year * 12 + month - 1
    }

    private init(number: Int) { self.number = number }

    package var next: CalendarMonth { CalendarMonth(number: number + 1) }

    package static func < (left: CalendarMonth, right: CalendarMonth) -> Bool {
        left.number < right.number
    }

    package var description: String {
        let (year, month) = (number / 12, number % 12 + 1)
        let years = String(repeating: "0", count: max(0, 4 - "\(year)".utf8.count)) + "\(year)"
        return "\(years)-\(month < 10 ? "0" : "")\(month)"
    }

    /// The day of this number, or the last one of a month that has fewer; nil beyond the year 9999.
    func day(_ day: Int) -> CalendarDate? {
        for day in stride(from: day, through: 28, by: -1) where day > 28 {
            if let date = CalendarDate(year: number / 12, month: number % 12 + 1, day: day) {
                return date
            }
        }
        return CalendarDate(year: number / 12, month: number % 12 + 1, day: min(day, 28))
    }

    /// Months from this one to another, both counted.
    func count(to other: CalendarMonth) -> Int { other.number - number + 1 }

    func adding(_ months: Int) -> CalendarMonth { CalendarMonth(number: number + months) }
}

extension CalendarDate {
    /// The same day so many months later, or the last day of that month where it has no such day: a month after 31
    /// January is 28 or 29 February. Nil beyond the year 9999.
    package func adding(months: Int) -> CalendarDate? {
        CalendarMonth(of: self).adding(months).day(components.day)
    }

    /// Whole years from an earlier day: a year ends with the day before the same day of the next year; of 29
    /// February, with 28 February.
    func wholeYears(since start: CalendarDate) -> Int {
        let (from, to) = (start.components, components)
        let isBefore = (to.month, to.day) < (from.month, from.day)
        return to.year - from.year - (isBefore ? 1 : 0)
    }
}

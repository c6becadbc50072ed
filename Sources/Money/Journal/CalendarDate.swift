internal import TopsliceCalendar

/// A day of the Gregorian calendar, written `2025-04-01`, without a time or a time zone.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Days since 1 January 1970; earlier days are negative.
    public let dayNumber: Int

    /// Nil where the calendar has no such day: 29 February 2025, month 13.
    ///
    /// - Parameters:
    ///   - year: 1 ... 9999.
    ///   - month: 1 ... 12.
    ///   - day: 1 to the last day of the month.
    public init?(year: Int, month: Int, day: Int) {
        guard let number = GregorianDay.number(year: year, month: month, day: day) else {
            return nil
        }
        dayNumber = number
    }

    public init(dayNumber: Int) {
        self.dayNumber = dayNumber
    }

    /// Reads exactly `YYYY-MM-DD` in ASCII digits; nil for anything else or a day that is not.
    public init?(parsing text: some StringProtocol) {
        let number = Array(text.utf8).withUnsafeBufferPointer { GregorianDay.number(written: $0) }
        guard let number else { return nil }
        dayNumber = number
    }

    public static func isLeap(_ year: Int) -> Bool { GregorianDay.isLeap(year) }

    static func days(inMonth month: Int, of year: Int) -> Int {
        GregorianDay.length(ofMonth: month, in: year)
    }

    public var components: (year: Int, month: Int, day: Int) {
        GregorianDay.components(of: dayNumber)
    }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    public var description: String {
        let (year, month, day) = components
        let years = String(repeating: "0", count: max(0, 4 - String(year).utf8.count)) + "\(year)"
        return "\(years)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}

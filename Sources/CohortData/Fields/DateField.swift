/// A calendar day spelt `YYYY-MM-DD` (ISO 8601 extended format), years 1 to 9999 of the Gregorian calendar
/// carried backwards; no time, no time zone, no other order.
enum DateField {
    /// Days since 1970-01-01, or nil where the bytes are not such a date or the day does not exist.
    static func parse(_ bytes: FieldBytes) -> Int? {
        guard bytes.count == 10, bytes[4] == .minus, bytes[7] == .minus,
            let year = digits(bytes, 0..<4), let month = digits(bytes, 5..<7),
            let day = digits(bytes, 8..<10),
            year >= 1, month >= 1, month <= 12, day >= 1, day <= dayCount(month: month, year: year)
        else { return nil }
        return daysSince1970(year: year, month: month, day: day)
    }

    private static func digits(_ bytes: FieldBytes, _ range: Range<Int>) -> Int? {
        var value = 0
        for index in range {
            let digit = bytes[index].digitValue
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func dayCount(month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Years counted from March, so that a leap day ends its year; see Richards (2013), "Calendars", in
    /// the Explanatory Supplement to the Astronomical Almanac, section 15.11.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let marchMonth = (month + 9) % 12
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let days = 365 * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear
        let daysFromMarchOfYearZeroTo1970 = 719_468
        return days - daysFromMarchOfYearZeroTo1970
    }
}

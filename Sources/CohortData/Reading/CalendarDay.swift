/// Days since 1970-01-01 in the proleptic Gregorian calendar (ISO 8601).
enum CalendarDay {
    /// Reads `YYYY-MM-DD`, a real day of the years 1 to 9999; nil for all else.
    static func parse(_ text: UnsafePointer<UInt8>, count: Int) -> Int? {
        guard count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else {
            return nil
        }
        var parts = [0, 0, 0]
        for (part, range) in [0..<4, 5..<7, 8..<10].enumerated() {
            for index in range {
                let digit = text[index] &- 48
                guard digit <= 9 else { return nil }
                parts[part] = parts[part] * 10 + Int(digit)
            }
        }
        let (year, month, day) = (parts[0], parts[1], parts[2])
        guard year >= 1, (1...12).contains(month), day >= 1, day <= daysIn(month, year) else {
            return nil
        }
        return daysBeforeEpochYear(year, month) + day - 1
    }

    private static func daysIn(_ month: Int, _ year: Int) -> Int {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Days from 1970-01-01 to the first of the month; years counted from March so that leap days come last.
    private static func daysBeforeEpochYear(_ year: Int, _ month: Int) -> Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let shiftedMonth = month <= 2 ? month + 9 : month - 3
        let days = 365 * shiftedYear + shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
        return days + (153 * shiftedMonth + 2) / 5 - 719_468
    }
}

package import TopsliceMoney

/// The days of a contract, both ends included, and its years.
package struct ContractTerm: Sendable, Hashable {
    /// Days since 1 January 1970.
    package let from: Int32
    package let to: Int32

    package init(from: CalendarDate, to: CalendarDate) {
        self.from = Int32(from.dayNumber)
        self.to = Int32(to.dayNumber)
    }

    package init(from: Int32, to: Int32) {
        self.from = from
        self.to = to
    }

    package func contains(_ day: Int32) -> Bool { from <= day && day <= to }

    /// Which year of the term a day is in, from 0: a year ends the day before the same day and month of the next; of a
    /// term that begins on 29 February the anniversary is 1 March in years without one.
    package func year(of day: Int32) -> Int {
        let start = CalendarDate(dayNumber: Int(from)).components
        let date = CalendarDate(dayNumber: Int(day)).components
        let isBefore = (date.month, date.day) < (start.month, start.day)
        return date.year - start.year - (isBefore ? 1 : 0)
    }
}

/// A length of time as contracts state it: calendar months, weeks or days.
package struct CalendarSpan: Sendable, Hashable {
    package enum Unit: String, Sendable, Hashable, CaseIterable {
        case months
        case weeks
        case days
    }

    package let count: Int
    package let unit: Unit

    package init(_ count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// The day on which so much time has passed since a day. Months end on the corresponding day, or on the last of
    /// a month that has none (Dodds v Walker [1981] 1 WLR 1027): six months from 31 August are up on 28 or 29 February.
    package func after(_ day: Int32) -> Int32 {
        switch unit {
        case .days: return day + Int32(count)
        case .weeks: return day + Int32(7 * count)
        case .months:
            let start = CalendarDate(dayNumber: Int(day)).components
            let months = start.year * 12 + start.month - 1 + count
            let (year, month) = (months / 12, months % 12 + 1)
            for last in stride(from: start.day, through: 28, by: -1) {
                if let date = CalendarDate(year: year, month: month, day: last) {
                    return Int32(date.dayNumber)
                }
            }
            guard let date = CalendarDate(year: year, month: month, day: start.day) else {
                preconditionFailure("\(count) months after day \(day) leave the calendar")
            }
            return Int32(date.dayNumber)
        }
    }
}

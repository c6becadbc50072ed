package import TopsliceExactArithmetic
package import TopsliceMoney

/// What it costs a party to be overdrawn: interest by the day on the balance below zero, each day a 365th of a year.
package struct FinanceCost: Sendable, Hashable {
    package let party: String
    package let total: Money
    /// By month, only those with a charge. They sum to the total.
    package let months: [(month: CalendarMonth, charge: Money)]

    package static func == (left: FinanceCost, right: FinanceCost) -> Bool {
        left.party == right.party && left.total == right.total
            && left.months.elementsEqual(right.months) { $0 == $1 }
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(party)
        hasher.combine(total)
    }

    /// At what rate, and whether interest bears interest.
    package struct Terms: Sendable, Hashable {
        /// A year's interest as a part of one.
        package let rate: Rational
        package let compounding: Compounding

        package init(rate: Rational, compounding: Compounding) {
            self.rate = rate
            self.compounding = compounding
        }
    }

    package enum Compounding: String, Sendable, Hashable, CaseIterable {
        /// Interest bears none.
        case none
        /// Each month's charge is added to the overdraft at the end of the month.
        case monthly
    }

    /// Interest to the day of the last flow.
    ///
    /// Without compounding the exact interest since the beginning is rounded to the nearest penny at the end of each
    /// month and the difference charged, so that charges sum to the total rounded once; with it each month's charge is
    /// rounded, because the rounded charge is what is owed.
    init(_ cash: PartyCash, _ terms: Terms) throws(MoneyError) {
        let currency = cash.opening.currency
        let daily = terms.rate / 365
        var charged = Money.zero(currency)
        var exact = Rational.zero
        var months: [(CalendarMonth, Money)] = []
        var balance = cash.opening
        var at = cash.days.first?.date
        func close(_ month: CalendarMonth) throws(MoneyError) {
            let due = try Money(
                roundingMinorUnits: exact,
                by: .nearestOrAwayFromZero,
                currency: currency
            ).subtracting(terms.compounding == .monthly ? .zero(currency) : charged)
            if !due.isZero { months.append((month, due)) }
            charged = try charged.adding(due)
            if terms.compounding == .monthly { exact = .zero }
        }
        func accrue(_ days: Int) throws(MoneyError) {
            let owed =
                terms.compounding == .monthly ? try balance.subtracting(charged) : balance
            guard owed.isNegative else { return }
            exact += -owed.exactMinorUnits * Rational(days) * daily
        }
        for day in cash.days {
            while let now = at, CalendarMonth(of: now) < CalendarMonth(of: day.date) {
                let month = CalendarMonth(of: now)
                guard let end = month.next.day(1) else { break }
                try accrue(end.dayNumber - now.dayNumber)
                try close(month)
                at = end
            }
            if let now = at { try accrue(day.date.dayNumber - now.dayNumber) }
            balance = day.balance
            at = day.date
        }
        if let at { try close(CalendarMonth(of: at)) }
        party = cash.party
        total = charged
        self.months = months
    }
}

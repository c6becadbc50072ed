package import TopsliceMoney

/// What a party pays and receives, month by month, and the money it needs meanwhile.
///
/// Payments of one day count together: what comes in on a day is there for what goes out on it.
package struct PartyCash: Sendable {
    package let party: String
    /// What it holds before the first flow.
    package let opening: Money
    package let received: Money
    package let paid: Money
    package let closing: Money
    /// From the first month of the case to its last.
    package let months: [Month]
    package let peak: Peak?
    package let lag: PaymentLag
    /// The balance after each day with a flow.
    let days: [Day]

    package struct Month: Sendable, Hashable {
        package let month: CalendarMonth
        package let received: Money
        package let paid: Money
        /// At the end of the month.
        package let balance: Money
        /// The least balance at the end of any day of the month.
        package let lowest: Money

        /// The working capital needed: how far below zero the balance goes.
        package var need: Money {
            lowest.isNegative
                ? Money(minorUnits: -lowest.minorUnits, currency: lowest.currency)
                : .zero(lowest.currency)
        }
    }

    /// The most working capital needed, and the first day on which it is.
    package struct Peak: Sendable, Hashable {
        package let amount: Money
        package let date: CalendarDate
    }

    struct Day: Sendable {
        let date: CalendarDate
        let received: Money
        let paid: Money
        let balance: Money
    }

    /// - Parameters:
    ///   - flows: of this party alone.
    ///   - span: the months of the case.
    init(
        _ party: String,
        opening: Money,
        flows: [CashFlow],
        span: ClosedRange<CalendarMonth>
    ) throws(MoneyError) {
        self.party = party
        self.opening = opening
        let days = try Self.days(flows, opening)
        let currency = opening.currency
        received = try Money.sum(days.map(\.received), in: currency)
        paid = try Money.sum(days.map(\.paid), in: currency)
        closing = days.last?.balance ?? opening
        months = try Self.months(days, opening, span)
        let lowest = days.map(\.balance).min() ?? opening
        peak = try days.first { $0.balance == lowest && lowest.isNegative }
            .map { (day) throws(MoneyError) in
                Peak(amount: try lowest.negated(), date: day.date)
            }
        lag = try PaymentLag(days, in: currency)
        self.days = days
    }

    private static func days(
        _ flows: [CashFlow],
        _ opening: Money
    ) throws(MoneyError) -> [Day] {
        var days: [Day] = []
        var balance = opening
        let byDate = Dictionary(grouping: flows, by: \.date)
        for (date, flows) in byDate.sorted(by: { $0.key < $1.key }) {
            let received = try Money.sum(flows.map(\.received), in: opening.currency)
            let paid = try Money.sum(flows.map(\.paid), in: opening.currency)
            balance = try balance.adding(received).subtracting(paid)
            days.append(Day(date: date, received: received, paid: paid, balance: balance))
        }
        return days
    }

    private static func months(
        _ days: [Day],
        _ opening: Money,
        _ span: ClosedRange<CalendarMonth>
    ) throws(MoneyError) -> [Month] {
        var months: [Month] = []
        var balance = opening
        var rest = days[...]
        var month = span.lowerBound
        while month <= span.upperBound {
            var (received, paid) = (Money.zero(opening.currency), Money.zero(opening.currency))
            var lowest = balance
            while let day = rest.first, CalendarMonth(of: day.date) == month {
                received = try received.adding(day.received)
                paid = try paid.adding(day.paid)
                balance = day.balance
                lowest = min(lowest, balance)
                rest.removeFirst()
            }
            months.append(
                Month(
                    month: month,
                    received: received,
                    paid: paid,
                    balance: balance,
                    lowest: lowest
                )
            )
            month = month.next
        }
        precondition(rest.isEmpty, "\(rest.count) days outside \(span)")
        return months
    }
}

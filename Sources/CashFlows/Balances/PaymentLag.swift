package import TopsliceExactArithmetic
package import TopsliceMoney

/// How long a party waits for what it laid out.
///
/// Each penny received is set against the earliest penny paid and not yet recovered; the lag is the mean number of
/// days between the two. What is received before anything is laid out waits for nothing and is left out.
package struct PaymentLag: Sendable, Hashable {
    /// Days, weighted by amount; nil where nothing was recovered.
    package let days: Rational?
    /// The longest wait of any penny, in days.
    package let longest: Int?
    package let recovered: Money
    /// Paid and never recovered.
    package let unrecovered: Money

    init(_ days: [PartyCash.Day], in currency: Currency) throws(MoneyError) {
        var open: [(date: CalendarDate, amount: Money)] = []
        var first = 0
        var waited = Rational.zero
        var longest: Int?
        var recovered = Money.zero(currency)
        for day in days {
            if day.paid.isPositive { open.append((day.date, day.paid)) }
            var rest = day.received
            while rest.isPositive, first < open.count {
                let part = min(rest, open[first].amount)
                let wait = day.date.dayNumber - open[first].date.dayNumber
                waited += part.exactMinorUnits * Rational(wait)
                longest = max(longest ?? 0, wait)
                recovered = try recovered.adding(part)
                rest = try rest.subtracting(part)
                open[first].amount = try open[first].amount.subtracting(part)
                if open[first].amount.isZero { first += 1 }
            }
        }
        self.longest = longest
        self.recovered = recovered
        unrecovered = try Money.sum(open.map(\.amount), in: currency)
        self.days = recovered.isPositive ? waited / recovered.exactMinorUnits : nil
    }
}

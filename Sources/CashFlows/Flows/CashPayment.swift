package import TopsliceMoney

/// A payment between two parties as it is planned: what a shock may change.
package struct CashPayment: Sendable, Hashable {
    /// Of the flow it belongs to.
    package let id: String
    package internal(set) var from: String
    package internal(set) var to: String
    /// Above zero.
    package internal(set) var amount: Money
    /// The day for which it is due, such as that of the outcome.
    package let earned: CalendarDate
    /// The day on which it comes.
    package internal(set) var date: CalendarDate

    package init(
        id: String,
        from: String,
        to: String,
        amount: Money,
        earned: CalendarDate,
        date: CalendarDate
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.amount = amount
        self.earned = earned
        self.date = date
    }

    /// The same payment so many months later.
    func later(by months: Int) -> CashPayment {
        guard months > 0 else { return self }
        guard let day = date.adding(months: months) else {
            preconditionFailure("\(months) months after \(date) there is no day")
        }
        var payment = self
        payment.date = day
        return payment
    }

    /// From both sides.
    var flows: [CashFlow] {
        CashFlow.payment(on: date, from: from, to: to, amount, reason: .stated(id))
    }

    /// By day, then by what it is for and who pays whom, so that the order of rows changes nothing.
    static func < (left: CashPayment, right: CashPayment) -> Bool {
        (left.date, left.id, left.from, left.to, left.amount.minorUnits, left.earned)
            < (right.date, right.id, right.from, right.to, right.amount.minorUnits, right.earned)
    }
}

import TopsliceExactArithmetic
package import TopsliceRecords
package import TopsliceMoney

/// Personal budgets that people have agreed to pool; somebody who leaves is refunded by day count.
package struct PersonalBudgets: Sendable {
    package let clause: String
    package let people: [PersonalBudget]
    package let place: FilePlace

    /// Totals of one agency; each is the sum of its people, to the penny.
    package struct AgencyTotal: Sendable, Hashable {
        package let agency: String
        package let people: Int
        /// In pence.
        package let paidIn: Money
        package let refunded: Money
        /// What stays in the pool.
        package let kept: Money
    }

    func totals(in currency: Currency) throws(FundError) -> [AgencyTotal] {
        var totals: [AgencyTotal] = []
        let byAgency = Dictionary(grouping: people.filter { $0.consent != nil }, by: \.agency)
        for (agency, own) in byAgency.sorted(by: { $0.key.precedes($1.key) }) {
            var refunds: [Money] = []
            for person in own { refunds.append(try person.refund()) }
            let paidIn = try Money.total(own.map(\.amount), in: currency)
            let refunded = try Money.total(refunds, in: currency)
            totals.append(
                AgencyTotal(
                    agency: agency,
                    people: own.count,
                    paidIn: paidIn,
                    refunded: refunded,
                    kept: try paidIn.minus(refunded)
                )
            )
        }
        return totals
    }
}

/// One person's budget.
package struct PersonalBudget: Sendable, Hashable {
    package let id: String
    /// The partner whose budget it is.
    package let agency: String
    /// In pence for the whole period.
    package let amount: Money
    package let period: Period
    /// The day the person agreed to pool it; nil where there is no consent, and nothing is pooled.
    package let consent: CalendarDate?
    /// The last day in the pool, for somebody who withdrew.
    package let left: CalendarDate?
    package let place: FilePlace

    package init(
        id: String,
        agency: String,
        amount: Money,
        period: Period,
        consent: CalendarDate?,
        left: CalendarDate?,
        place: FilePlace
    ) {
        self.id = id
        self.agency = agency
        self.amount = amount
        self.period = period
        self.consent = consent
        self.left = left
        self.place = place
    }

    /// Days in the pool, the first and the last included.
    package var daysUsed: Int {
        guard let left else { return period.dayCount }
        return min(period.dayCount, max(0, left.dayNumber - period.from.dayNumber + 1))
    }

    /// amount × days left ÷ days of the period, to the nearest penny.
    package func refund() throws(FundError) -> Money {
        let unused = period.dayCount - daysUsed
        return try Money.nearest(
            Rational(amount) * Rational(unused) / Rational(period.dayCount),
            in: amount.currency
        )
    }
}

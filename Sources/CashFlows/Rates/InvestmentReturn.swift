package import TopsliceExactArithmetic
package import TopsliceMoney

/// What an investment gave back: its multiple and its rates.
package struct InvestmentReturn: Sendable, Hashable {
    /// Whose flows; several where they are taken together.
    package let parties: [String]
    package let paid: Money
    package let received: Money
    package let annual: RateOfReturn
    package let dated: RateOfReturn

    /// What came back for each pound put in; nil where nothing was put in.
    package var multiple: Rational? {
        paid.isZero ? nil : received.exactMinorUnits / paid.exactMinorUnits
    }

    package init(
        of parties: [String],
        flows: [CashFlow],
        currency: Currency
    ) throws(MoneyError) {
        let own = flows.filter { parties.contains($0.party) }
        self.parties = parties
        paid = try Money.sum(own.map(\.paid), in: currency)
        received = try Money.sum(own.map(\.received), in: currency)
        annual = RateOfReturn(of: own, by: .years)
        dated = RateOfReturn(of: own, by: .days)
    }
}

package import TopsliceExactArithmetic
package import TopsliceMoney

/// The payment for each success at which what was spent on everybody comes back.
package struct BreakEvenTariff: Sendable, Hashable {
    package let people: Int
    package let achieved: Int
    package let costPerPerson: Money
    package let confidence: Rational
    /// The share of successes at both ends of the exact interval.
    package let interval: BinomialInterval
    /// At the share that was counted, then at the low and the high end of its interval.
    package let observed: Tariff?
    package let atLow: Tariff?
    package let atHigh: Tariff?

    package init(
        people: Int,
        achieved: Int,
        costPerPerson: Money,
        confidence: Rational
    ) throws(MoneyError) {
        self.people = people
        self.achieved = achieved
        self.costPerPerson = costPerPerson
        self.confidence = confidence
        interval = BinomialInterval(achieved, of: people, confidence: confidence)
        observed = try Tariff(Rational(achieved) / Rational(people), costPerPerson)
        atLow = try Tariff(interval.low, costPerPerson)
        atHigh = try Tariff(interval.high, costPerPerson)
    }
}

extension BreakEvenTariff {
    /// Nil where nobody succeeds: no tariff pays for that.
    package struct Tariff: Sendable, Hashable {
        package let share: Rational
        /// Of the cost of one person.
        package let multiple: Rational
        /// Rounded up to the penny: a tariff below it does not break even.
        package let amount: Money

        init?(_ share: Rational, _ cost: Money) throws(MoneyError) {
            guard share.isPositive else { return nil }
            self.share = share
            multiple = 1 / share
            amount = try cost.multiplied(by: multiple, rounding: .up)
        }
    }
}

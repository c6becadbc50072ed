package import TopsliceExactArithmetic
package import TopsliceMoney

/// Successes that are paid for, beside those that would have happened anyway.
package struct SuccessRate: Sendable, Hashable {
    package let id: String
    package let name: String
    package let people: Int
    /// With the programme, as a part of one.
    package let rate: Rational
    /// Without it; nil where nobody has looked.
    package let without: Rational?
    /// Paid for each success.
    package let tariff: Money

    package init(
        id: String,
        name: String,
        people: Int,
        rate: Rational,
        without: Rational?,
        tariff: Money
    ) {
        self.id = id
        self.name = name
        self.people = people
        self.rate = rate
        self.without = without
        self.tariff = tariff
    }

    package var paidClaims: Rational { rate * Rational(people) }

    /// In minor units.
    package var paid: Rational { paidClaims * tariff.exactMinorUnits }

    /// Successes that would not have been without the programme; below zero where it did harm.
    package var attributable: Rational? { without.map { (rate - $0) * Rational(people) } }

    /// What each attributable success costs, in minor units; nil where there is none.
    package var costOfEach: Rational? {
        guard let attributable, attributable.isPositive else { return nil }
        return paid / attributable
    }
}

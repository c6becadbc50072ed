package import TopsliceExactArithmetic
package import TopsliceMoney

/// A year of the case.
package struct AppraisedYear: Sendable {
    package let year: Int
    /// What a pound of this year is worth today.
    package let factor: RootSum
    package let costs: Money
    package let benefits: Money
    package let presentCosts: Money
    package let presentBenefits: Money
    /// Present net benefits of this year and all before.
    package let cumulative: Money
}

/// A row of costs with what it comes to.
package struct AppraisedCost: Sendable {
    package let row: CostRow
    package let total: Money
    package let present: Money
}

/// A row of benefits with what it comes to.
package struct AppraisedBenefit: Sendable {
    package let row: BenefitRow
    /// Of a full year.
    package let outcomes: Rational
    package let annual: Money
    package let total: Money
    package let present: Money
    /// What of it is money that can be spent otherwise.
    package let cashable: Money
}

/// What the case is worth to one agency, in present values.
package struct AgencyWorth: Sendable {
    package let agency: String
    package let costs: Money
    package let benefits: Money
    package let cashable: Money
    /// Benefits less costs.
    package let net: Money
    /// Nil where it spends nothing.
    package let ratio: Rational?
}

/// What benefits of one kind are worth today.
package struct KindWorth: Sendable {
    package let kind: BenefitRow.Kind
    package let present: Money
}

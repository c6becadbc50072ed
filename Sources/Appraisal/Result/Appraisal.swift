package import TopsliceExactArithmetic
package import TopsliceMoney

/// A case worked out: what it costs, what it is worth, to whom and when, and what that hangs on.
///
/// All arithmetic is on fractions and square roots of fractions. Each amount of the whole is rounded once, to the
/// nearest penny, halves away from zero; its parts by agency, year and row by largest remainders, so that they sum to
/// it.
package struct Appraisal: Sendable {
    package let terms: AppraisalCase
    package let present: Worth
    package let undiscounted: Worth
    /// Without the cost of commissioning itself; nil where the case states none.
    package let beforeCommissioning: Worth?
    /// What of the benefits is money that can be spent otherwise, over all costs.
    package let cashable: Money
    package let cashableRatio: Rational?
    package let years: [AppraisedYear]
    package let costs: [AppraisedCost]
    package let benefits: [AppraisedBenefit]
    package let kinds: [KindWorth]
    package let agencies: [AgencyWorth]
    /// Nil where what is spent never comes back.
    package let payback: Payback?
    /// The first year at whose end everything is back, discounted.
    package let discountedPaybackYear: Int?
    package let annual: EquivalentAnnual?
    package let interval: ImpactInterval?
    package let tornado: [Sensitivity]
    package let switching: [SwitchingValue]
    /// The part of all benefits that must be due to the programme for the ratio to be one: discounted, and not.
    package let attributableForOne: Rational?
    package let undiscountedAttributableForOne: Rational?

    package init(_ terms: AppraisalCase) throws(MoneyError) {
        let values = PresentValues(terms, terms.discounting)
        let parts = AppraisalParts(values)
        self.terms = terms
        present = try Worth(values.whole, terms.currency)
        undiscounted = try Worth(parts.undiscounted, terms.currency)
        beforeCommissioning = try parts.beforeCommissioning().map { (worth) throws(MoneyError) in
            try Worth(worth, terms.currency)
        }
        let cashable = RootSum.sum(parts.cashable)
        self.cashable = try Money(rounding: cashable, terms.currency)
        cashableRatio = cashable.quotient(by: values.whole.costs)
        years = try parts.years(present)
        costs = try parts.costs(present)
        benefits = try parts.benefits(present, self.cashable)
        kinds = try parts.kinds(present)
        agencies = try parts.agencies(present, self.cashable)
        payback = Payback(net: parts.net)
        discountedPaybackYear = Payback.discountedYear(
            net: zip(values.factors, parts.net).map { $0.scaled(by: $1) }
        )
        annual = try EquivalentAnnual(values)
        interval = try ImpactInterval(values)
        tornado = try Sensitivity.all(values)
        switching = SwitchingValue.all(values)
        attributableForOne = values.whole.costs.quotient(by: values.whole.benefits)
        undiscountedAttributableForOne = parts.undiscounted.costs.quotient(
            by: parts.undiscounted.benefits
        )
    }
}

/// The same amount in every year after the decision that is worth as much as the case.
package struct EquivalentAnnual: Sendable, Hashable {
    /// What of a present value each year has: one over the worth of a pound a year. 0.2215 for five years at 3.5%,
    /// paid at year ends.
    package let factor: Rational
    /// Costs less benefits a year; below zero where the benefits are larger.
    package let netCost: Money
    package let cost: Money

    /// Nil for a case without years after the decision.
    init?(_ values: PresentValues) throws(MoneyError) {
        let annuity = RootSum.sum(values.factors.dropFirst())
        guard let factor = RootSum(.one).quotient(by: annuity) else { return nil }
        self.factor = factor
        let currency = values.terms.currency
        func annual(_ worth: RootSum) throws(MoneyError) -> Money {
            guard let amount = worth.quotient(by: annuity) else {
                preconditionFailure("an annuity of \(values.factors.count) years is zero")
            }
            return try Money(
                roundingMinorUnits: amount,
                by: .nearestOrAwayFromZero,
                currency: currency
            )
        }
        netCost = try annual(values.whole.costs - values.whole.benefits)
        cost = try annual(values.whole.costs)
    }
}

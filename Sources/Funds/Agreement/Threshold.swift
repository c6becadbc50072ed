package import TopsliceExactArithmetic
package import TopsliceMoney

/// A limit as an amount, or as a part of the budget it applies to.
package enum Threshold: Sendable, Hashable {
    /// In pence.
    case amount(Money)
    /// A part of one.
    case budgetPart(Rational)

    /// In pence, to the nearest penny.
    func pence(budget: Money) throws(FundError) -> Money {
        switch self {
        case .amount(let amount): amount
        case .budgetPart(let part): try Money.nearest(Rational(budget) * part, in: budget.currency)
        }
    }
}

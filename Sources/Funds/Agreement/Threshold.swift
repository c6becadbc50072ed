package import TopsliceExactArithmetic

/// A limit as an amount, or as a part of the budget it applies to.
package enum Threshold: Sendable, Hashable {
    /// In pence.
    case amount(Int)
    /// A part of one.
    case budgetPart(Rational)

    /// In pence, to the nearest penny.
    func pence(budget: Int) throws(FundError) -> Int {
        switch self {
        case .amount(let amount): amount
        case .budgetPart(let part): try Pence.nearest(Rational(budget) * part)
        }
    }
}

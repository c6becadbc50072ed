package import TopsliceExactArithmetic
package import TopsliceMoney

/// What one outcome is worth a year, and where that figure is from.
package struct UnitCost: Sendable, Hashable {
    /// In the table of unit costs; nil for an amount that stands in the row itself.
    package let id: String?
    package let amount: Money
    package let priceYear: String?
    package let source: String
    /// What makes prices of that year those of the case.
    package let rebasing: Rational
}

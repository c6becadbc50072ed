package import TopsliceMoney

/// What was meant to be spent in a month of the term, and what was.
package struct MonthPosition: Sendable, Hashable {
    package let month: Month
    /// In pence, of the budgets of all lines as they were revised.
    package let budget: Money
    /// In pence, recorded or accrued.
    package let spent: Money
    /// In pence, expected.
    package let foreseen: Money
    /// Whether the month has ended on the day of the settlement.
    package let hasEnded: Bool
    /// In pence, from the first month to this one.
    package let budgetSoFar: Money
    /// The same of what was spent and is expected.
    package let spentSoFar: Money
}

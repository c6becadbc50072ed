import TopsliceFunds

extension Recalculation.Kept.Reason {
    /// Why figures of a clause are not formulas.
    var words: String {
        switch self {
        case .schedules(let kinds):
            Self.schedule(
                (Set(kinds).count == 1 ? [kinds[0]] : kinds).map(\.words).joined(separator: ", ")
            )
        case .share(let rule): Self.schedule(rule.words)
        case .budgetOverPhases:
            "it takes a percentage of one budget that is used up over several phases"
        case .severalDraw:
            "several clauses draw on the same money, in an order that follows from the actuals"
        case .severalBudgets:
            "savings in several budgets are rounded by rows and columns at once"
        case .fineQuantities: "quantities have more decimals than formulas count"
        case .outcome: "who pays for the outcome follows from savings"
        case .compensation: "the gain is shared by savings"
        case .allocation:
            "the pool is paid out by savings, or into a risk pool that clauses draw on"
        case .shortAllocation: "members are short of more than others paid in"
        case .supplyChain: "a prime has two links to one subcontractor"
        case .contributionsFromSavings: "contributions follow from savings"
        }
    }

    private static func schedule(_ name: String) -> String {
        "the schedule '\(name)' follows from the actuals in more ways than formulas say"
    }
}

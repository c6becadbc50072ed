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
        case .alignedMoney: "differences of aligned money pass between its owner and the pool"
        case .budgetOverPhases: "one budget is used up over several phases"
        case .severalDraw:
            "several clauses draw on the same money, in an order that follows from the actuals"
        case .severalBudgets:
            "savings in several budgets are rounded by rows and columns at once"
        case .unitValue: "savings are counted in units and valued at a price"
        case .savings: "it follows from savings"
        case .outcome: "it pays for outcomes, which are counted"
        case .compensation: "it makes partners good for costs and income"
        case .allocation: "it pays out a pool by receipts, need or formula"
        case .supplyChain: "it passes on what others were paid"
        case .contributionsFromSavings: "contributions follow from savings"
        }
    }

    private static func schedule(_ name: String) -> String {
        "the schedule '\(name)' follows from the actuals in more ways than formulas say"
    }
}

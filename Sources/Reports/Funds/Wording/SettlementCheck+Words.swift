import TopsliceFunds

extension SettlementCheck {
    var words: String { equation.words }
}

extension SettlementCheck.Equation {
    /// What must be equal, as pages, sheets and records say it.
    var words: String {
        switch self {
        case .spendingIsActuals(let andOutcomes):
            "spending on all lines is the sum of the actuals"
                + (andOutcomes ? " and of outcome payments" : "")
        case .journalBalances: "journal: the balances of all accounts sum to zero"
        case .varianceIsShared:
            "pool: what lines spent above and below their budgets is shared once"
        case .poolBalances: "pool: money in is money out and balance"
        case .poolIsWhatClausesLeave: "pool: the balance is what the clauses leave in it"
        case .contractsBalance:
            "contracts: what is paid and what is received is the same on every day"
        case .nothingUnfunded: "nothing is left that nobody bears"
        case .accountHoldsWhatIsDrawn(let account):
            "\(account.identifier): holds what clauses draw from it"
        case .accountNeverBelowZero(let account): "\(account.identifier): never below zero"
        case .statementIsTransfers(let partner): "statement of \(partner) equals its transfers"
        case .invoicesArePositiveNets: "net invoices sum to the positive nets"
        case .partsOfRisk(let clause, let isOverspend, let phase):
            "\(clause): the parts of the \(isOverspend ? "overspend" : "underspend") sum to it"
                + (phase.map { " (\($0))" } ?? "")
        case .partsOfAllocation(let clause):
            "\(clause): what is paid out sums to what is divided"
        case .compensationIsZero(let clause): "\(clause): compensating transfers sum to zero"
        case .peopleAreAgencies: "personal budgets: people sum to the agencies' totals"
        case .savingsColumn(let holder, let isCashable):
            "\(Self.savings(isCashable)): the column of \(holder.identifier) sums to its savings"
        case .savingsRows(let isCashable):
            "\(Self.savings(isCashable)): the rows sum to the total"
        case .chargedBeyondAttributable(let clause):
            "\(clause): charged to AME beyond the attributable saving"
        }
    }

    private static func savings(_ isCashable: Bool) -> String {
        isCashable ? "cashable savings" : "savings not cashable"
    }
}

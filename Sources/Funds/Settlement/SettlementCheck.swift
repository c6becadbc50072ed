package import TopsliceMoney

/// One equation that must hold; `difference` is zero where it does.
package struct SettlementCheck: Sendable, Hashable {
    package let equation: Equation
    /// In pence.
    package let expected: Money
    /// In pence.
    package let actual: Money
    /// Actual less expected.
    package let difference: Money

    /// What is equal to what. Words for it are made in reports.
    package enum Equation: Sendable, Hashable {
        /// Spending on all lines is the sum of the actuals, and of outcome payments where lines are charged with some.
        case spendingIsActuals(andOutcomes: Bool)
        /// The balances of all accounts sum to zero.
        case journalBalances
        /// What lines spent above and below their budgets is shared once.
        case varianceIsShared
        /// Money in is money out and balance.
        case poolBalances
        /// The balance is what the clauses leave in it.
        case poolIsWhatClausesLeave
        /// What is paid and what is received under contracts is the same on every day.
        case contractsBalance
        case nothingUnfunded
        case accountHoldsWhatIsDrawn(Account)
        case accountNeverBelowZero(Account)
        case statementIsTransfers(partner: String)
        case invoicesArePositiveNets
        /// The parts of an over- or underspend sum to it. The phase is nil for the whole term.
        case partsOfRisk(clause: String, isOverspend: Bool, phase: String?)
        case partsOfAllocation(clause: String)
        case compensationIsZero(clause: String)
        case peopleAreAgencies
        case savingsColumn(Account, isCashable: Bool)
        case savingsRows(isCashable: Bool)
        case chargedBeyondAttributable(clause: String)
    }

    package var holds: Bool { actual == expected }

    /// The partner whose statement it is about, or the account that may not be below zero on any day; nil for
    /// an equation about all.
    package var concerns: Account? {
        switch equation {
        case .statementIsTransfers(let partner): .partner(partner)
        case .accountHoldsWhatIsDrawn(let account), .accountNeverBelowZero(let account): account
        case .nothingUnfunded: .unfunded
        default: nil
        }
    }

    /// Whether it is about an account of the fund that may not be below zero.
    package var isOfAccount: Bool { concerns.map { $0.partner == nil } ?? false }

    init(_ equation: Equation, expected: Money, actual: Money) throws(FundError) {
        self.equation = equation
        self.expected = expected
        self.actual = actual
        difference = try actual.minus(expected)
    }
}

package import TopsliceMoney

/// The sums of a settlement that its reports show.
package struct SettlementFigures: Sendable {
    /// What all contributions bring to the pool.
    package let contributed: Money
    package let spent: Money
    /// What lines spent above their budgets.
    package let over: Money
    /// What other lines left of theirs.
    package let under: Money
    /// Cashable savings that are shared.
    package let sharedSavings: Money
    package let savingsSteps: [SavingsStep]
    /// What the steps of savings come to.
    package let afterSavingsSteps: Money
    package let flows: MoneyFlows
    /// All movements of the journal together; nil where that is more than an amount can hold.
    package let moved: Money?

    /// A step from savings to what is shared.
    package struct SavingsStep: Sendable, Hashable {
        package enum Kind: Sendable, Hashable {
            case saving(name: String)
            case notCashable
            /// Not released for sharing.
            case kept
        }

        package let kind: Kind
        package let change: Money
    }

    init(
        statements: [PartnerStatement],
        contributions: [ContributionEntry],
        lines: [LineOutturn],
        savings: [SavingOutturn],
        journal: JournalEntries,
        accounts: [AccountPosition],
        currency: Currency
    ) throws(FundError) {
        contributed = try Money.total(
            contributions.lazy.filter { !$0.isAligned }.map(\.share.amount),
            in: currency
        )
        spent = try Money.total(lines.lazy.map(\.spend), in: currency)
        over = try Money.total(lines.lazy.map(\.overspend), in: currency)
        under = try Money.total(lines.lazy.map(\.underspend), in: currency)
        let cashable = savings.filter(\.stream.isCashable)
        sharedSavings = try Money.total(cashable.map(\.amounts.released), in: currency)
        let notCashable = try Money.total(
            savings.filter { !$0.stream.isCashable }.map(\.realised),
            in: currency
        )
        let kept = try Money.total(cashable.map(\.amounts.retained), in: currency)
        var steps = savings.map {
            SavingsStep(kind: .saving(name: $0.stream.name), change: $0.realised)
        }
        if !notCashable.isZero {
            steps.append(SavingsStep(kind: .notCashable, change: try notCashable.opposite()))
        }
        if !kept.isZero { steps.append(SavingsStep(kind: .kept, change: try kept.opposite())) }
        savingsSteps = steps
        afterSavingsSteps = try Money.total(steps.map(\.change), in: currency)
        flows = try MoneyFlows(
            statements: statements,
            lines: lines,
            accounts: accounts,
            currency: currency
        )
        moved = journal.total
    }
}

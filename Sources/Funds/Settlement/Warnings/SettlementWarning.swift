package import TopsliceContracts
package import TopsliceMoney
package import TopsliceRecords

/// What came of settling that its signatories should look at. A fact, which reports put into words; they are
/// in the order in which the steps of the settlement met them.
package enum SettlementWarning: Sendable, Hashable {
    /// Costs rose for all partners together, so that nobody can be restored in full.
    case worseOffTogether(clause: String, loss: Money)
    /// Without its digest a later change of a definition cannot be seen.
    case outcomeWithoutDigest(outcome: String)
    /// The digest could not be computed, with why.
    case definitionUnchecked(outcome: String, HashingError)
    /// A part of a division that no clause gives to anybody.
    case ofNobody(clause: String, amount: Money, isOverspend: Bool)
    /// The agreement leaves open whether lines make up for each other, and it mattered.
    case nettingAssumed(clause: String, phase: String?, over: Money, under: Money, left: Money)
    /// Counts as zero.
    case noResult(outcome: String)
    /// A part is paid at the start, and no starts were recorded.
    case noStarts(clause: String, outcome: String)
    case passesBudget(EarlyWarning)
    /// A partner paid under a contribution that asks nothing of it.
    case paidUnasked(FilePlace, partner: String, contribution: String)
    /// Counts as zero.
    case noSaving(saving: String)
    /// Months that have ended and of which nobody has said anything.
    case monthsWithoutRows(MonthsWithoutRows)
    /// The same where somebody said that the settlement is final, so that nothing was spent in them.
    case monthsTakenAsNothing(MonthsWithoutRows)
    /// A clause that looks at a whole period is not applied before its end.
    case waits(WaitingClause)
    /// Rows of days after that of the settlement.
    case laterRows(count: Int, day: CalendarDate)
    /// A saving below zero that no clause shares, so that it stays with its beneficiary, or the pool for nil.
    case lossKept(clause: String, saving: String, loss: Money, beneficiary: String?)
    /// What a clause about people says without effect, by what is recorded.
    case clause(id: String, ClauseNotice)
    /// Payments may not exceed the attributable saving.
    case withheld(clause: String, amount: Money)
}

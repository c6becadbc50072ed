package import TopsliceMoney

/// What makes the figures of a settlement doubtful, so that it stands at the top of every report.
package enum SettlementBanner: Sendable, Hashable {
    /// A definition of an outcome was recorded when results were known already.
    case recordedAfterResults(outcome: String, recorded: CalendarDate, firstResult: CalendarDate)
    /// A definition is not the one that was recorded.
    case definitionChanged(outcome: String, recorded: CalendarDate)
    /// Rows of the actuals that say the same in every column; each counts.
    case identicalRows(RepeatedRows)
    /// The risk pool does not hold what a clause draws from it, so that this goes on to who comes next.
    case riskPoolShort(clause: String, missing: Money)
    /// An account that paid what it did not hold.
    case shortfall(AccountPosition.Shortfall)
    /// The agreement has clauses about people, and nobody gave records of people: they pay nothing.
    case contractsWithoutPeople
}

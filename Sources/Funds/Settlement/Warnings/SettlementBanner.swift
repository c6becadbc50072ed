package import TopsliceMoney

/// What makes the figures of a settlement doubtful, so that it stands at the top of every report.
package enum SettlementBanner: Sendable, Hashable {
    /// A definition of an outcome was recorded when results were known already.
    case recordedAfterResults(outcome: String, recorded: CalendarDate, firstResult: CalendarDate)
    /// A definition is not the one that was recorded.
    case definitionChanged(outcome: String, recorded: CalendarDate)
}

package import TopsliceMoney

/// A clause that compares a whole period and so is not applied before its end.
package struct WaitingClause: Sendable, Hashable {
    package let clause: String
    package let until: CalendarDate
}

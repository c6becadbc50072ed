package import TopsliceMoney

/// What comes about more or less often, of all that payments are made for: everything that meets every condition stated.
package struct CountSelection: Sendable, Hashable {
    /// Outcomes, and kinds of episodes, by name; nil for all of them.
    package let outcomes: Set<String>?
    /// Whoever brought it about, as the records name it.
    package let provider: String?
    /// The first day for which it counts; nil for all days.
    package let from: CalendarDate?
}

/// How a mean outcome is shown to people; files for machines always keep the raw number.
package enum OutcomeScale: Sendable, Equatable, Codable {
    /// The outcome is 0 or 1: means are shown as percentages, differences as percentage points.
    case proportion
    /// The outcome is an amount for each person, in a unit such as "days" or "£"; an empty unit
    /// is shown as the plain number.
    case amount(unit: String)
}

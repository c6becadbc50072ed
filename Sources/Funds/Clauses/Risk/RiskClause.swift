package import TopsliceRecords

/// A clause that says who bears an overspend and who gets an underspend of the lines attached to it, each
/// by its own schedule.
package struct RiskClause: Sendable {
    /// What the schedule is applied to.
    package enum Application: String, Sendable, Hashable, CaseIterable {
        /// All overspends of the attached lines together, and all underspends together.
        case together
        /// Each line on its own.
        case eachLine = "each-line"
        /// The lines first make up for each other, and only what is left is shared: what most agreements
        /// mean, and so what is assumed.
        case net
    }

    /// What becomes of money that was not spent.
    package enum Destination: Sendable, Hashable {
        /// Paid back to those it belongs to.
        case giveBack
        case carryForward
        case reinvest(line: String)
        case riskPool
    }

    package let id: String
    /// The clause as the agreement names it.
    package let clause: String
    package let overspend: any RiskSchedule
    package let underspend: any RiskSchedule
    package let destination: Destination
    package let application: Application
    /// Whether the agreement leaves the application open, so that it was filled in.
    package let isApplicationAssumed: Bool
    package let place: FilePlace
}

/// Every fault found in a file, up to a limit; what reading a cohort throws.
package struct CohortFaults: Error, Sendable, Equatable, CustomStringConvertible {
    /// How many faults are kept unless the caller says otherwise.
    package static let defaultLimit = 100

    /// In order of line, then field.
    package let faults: [CohortFault]
    /// Faults found beyond the limit, counted but not kept.
    package let unlistedCount: Int

    package init(_ faults: [CohortFault], unlistedCount: Int = 0) {
        self.faults = faults
        self.unlistedCount = unlistedCount
    }

    package init(_ fault: CohortFault) {
        self.init([fault])
    }

    /// One fault a line, then how many more there are.
    package var description: String {
        var lines = faults.map(\.description)
        if unlistedCount > 0 {
            lines.append("and \(unlistedCount) more")
        }
        return lines.joined(separator: "\n")
    }
}

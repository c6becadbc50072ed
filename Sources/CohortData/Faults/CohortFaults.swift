/// Every fault found in a file, up to a limit; what reading a cohort throws.
public struct CohortFaults: Error, Sendable, Equatable, CustomStringConvertible {
    /// How many faults are kept unless the caller says otherwise.
    public static let defaultLimit = 100

    /// In order of line, then field.
    public let faults: [CohortFault]
    /// Faults found beyond the limit, counted but not kept.
    public let unlistedCount: Int

    public init(_ faults: [CohortFault], unlistedCount: Int = 0) {
        self.faults = faults
        self.unlistedCount = unlistedCount
    }

    public init(_ fault: CohortFault) {
        self.init([fault])
    }

    /// One fault a line, then how many more there are.
    public var description: String {
        var lines = faults.map(\.description)
        if unlistedCount > 0 {
            lines.append("and \(unlistedCount) more")
        }
        return lines.joined(separator: "\n")
    }
}

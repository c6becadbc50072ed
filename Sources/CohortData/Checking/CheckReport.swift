/// What a check of a cohort file found: counts, columns, warnings and faults.
///
/// Every record is counted once: `recordCount` = `analysedCount` + `missingOutcomeCount` +
/// `missingOtherCount` + `faultyCount`.
public struct CheckReport: Sendable, Equatable {
    public struct Column: Sendable, Equatable {
        public let name: String
        /// Nil where the study says nothing of the column.
        public let type: ColumnType?
        /// Cells that hold a value, faulty ones left out.
        public let valueCount: Int
        public let missingCount: Int
        /// Distinct ids, or levels of a category; nil for other types, and beyond 20,000 levels.
        public let distinctCount: Int?
        /// Of a 0/1 column, the ones.
        public let oneCount: Int?
        /// Of a number or integer column.
        public let least: Double?
        public let greatest: Double?
        /// Of a money column, the sum in pence.
        public let totalPence: Int64?
    }

    /// The path as given.
    public let file: String
    /// Records after the header, blank lines left out.
    public let recordCount: Int
    /// Records with a value in every column that has a role in the analysis.
    public let analysedCount: Int
    /// Records left out because the outcome is missing.
    public let missingOutcomeCount: Int
    /// Records left out because another column of the analysis is missing.
    public let missingOtherCount: Int
    /// Records with a fault.
    public let faultyCount: Int
    public let blankLineCount: Int
    /// In the order of the header.
    public let columns: [Column]
    public let warnings: [CohortWarning]
    /// Up to the limit, in order of line.
    public let faults: [CohortFault]
    public let unlistedFaultCount: Int

    public var passes: Bool { faults.isEmpty && unlistedFaultCount == 0 }

    /// Name of the first column in the header.
    public var firstColumn: String? { columns.first?.name }

    /// Distinct ids in the first column of type id.
    public var distinctIDs: Int? {
        columns.first { $0.type == .id }?.distinctCount
    }

    public func column(_ name: String) -> Column? {
        columns.first { $0.name == name }
    }

    /// The faults as an error, or nil where the file passes.
    public var error: CohortFaults? {
        passes ? nil : CohortFaults(faults, unlistedCount: unlistedFaultCount)
    }
}

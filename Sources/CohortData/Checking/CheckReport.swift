package import TopsliceRecords

/// What a check of a cohort file found: counts, columns, warnings and faults.
///
/// Every record is counted once: `recordCount` = `filteredCount` + `analysedCount` + `missingOutcomeCount` +
/// `missingOtherCount` + `faultyCount`.
package struct CheckReport: Sendable, Equatable {
    package struct Column: Sendable, Equatable {
        package let name: String
        /// Nil where the study says nothing of the column.
        package let type: ColumnType?
        /// Cells that hold a value, faulty ones left out.
        package let valueCount: Int
        package let missingCount: Int
        /// Distinct ids, or levels of a category; nil for other types, and beyond 20,000 levels.
        package let distinctCount: Int?
        /// Of a 0/1 column, the ones.
        package let oneCount: Int?
        /// Of a number or integer column, where its values lie.
        package let magnitude: MagnitudeRange?
        /// Of a money column, the sum in pence.
        package let totalPence: Int64?
    }

    /// The path as given.
    package let file: String
    /// Records after the header, blank lines left out.
    package let recordCount: Int
    /// Records that the filter leaves out.
    package let filteredCount: Int
    /// Records with a value in every column that has a role in the analysis.
    package let analysedCount: Int
    /// Records left out because the outcome is missing.
    package let missingOutcomeCount: Int
    /// Records left out because another column of the analysis is missing.
    package let missingOtherCount: Int
    /// Records with a fault.
    package let faultyCount: Int
    package let blankLineCount: Int
    /// In the order of the header.
    package let columns: [Column]
    package let warnings: [CohortWarning]
    /// Up to a limit, in order of line, and how many more there are.
    package let found: Faults
    /// Of the columns that were to be told from any others, whatever the order of records; nil where none were.
    package internal(set) var contentSum: String?

    /// How many faults are listed unless the caller says otherwise.
    package static let defaultFaultLimit = 100

    package var faults: [Fault] { found.faults }
    package var passes: Bool { found.count == 0 }

    package func column(_ name: String) -> Column? {
        columns.first { $0.name == name }
    }

    /// Columns of the file of which the study says nothing.
    package var undeclaredCount: Int { columns.count { $0.type == nil } }

    /// The faults as an error, or nil where the file passes.
    package var error: Faults? { passes ? nil : found }
}

package import TopsliceRecords

/// A study as a file itself suggests it: what each column seems to hold, to be read over by whoever knows the data.
///
/// Holds no value that fewer than ``fewestPeople`` have: levels, codes and words beyond are counted, not named, and
/// numbers are bounded by powers of ten.
package struct StudyDraft: Sendable, Equatable {
    /// A value is named only where at least so many people have it.
    package static let fewestPeople = 10
    /// Levels are listed up to here.
    package static let mostLevels = 20

    package struct Column: Sendable, Equatable {
        /// What the study says of the column.
        package let declaration: StudyColumn
        /// Distinct values; nil where there are more than ``mostCounted``.
        package let distinctCount: Int?
        package let notes: [DraftNote]
    }

    /// Distinct values of a column are counted up to here.
    package static let mostCounted = 1_000

    /// The paths as given.
    package let files: [String]
    package let delimiter: Delimiter
    package let recordCount: Int
    /// In the order of the header, without those that name people.
    package let columns: [Column]
    /// Columns that name people directly, which no cohort needs.
    package let identifiers: [String]
    /// What is odd in the files as files.
    package let warnings: [CohortWarning]

    /// Names of columns that may take a role.
    package func names(_ types: ColumnType...) -> [String] {
        columns.map(\.declaration).filter { types.contains($0.type) }.map(\.name)
    }

    /// Categories and whole numbers whose values could be places or groups: between these numbers of them, each of two
    /// people or more on average.
    package func names(withLevels range: ClosedRange<Int>) -> [String] {
        columns.filter { column in
            guard let count = column.distinctCount else { return false }
            return [.category, .integer].contains(column.declaration.type)
                && range.contains(count) && count * 2 <= recordCount
        }.map(\.declaration.name)
    }
}

/// What whoever reads a draft over should look at.
package enum DraftNote: Sendable, Hashable {
    /// No cell holds a value.
    case empty
    /// Everybody has the same value.
    case constant
    /// Some cells are not of the type that the others are of.
    case unlike(count: Int, firstLine: Int)
    /// A code of missing values, far from all other numbers, and how many people have it.
    case missingCode(String, count: Int)
    /// Two words only: perhaps who was served and who was not.
    case twoWords
    /// Whole numbers with noughts in front: codes, not numbers.
    case codes
    /// Days in another order than `YYYY-MM-DD`.
    case dayFirst
    /// Levels that are not listed: too many, or held by too few people.
    case unlistedLevels(count: Int?, rare: Int)
    /// An id that stands on several rows.
    case repeatedID
    /// Few whole numbers, which may be groups rather than a quantity.
    case fewNumbers(Int)
}

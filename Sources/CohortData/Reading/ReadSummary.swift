/// What became of the rows of a file: counts in = counted = out.
package struct ReadSummary: Sendable, Equatable {
    /// Records below the header, blank lines apart.
    package var rowsRead = 0
    /// The same by file.
    package var rowsOfParts: [Int] = []
    /// Rows that the filter did not keep.
    package var rowsFiltered = 0
    /// Of these, rows whose cell of a comparison is missing.
    package var rowsFilteredMissing = 0
    /// Rows with every requested column present and a weight above zero; the only ones handed on.
    package var rowsComplete = 0
    /// Complete rows whose weight is zero: they count nowhere.
    package var rowsWithoutWeight = 0
    /// Rows that lack a column, by column, in the order of the requests. A row may lack several.
    package var missing: [MissingColumn] = []
    /// The 0/1 columns by whose values the rows that are left out are told apart.
    package var arms: [String] = []
    /// By arm, the rows left out because something was missing, and those of weight zero.
    package var armsExcluded: [ArmCount] = []
    package var armsWithoutWeight: [ArmCount] = []
    package var blankLines = 0
    /// The distinct rows that a computation of several passes was made from; nil where rows hardly repeat, so that cells did not pay.
    package var cells: Int?
    /// Bytes of the file, header included.
    package var byteCount = 0

    /// Rows that lack one column.
    package struct MissingColumn: Sendable, Equatable {
        package let column: String
        package var rows: Int
        /// The same by arm.
        package var arms: [ArmCount]
    }

    package init() {}

    /// Rows that were left out because something was missing.
    package var rowsExcluded: Int { rowsRead - rowsFiltered - rowsComplete - rowsWithoutWeight }

    /// This and another stretch of the same file, or another file with the same requests.
    mutating func add(_ other: ReadSummary) {
        rowsRead += other.rowsRead
        rowsFiltered += other.rowsFiltered
        rowsFilteredMissing += other.rowsFilteredMissing
        if rowsOfParts.isEmpty {
            rowsOfParts = other.rowsOfParts
        } else {
            for index in other.rowsOfParts.indices {
                rowsOfParts[index] += other.rowsOfParts[index]
            }
        }
        rowsComplete += other.rowsComplete
        rowsWithoutWeight += other.rowsWithoutWeight
        blankLines += other.blankLines
        byteCount += other.byteCount
        arms = other.arms
        ArmCount.add(other.armsExcluded, to: &armsExcluded)
        ArmCount.add(other.armsWithoutWeight, to: &armsWithoutWeight)
        if missing.isEmpty {
            missing = other.missing
        } else {
            for index in missing.indices {
                missing[index].rows += other.missing[index].rows
                ArmCount.add(other.missing[index].arms, to: &missing[index].arms)
            }
        }
    }
}

package import TopsliceFormats

/// What became of the rows read: every one is either counted or left out for a stated reason.
package struct SampleFlow: Sendable, Equatable {
    package var rowsRead: Int
    package var analysed: Int
    /// Complete rows whose weight is zero: they count nowhere.
    package var withoutWeight: Int
    /// Rows with a missing value, by column, in the order of the file. A row with two missing
    /// values stands under both columns, so these may add up to more than the rows left out.
    package var missing: [Missing]

    package struct Missing: Sendable, Equatable {
        package var column: String
        package var rows: Int

        package init(column: String, rows: Int) {
            self.column = column
            self.rows = rows
        }
    }

    package init(rowsRead: Int, analysed: Int, withoutWeight: Int = 0, missing: [Missing]) {
        self.rowsRead = rowsRead
        self.analysed = analysed
        self.withoutWeight = withoutWeight
        self.missing = missing
    }

    /// Rows left out because a value is missing.
    package var excluded: Int { rowsRead - analysed - withoutWeight }

    package var json: JSONValue {
        [
            "rows_read": .integer(rowsRead),
            "rows_excluded": .integer(excluded),
            "rows_without_weight": .integer(withoutWeight),
            "rows_analysed": .integer(analysed),
            "missing": .array(
                missing.map { ["column": .string($0.column), "rows": .integer($0.rows)] }
            ),
        ]
    }
}

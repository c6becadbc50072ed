package import TopsliceCohortData
package import TopsliceFormats

/// What became of the rows read: every one is either counted or left out for a stated reason.
package struct SampleFlow: Sendable, Equatable {
    package var rowsRead: Int
    package var analysed: Int
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

    package init(rowsRead: Int, analysed: Int, missing: [Missing]) {
        self.rowsRead = rowsRead
        self.analysed = analysed
        self.missing = missing
    }

    /// Rows read but not analysed.
    package var excluded: Int { rowsRead - analysed }

    package var json: JSONValue {
        [
            "rows_read": .integer(rowsRead),
            "rows_excluded": .integer(excluded),
            "rows_analysed": .integer(analysed),
            "missing": .array(
                missing.map { ["column": .string($0.column), "rows": .integer($0.rows)] }
            ),
        ]
    }
}

extension SampleFlow {
    package init(_ summary: ReadSummary) {
        self.init(
            rowsRead: summary.rowsRead,
            analysed: summary.rowsComplete,
            missing: summary.missing.filter { $0.rows > 0 }
                .map { Missing(column: $0.column, rows: $0.rows) }
        )
    }
}

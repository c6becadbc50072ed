/// What became of the rows read: every one is either counted or left out for a stated reason.
public struct SampleFlow: Sendable, Equatable {
    public var rowsRead: Int
    public var analysed: Int
    /// Rows with a missing value, by column, in the order of the file. A row with two missing
    /// values stands under both columns, so these may add up to more than the rows left out.
    public var missing: [Missing]

    public struct Missing: Sendable, Equatable {
        public var column: String
        public var rows: Int

        public init(column: String, rows: Int) {
            self.column = column
            self.rows = rows
        }
    }

    public init(rowsRead: Int, analysed: Int, missing: [Missing]) {
        self.rowsRead = rowsRead
        self.analysed = analysed
        self.missing = missing
    }

    /// Rows read but not analysed.
    public var excluded: Int { rowsRead - analysed }

    public var json: JSONValue {
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

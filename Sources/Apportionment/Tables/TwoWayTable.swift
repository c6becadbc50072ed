public import TopsliceExactArithmetic

/// Exact amounts by rows and columns (agency by outcome), to be rounded to whole units.
public struct TwoWayTable: Sendable, Hashable {
    public let rows: [String]
    public let columns: [String]
    /// Shape (rows, columns).
    public let cells: [[Rational]]

    /// Most cells of a table or of all tables of a three-way one.
    public static let cellLimit = 4_000_000

    public init(
        rows: [String],
        columns: [String],
        cells: [[Rational]]
    ) throws(TableRoundingError) {
        guard !rows.isEmpty, !columns.isEmpty else { throw .empty }
        for heads in [rows, columns] {
            var seen: Set<String> = []
            for head in heads where !seen.insert(head).inserted { throw .headTwice(head) }
        }
        guard cells.count == rows.count else {
            throw .totalCount(what: "rows of cells", got: cells.count, expected: rows.count)
        }
        for (row, values) in zip(rows, cells) where values.count != columns.count {
            throw .rowLength(row: row, got: values.count, expected: columns.count)
        }
        guard rows.count * columns.count <= Self.cellLimit else {
            throw .tooManyCells(got: rows.count * columns.count, limit: Self.cellLimit)
        }
        self.rows = rows
        self.columns = columns
        self.cells = cells
    }
}

/// A column with what it holds of a row: tables that show the same figure take the same one.
package struct RowColumn<Row>: Sendable {
    package var column: ReportTable.Column
    package var cell: @Sendable (Row) -> ReportCell
    /// Of all rows together.
    package var together: ReportCell

    package init(
        _ column: ReportTable.Column,
        together: ReportCell = .empty,
        _ cell: @escaping @Sendable (Row) -> ReportCell
    ) {
        self.column = column
        self.together = together
        self.cell = cell
    }
}

extension ReportTable {
    /// A row for each of `rows`, and one of all together where it has a name.
    package init<Row>(
        name: String,
        caption: String = "",
        _ columns: [RowColumn<Row>],
        of rows: [Row],
        together: String? = nil
    ) {
        self.init(
            name: name,
            caption: caption,
            columns: columns.map(\.column),
            rows: rows.map { row in columns.map { $0.cell(row) } }
        )
        isStacked = true
        guard let together else { return }
        conclude([.text(together)] + columns.dropFirst().map(\.together))
    }
}

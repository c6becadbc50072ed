extension RowFilter {
    /// The rows of one level of a column.
    ///
    /// - `type`: the declared type of the column. A column of whole numbers is compared by number, every other as text, so that `01` and
    ///   `1` stay two levels.
    package init(column: String, level: String, type: ColumnType?) {
        let operand: Operand
        if type == .integer, let number = Double(level), number.isFinite {
            operand = .number(number)
        } else {
            operand = .text(Array(level.utf8))
        }
        self.init(
            comparisons: [
                Comparison(column: column, relation: .equal, operand: operand, written: level)
            ],
            text: "\(column) = \"\(level)\""
        )
    }

    /// The rows that both filters take.
    package func and(_ other: RowFilter) -> RowFilter {
        RowFilter(
            comparisons: comparisons + other.comparisons,
            text: "\(text) and \(other.text)"
        )
    }
}

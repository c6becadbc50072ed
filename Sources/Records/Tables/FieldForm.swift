/// How a file holds a field, which tells what its text means.
///
/// A text file holds nothing but text. A workbook has cells with types, and what people type into its cells is freer
/// than what programs write to a file: `(1,234.50)`, `01/04/2025`.
package enum FieldForm: Sendable, Hashable {
    /// In a text file.
    case written
    /// Text in a cell of a workbook.
    case typed
    /// A number in a cell, as exact decimal text, and the currency the cell states, by its code.
    case number(currency: CellCurrency?)
    /// A number in a cell that is shown as a percentage: 0.25 for 25%.
    case percentage
    /// A day in a cell, as `2025-04-01`.
    case date
    /// A time of day or a duration in a cell, as the part of a day.
    case time
    /// A truth value in a cell.
    case truth
}

/// The currency that a cell's form states: a code, or a sign that more than one currency has.
package struct CellCurrency: Sendable, Hashable {
    /// A code such as `GBP` or a sign such as `£`.
    package let mark: String

    package init(_ mark: String) {
        self.mark = mark
    }
}

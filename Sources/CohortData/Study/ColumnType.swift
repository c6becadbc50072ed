/// What the cells of a column hold.
package enum ColumnType: String, Sendable, Hashable, CaseIterable {
    /// A text that names one person (or episode, or place); compared as text, never as a number.
    case id
    /// 0 or 1; see `BinaryField`.
    case binary
    /// A whole number; see `IntegerField`.
    case integer
    /// A decimal number; see `NumberField`.
    case number
    /// An amount of pounds, held in pence; see `MoneyField`.
    case money
    /// One of several levels, a text.
    case category
    /// A day, `YYYY-MM-DD`; see `DateField`.
    case date
}

/// One cell of a table to be written as CSV.
package enum CSVCell: Sendable, Equatable {
    case empty
    /// Words: neutralised if a spreadsheet would take them for a formula.
    case text(String)
    case integer(Int)
    /// Written as the shortest text that reads back as the same double; empty if not finite.
    case number(Double)
    case boolean(Bool)
    /// An exact number such as "-1234.50" or "-1/3", written as it stands; other text is treated as words.
    case exact(String)

    package static func optional(_ value: Double?) -> CSVCell {
        value.map(CSVCell.number) ?? .empty
    }

    package static func optional(_ value: String?) -> CSVCell {
        value.map(CSVCell.text) ?? .empty
    }

    /// What stands in the file, before quoting.
    var content: String {
        switch self {
        case .empty: ""
        case .text(let words): FormulaGuard.neutralised(words)
        case .integer(let value): value.description
        case .number(let value): value.isFinite ? value.description : ""
        case .boolean(let value): value ? "true" : "false"
        case .exact(let decimal): FormulaGuard.neutralised(decimal)
        }
    }
}

/// One cell of a table to be written as CSV.
package enum CSVCell: Sendable, Equatable {
    case empty
    /// Words: neutralised if a spreadsheet would take them for a formula.
    case text(String)
    case integer(Int)
    /// Written as the shortest text that reads back as the same double; empty if not finite.
    case number(Double)
    case boolean(Bool)
    /// An exact decimal such as "-1234.50", written as it stands; text that is not a plain decimal
    /// is treated as words.
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
        case .exact(let decimal):
            Self.isPlainDecimal(decimal) ? decimal : FormulaGuard.neutralised(decimal)
        }
    }

    /// Whether the text is an optional minus, digits, and optionally a point with digits.
    static func isPlainDecimal(_ text: String) -> Bool {
        var bytes = Array(text.utf8)[...]
        if bytes.first == UInt8(ascii: "-") { bytes = bytes.dropFirst() }
        let parts = bytes.split(
            separator: UInt8(ascii: "."),
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(digits.contains) }
    }
}

/// One typed cell of a report's table.
package enum ReportCell: Sendable, Equatable {
    case empty
    case text(String)
    case integer(Int)
    case number(Double, NumberFormat)
    /// A number that is known exactly: as people read it, as data (a decimal or `p/q`), and the nearest Double,
    /// which a spreadsheet keeps.
    case exact(shown: String, data: CSVCell, nearest: Double)
    /// An amount: as people read it, its exact decimal, and its smallest units.
    case amount(shown: String, decimal: String, minorUnits: Int, decimals: Int)

    var pageText: String {
        if case .number(let value, let format) = self { return format.text(value) }
        return plainText
    }

    var terminalText: String {
        if case .number(let value, let format) = self { return format.plain.text(value) }
        return plainText
    }

    private var plainText: String {
        switch self {
        case .empty: ""
        case .text(let words): words
        case .integer(let value): value.description
        case .number(let value, let format): format.text(value)
        case .exact(let shown, _, _), .amount(let shown, _, _, _): shown
        }
    }

    var sheetCell: Workbook.Cell {
        switch self {
        case .empty: .empty
        case .text(let words): .text(words)
        case .integer(let value): .integer(value)
        case .number(let value, _), .exact(_, _, let value): .number(value)
        case .amount(_, _, let units, 0): .integer(units)
        case .amount(_, _, let units, let decimals): .minorUnits(units, decimals: decimals)
        }
    }

    var csvCell: CSVCell {
        switch self {
        case .empty: .empty
        case .text(let words): .text(words)
        case .integer(let value): .integer(value)
        case .number(let value, _): .number(value)
        case .exact(_, let data, _): data
        case .amount(_, let decimal, _, _): .exact(decimal)
        }
    }
}

extension CSVCell {
    /// The same value in JSON: exact numbers as text, so that no reader rounds them.
    var json: JSONValue {
        switch self {
        case .empty: .null
        case .text(let words), .exact(let words): .string(words)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .boolean(let value): .boolean(value)
        }
    }
}

public import TopsliceExactArithmetic

/// Why a table cannot be rounded with its totals kept.
public enum TableRoundingError: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    case headTwice(String)
    case rowLength(row: String, got: Int, expected: Int)
    case totalCount(what: String, got: Int, expected: Int)
    case totalsDisagree(rows: Int, columns: Int)
    case totalsImpossible
    case tooLarge(Rational)
    case negativeWeight(Rational)
    case tooManyUnits(got: Int, limit: Int)
    case tooManyCells(got: Int, limit: Int)

    public var description: String {
        switch self {
        case .empty:
            "the table has no cells"
        case .headTwice(let head):
            "'\(head)' heads two rows or two columns"
        case .rowLength(let row, let got, let expected):
            "row '\(row)' has \(got) cells where the table has \(expected) columns"
        case .totalCount(let what, let got, let expected):
            "\(got) totals for \(expected) \(what)"
        case .totalsDisagree(let rows, let columns):
            "the row totals sum to \(rows), the column totals to \(columns)"
        case .totalsImpossible:
            "no rounding of every cell down or up has these row and column totals"
        case .tooLarge(let value):
            "\(value.written) is too large for a table"
        case .negativeWeight(let value):
            "a cell that is a weight is below zero: \(value.written)"
        case .tooManyUnits(let got, let limit):
            "\(got) units are more than the \(limit) that a table of this size can be given one by one"
        case .tooManyCells(let got, let limit):
            "\(got) cells are more than the \(limit) a table may have"
        }
    }
}

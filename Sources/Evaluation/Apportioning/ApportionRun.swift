public import ExactArithmetic
public import Money

/// What a request to apportion leaves.
public struct ApportionRun: Sendable {
    /// `hamilton` and so on, or `controlled-rounding` for a table.
    public let method: String
    /// The amount divided; in a currency without a name and without decimals for plain units.
    public let total: Money
    public let isMoney: Bool
    public let division: Division
    public let input: [InputRecord]
    public let warnings: [String]
    public let options: [(name: String, value: String)]

    public enum Division: Sendable {
        case list(ApportionedList)
        case table(ApportionedTable)
    }

    /// Whole things that are no money: seats, households, posts.
    static let units = Currency(code: "XXX", minorDigits: 0, symbol: nil)
}

/// One amount divided by weights.
public struct ApportionedList: Sendable {
    public let recipients: [StatedRecipient]
    public let money: DividedMoney
    /// The exact shares in major units.
    public let exactShares: [Quantity]
}

/// A recipient as the file states it.
public struct StatedRecipient: Sendable {
    public let id: String
    public let weight: Rational
    public let floor: Money?
    public let cap: Money?
}

/// A table whose rows and columns still add up after rounding.
public struct ApportionedTable: Sendable {
    public let rows: [String]
    public let columns: [String]
    /// Shape (rows, columns), in major units.
    public let exactCells: [[Quantity]]
    public let cells: [[Money]]
    public let rowTotals: [Money]
    public let columnTotals: [Money]
    /// Whether the totals were given in the file, to be met exactly.
    public let hasStatedTotals: Bool
    /// By what cells were multiplied to sum to the amount; one where they did already.
    public let scale: Quantity
    public let journal: Journal
}

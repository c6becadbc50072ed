package import TopsliceRecords
package import TopsliceApportionment
package import TopsliceExactArithmetic
package import TopsliceMoney

/// What a request to apportion leaves.
package struct ApportionRun: SharingRun {
    /// `hamilton` and so on, or `controlled-rounding` for a table.
    package let method: String
    /// What is divided: money, or a number of ``Currency/units``.
    package let total: Money
    package let division: Division
    package let input: [InputRecord]
    package let warnings: [SharingWarning]
    package let options: [(name: String, value: String)]

    package enum Division: Sendable {
        case list(ApportionedList)
        case table(ApportionedTable)
    }

    package var isMoney: Bool { total.currency.isMoney }
}

/// One amount divided by weights.
package struct ApportionedList: Sendable {
    package let recipients: [StatedRecipient]
    package let money: DividedMoney
    /// The exact shares in major units.
    package let exactShares: [Quantity]
    /// Where claims to the last unit were equal: whose, and what decided.
    package let tie: DivisionTie?

    /// How many units rounding moved, either way.
    package var roundingUnits: Int {
        money.allocation.parts.reduce(0) { $0 + abs($1.roundingUnits) }
    }
}

/// A recipient as the file states it.
package struct StatedRecipient: Sendable {
    package let id: String
    package let weight: Rational
    package let floor: Money?
    package let cap: Money?
}

/// A table whose rows and columns still add up after rounding.
package struct ApportionedTable: Sendable {
    package let rows: [String]
    package let columns: [String]
    /// Shape (rows, columns), in major units.
    package let exactCells: [[Quantity]]
    package let cells: [[Money]]
    package let rowTotals: [Money]
    package let columnTotals: [Money]
    /// Whether the totals were given in the file, to be met exactly.
    package let hasStatedTotals: Bool
    /// By what cells were multiplied to sum to the amount; one where they did already.
    package let scale: Quantity
    package let journal: Journal
}

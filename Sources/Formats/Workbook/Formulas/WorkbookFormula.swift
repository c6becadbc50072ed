/// A formula over whole numbers, such as pence, that a spreadsheet works out as exactly as ``FormulaValues`` does.
///
/// Spreadsheets keep doubles and treat numbers that differ in their fifteenth digit as equal. Everything here is a
/// whole number, and below ``limit`` sums, products, differences and rounded-down quotients of whole numbers
/// are exact in every spreadsheet program.
package indirect enum WorkbookFormula: Sendable, Equatable {
    case whole(Int)
    case words(String)
    case cell(WorkbookPlace)
    /// An amount in a cell, in its major unit with so many decimals, as minor units.
    case minorUnits(WorkbookPlace, decimals: Int)
    case sum([WorkbookFormula])
    case difference(WorkbookFormula, WorkbookFormula)
    case product(WorkbookFormula, WorkbookFormula)
    /// Rounded down; nothing where the divisor is nothing.
    case quotient(WorkbookFormula, WorkbookFormula)
    case least([WorkbookFormula])
    case most([WorkbookFormula])
    case choice(WorkbookCondition, then: WorkbookFormula, otherwise: WorkbookFormula)
    /// All numbers of a range.
    case total(WorkbookRange)
    /// The largest number of a range, whatever its sign.
    case largest(WorkbookRange)
    /// The numbers of a range in whose row another range holds a word, whatever its capitals.
    case totalWhere(WorkbookRange, key: WorkbookRange, is: String)
    /// In how many rows two ranges of numbers differ.
    case differing(WorkbookRange, WorkbookRange)
    /// In how many rows one of two ranges of numbers is zero and the other is not.
    case differingZeros(WorkbookRange, WorkbookRange)
    /// How many rows of a block come before one: those with a larger first number, or with the same and a larger
    /// second and so on, or with all the same and an earlier place. There is at least one range.
    case rank([WorkbookRange], row: Int)

    /// Whole numbers up to this are told apart by every spreadsheet program, and so are quotients that come to
    /// them.
    package static let limit = 100_000_000_000_000
}

extension WorkbookFormula {
    /// Characters of the longest words that it may come to.
    var longestWords: Int {
        switch self {
        case .words(let words): words.count
        case .choice(_, let then, let otherwise): max(then.longestWords, otherwise.longestWords)
        default: 0
        }
    }
}

/// A comparison of two whole numbers or words.
package indirect enum WorkbookCondition: Sendable, Equatable {
    case equal(WorkbookFormula, WorkbookFormula)
    case less(WorkbookFormula, WorkbookFormula)
    case atLeast(WorkbookFormula, WorkbookFormula)
}

/// A cell of a table: its sheet by the name that was wished for, its row of the table's own and its column, from 0.
package struct WorkbookPlace: Sendable, Hashable {
    package var sheet: String
    package var row: Int
    package var column: Int

    package init(_ sheet: String, row: Int, column: Int) {
        self.sheet = sheet
        self.row = row
        self.column = column
    }
}

/// Rows of one column of a table.
package struct WorkbookRange: Sendable, Equatable {
    package var sheet: String
    package var column: Int
    package var rows: Range<Int>

    /// - Parameter rows: at least one.
    package init(_ sheet: String, column: Int, rows: Range<Int>) {
        precondition(!rows.isEmpty, "a range of '\(sheet)' without rows")
        self.sheet = sheet
        self.column = column
        self.rows = rows
    }
}

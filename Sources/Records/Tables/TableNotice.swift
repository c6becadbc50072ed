/// What was noticed while a sheet was read as a table, and done about it: nothing of it is a fault, and nothing of it is
/// left unsaid.
package struct TableNotice: Sendable, Hashable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// A row of totals, equal to what stands above it, was left out.
        case totals
        /// A row that the workbook itself declares to hold totals was left out.
        case declaredTotals
        /// A row that holds the headings once more was left out.
        case headAgain
        /// A line of words below the table was left out.
        case note
        /// Columns without a name or a cell, by their letters.
        case blankColumns([String])
        /// Columns that the mapping does not name were left out, by their letters.
        case unusedColumns([String])
        /// Rows that are hidden or filtered away count like the others: how many.
        case hiddenRows(Int)
        /// Columns that are hidden count like the others, by their letters.
        case hiddenColumns([String])
        /// The sheet, which was asked for, is hidden.
        case hiddenSheet
        /// The only one of several sheets that has the columns expected.
        case chosenSheet(of: Int)
        /// Formulas were read by their last values: how many.
        case formulas(Int)
    }

    package let kind: Kind
    package let place: FilePlace

    package init(_ kind: Kind, at place: FilePlace) {
        self.kind = kind
        self.place = place
    }

    /// `book.xlsx:Ledger!14: a row of totals, …`.
    package var description: String { "\(place): \(kind.words)" }
}

extension TableNotice.Kind {
    /// For whoever signs what was made from the table.
    package var words: String {
        switch self {
        case .totals: "a row of totals, equal to the sum of the rows above it, was left out"
        case .declaredTotals: "the totals row of the table was left out"
        case .headAgain: "a row that repeats the headings was left out"
        case .note: "a line of words below the table was left out"
        case .blankColumns(let letters): "\(Self.columns(letters)) blank"
        case .unusedColumns(let letters):
            "\(Self.columns(letters)) not named in the mapping; left out"
        case .hiddenRows(let count):
            count == 1
                ? "1 row of the table is hidden or filtered away; it counts"
                : "\(count) rows of the table are hidden or filtered away; they count"
        case .hiddenColumns(let letters): "\(Self.columns(letters)) hidden; what they hold counts"
        case .hiddenSheet: "the sheet is hidden"
        case .chosenSheet(let count):
            "this sheet of \(count) was read: it alone has the columns expected"
        case .formulas(let count):
            count == 1
                ? "1 formula was read by the value last stored for it"
                : "\(count) formulas were read by the values last stored for them"
        }
    }

    private static func columns(_ letters: [String]) -> String {
        letters.count == 1
            ? "column \(letters[0]) is" : "columns \(letters.joined(separator: ", ")) are"
    }
}

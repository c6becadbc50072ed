import Testing
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney
import TopsliceReports

/// What is changed in a workbook, by lines of the tables from 2.
struct RecalculatedChange: CustomStringConvertible {
    /// In pence.
    var amounts: [Int: Int] = [:]
    var quantities: [Int: String] = [:]
    /// Of `parameters.csv`.
    var figures: [Int: String] = [:]

    var description: String { "\(amounts) \(quantities) \(figures)" }

    func new(_ fund: FundCase) throws -> FundCase {
        let changed = try fund.changing(amounts, quantities: quantities)
        return figures.isEmpty ? changed : try changed.changing(figures: figures)
    }
}

/// The workbook of a fund in which something is changed against a new settlement of what was changed, which divides
/// exact fractions.
///
/// - Parameter follows: whether the sheets say that every figure follows; they must say that they are not to be used
///   otherwise.
func expectRecalculated(
    _ fund: FundCase,
    _ change: RecalculatedChange,
    follows: Bool = true
) throws {
    let what: Comment = "\(fund.name) \(change)"
    var book = RecalculatedBook(try fund.report().workbook)
    #expect(try book.state() == "As settled.", what)
    try expectSame(book, fund.report().settlement, what)
    try book.change(change.amounts, quantities: change.quantities)
    try book.change(figures: change.figures)
    guard follows else {
        #expect(try book.state().hasPrefix("NOT TO BE USED"), what)
        return
    }
    let changed = try change.new(fund)
    defer { changed.remove() }
    let doubts = try book.doubts()
    #expect(doubts.isEmpty, what)
    #expect(try book.state().hasPrefix("Changed since the settlement"), what)
    try expectSame(book, changed.report().settlement, what)
}

/// Every figure of the sheets of formulas is that of a settlement, and every check of theirs holds.
func expectSame(_ book: RecalculatedBook, _ settlement: Settlement, _ what: Comment) throws {
    func pence(_ amounts: [Money]) -> [FormulaValues.Value] {
        amounts.map { .whole($0.minorUnits) }
    }
    #expect(
        try book.column("Net, pence", of: "Statement") == pence(settlement.statements.map(\.net)),
        what
    )
    if book.has("Contribution, pence", in: "Statement") {
        #expect(
            try book.column("Contribution, pence", of: "Statement")
                == pence(settlement.statements.map(\.contribution)),
            what
        )
    }
    if !settlement.lines.isEmpty {
        #expect(
            try book.column("Difference", of: "Lines") == pence(settlement.lines.map(\.variance)),
            what
        )
    }
    if settlement.invoices.rule == .host {
        #expect(
            try book.column("Net, pence", of: "Net")
                == pence(settlement.invoices.positions.map(\.net)),
            what
        )
    } else {
        let owed = try book.column("Owed by the first of the two, pence", of: "Invoices")
        let paid = owed.reduce(0) { sum, value in
            guard case .whole(let pence) = value else { return sum }
            return sum + abs(pence)
        }
        let invoices = settlement.invoices.invoices.reduce(0) { $0 + $1.amount.minorUnits }
        #expect(paid == invoices, what)
    }
    let results = try book.column("Result", of: "Recalculated checks")
    #expect(!results.isEmpty && results.allSatisfy { $0 == .words("holds") }, what)
}

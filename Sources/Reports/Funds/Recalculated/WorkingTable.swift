import TopsliceFormats
import TopsliceFunds

/// The steps between the actuals and the shares, each an amount in whole pence under its clause.
struct WorkingTable {
    static let name = "Working"
    private static let penceColumn = 3
    private(set) var rows: [[Workbook.Cell]] = []
    let agreement: Agreement

    init(_ agreement: Agreement) {
        self.agreement = agreement
    }

    func name(_ party: Account) -> String { agreement.words(party) }

    /// The whole numbers of steps.
    static func numbers(_ rows: Range<Int>) -> WorkbookRange {
        WorkbookRange(name, column: penceColumn, rows: rows)
    }

    /// The formula of the cell that holds a step.
    mutating func add(
        _ clause: String,
        _ step: String,
        _ formula: WorkbookFormula,
        isMoney: Bool = true
    ) -> WorkbookFormula {
        let place = WorkbookPlace(Self.name, row: rows.count, column: Self.penceColumn)
        rows.append([
            .text(clause), .text(step),
            isMoney ? WorkbookFormula.cell(place).amount(in: agreement.currency) : .empty,
            .formula(formula, .plain),
        ])
        return .cell(place)
    }

    func sheet(heading: Workbook.Cell) -> Workbook.Sheet {
        Workbook.Sheet(
            name: Self.name,
            columns: [
                .init("Clause", .text), .init("Step", .text),
                .init("Amount", agreement.currency.columnKind), .init("Whole number", .integer),
            ],
            rows: rows,
            heading: heading
        )
    }
}

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

    /// A step whose formula is written later, because it follows from steps that come after it.
    mutating func reserve(_ clause: String, _ step: String) -> WorkbookFormula {
        add(clause, step, .whole(0))
    }

    /// Writes what was reserved.
    mutating func fill(_ cell: WorkbookFormula, with formula: WorkbookFormula) {
        guard case .cell(let place) = cell, rows.indices.contains(place.row) else {
            preconditionFailure("\(cell) is no step of the working")
        }
        rows[place.row][Self.penceColumn] = .formula(formula, .plain)
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

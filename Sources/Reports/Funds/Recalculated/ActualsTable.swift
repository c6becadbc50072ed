import TopsliceMoney
import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds

/// The rows of the actuals, of which somebody may change the amounts.
struct ActualsTable {
    static let name = "Actuals"

    enum Column {
        static let amount = 4
        static let printed = 8
        static let pence = 8
        static let settledPence = 9
        static let settledQuantity = 10
        static let changed = 11
        static let key = 12
        static let paidBack = 13
        static let quantity = 5
    }

    static func range(_ column: Int, _ rows: Int) -> WorkbookRange {
        WorkbookRange(name, column: column, rows: 0..<rows)
    }

    static func sheet(
        _ settlement: Settlement,
        _ plan: Recalculation,
        _ keys: RecalculationKeys,
        _ said: (String) -> String,
        heading: Workbook.Cell
    ) -> Workbook.Sheet {
        func cell(_ row: Int, _ column: Int) -> WorkbookPlace {
            WorkbookPlace(name, row: row, column: column)
        }
        let decimals = settlement.agreement.currency.minorDigits
        let rows = plan.rows.enumerated().map { number, entry -> [Workbook.Cell] in
            let row = entry.row
            // Quantities may have any number of decimals; twelve tell them apart.
            let quantity: Workbook.Cell =
                row.quantity.isZero
                ? .empty
                : .optional(Double(row.quantity.decimal(places: 12, rounding: .nearestOrEven)))
            return [
                .date(dayNumber: row.date.dayNumber), .text(kind(row)), .text(row.id),
                .text(row.partner.map { settlement.agreement.name(of: $0) } ?? ""),
                .minorUnits(row.amount.minorUnits, decimals: decimals), quantity,
                .text(words(entry.target, settlement)), .text(said("\(row.place)")),
                .formula(.minorUnits(cell(number, Column.amount), decimals: decimals), .plain),
                .integer(row.amount.minorUnits), quantity,
                .formula(
                    .choice(
                        .equal(
                            .cell(cell(number, Column.pence)),
                            .cell(cell(number, Column.settledPence))
                        ),
                        then: .choice(
                            .equal(
                                .cell(cell(number, Column.quantity)),
                                .cell(cell(number, Column.settledQuantity))
                            ),
                            then: .whole(0),
                            otherwise: .whole(1)
                        ),
                        otherwise: .whole(1)
                    ),
                    .plain
                ),
                .text(keys.key(entry.target)),
                .text(entry.paidBack.map(keys.paidBack) ?? "nobody"),
            ]
        }
        return Workbook.Sheet(
            name: name,
            columns: [
                .init("Day", .date), .init("Kind", .text), .init("Of", .text),
                .init("Partner", .text), .init("Amount", settlement.agreement.currency.enteredKind),
                .init("Quantity", .decimal(places: 2)), .init("Counts towards", .text),
                .init("Source", .text), .init("Pence", .integer),
                .init("Pence as settled", .integer),
                .init("Quantity as settled", .decimal(places: 2)), .init("Changed", .integer),
                .init("Counts in", .text), .init("Paid back to", .text),
            ],
            rows: rows,
            heading: heading,
            printedColumns: Column.printed
        )
    }

    private static func kind(_ row: ActualRow) -> String {
        row.nature == .accrued ? ActualRow.Kind.accrual.rawValue : row.kind.rawValue
    }

    private static func words(_ target: Recalculation.Target, _ settlement: Settlement) -> String {
        switch target {
        case .line(let place):
            let outturn = settlement.lines[place]
            return outturn.line.name + (Phase.told(outturn.phase).map { " (\($0))" } ?? "")
        case .saving(let id): return "the saving '\(id)'"
        case .paid(let partner):
            return "what \(settlement.agreement.name(of: partner)) paid before"
        case .other: return "clauses that are no formulas"
        }
    }
}

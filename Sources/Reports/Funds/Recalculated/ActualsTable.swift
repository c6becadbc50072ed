import TopsliceMoney
import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds

/// The rows of the actuals, of which somebody may change the amounts.
struct ActualsTable {
    static let name = "Actuals"

    enum Column {
        static let amount = 4
        static let quantity = 5
        static let printed = 9
        static let pence = 9
        static let settledPence = 10
        static let settledQuantity = 11
        static let changed = 12
        static let key = 13
        static let paidBack = 14
        /// The quantity in the parts that formulas count, and whether it is finer than that.
        static let units = 15
        static let isFiner = 16
    }

    static func range(_ column: Int, _ rows: Int) -> WorkbookRange {
        WorkbookRange(name, column: column, rows: 0..<rows)
    }

    static func sheet(
        _ settlement: Settlement,
        _ plan: Recalculation,
        _ keys: RecalculationKeys,
        _ kept: [RecalculatedSettlement.KeptClause],
        _ said: (String) -> String,
        heading: Workbook.Cell
    ) -> Workbook.Sheet {
        let followsNot = clausesKept(plan, kept)
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
                .text(words(entry.target, settlement)),
                .text(followsNot[entry.target] ?? "every figure"), .text(said("\(row.place)")),
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
                .formula(
                    .minorUnits(cell(number, Column.quantity), decimals: plan.quantityDecimals),
                    .plain
                ),
                .formula(
                    .choice(
                        .equal(
                            .minorUnits(cell(number, Column.quantity), decimals: finest),
                            .product(
                                .cell(cell(number, Column.units)),
                                .whole(Recalculated.units(finest - plan.quantityDecimals))
                            )
                        ),
                        then: .whole(0),
                        otherwise: .whole(1)
                    ),
                    .plain
                ),
            ]
        }
        return Workbook.Sheet(
            name: name,
            columns: [
                .init("Day", .date), .init("Kind", .text), .init("Of", .text),
                .init("Partner", .text), .init("Amount", settlement.agreement.currency.enteredKind),
                .init("Quantity", .decimal(places: 2)), .init("Counts towards", .text),
                .init("What follows", .text), .init("Source", .text), .init("Pence", .integer),
                .init("Pence as settled", .integer),
                .init("Quantity as settled", .decimal(places: 2)), .init("Changed", .integer),
                .init("Counts in", .text), .init("Paid back to", .text),
                .init("Quantity in parts", .integer), .init("Finer", .integer),
            ],
            rows: rows,
            heading: heading,
            printedColumns: Column.printed
        )
    }

    /// Quantities are looked at in millionths to see whether they are finer than formulas count.
    private static let finest = 6

    /// By what rows count towards, the clauses that do not follow them.
    private static func clausesKept(
        _ plan: Recalculation,
        _ kept: [RecalculatedSettlement.KeptClause]
    ) -> [Recalculation.Target: String] {
        guard !kept.isEmpty else { return [:] }
        var words: [Recalculation.Target: String] = [:]
        for target in Set(plan.rows.map(\.target)) {
            let own = kept.filter { $0.targets.isEmpty || $0.targets.contains(target) }
            var clauses: [String] = []
            for clause in own.map(\.clause) where !clauses.contains(clause) {
                clauses.append(clause)
            }
            guard !clauses.isEmpty else { continue }
            words[target] = "not " + clauses.joined(separator: "; ") + ": see Formulas"
        }
        return words
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
        case .results(let outcome, let phase, let isStart):
            return (isStart ? "starts of" : "results of") + " '\(outcome)'"
                + (Phase.told(phase).map { " (\($0))" } ?? "")
        case .advance(let payment, let partner):
            return "what \(settlement.agreement.name(of: partner)) paid before for '\(payment)'"
        case .receipt(let allocation, let partner):
            return "what \(settlement.agreement.name(of: partner)) pays in for '\(allocation)'"
        case .position(let compensation, let partner):
            return "what '\(compensation)' makes good to \(settlement.agreement.name(of: partner))"
        case .other: return "nothing that is paid here"
        }
    }
}

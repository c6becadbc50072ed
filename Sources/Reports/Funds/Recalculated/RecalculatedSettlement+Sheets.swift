import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The sheets in the order in which they are read.
extension RecalculatedSettlement {
    /// Those that come first: what each pays, the statement, and what they follow from.
    var sheets: [Workbook.Sheet] {
        let statement = RecalculatedStatement(self)
        var sheets: [Workbook.Sheet] = []
        sheets.append(statement.netSheet)
        switch settlement.invoices.rule {
        case .host: sheets.append(statement.invoicesSheet)
        case .pairwise: sheets.append(statement.pairsSheet)
        }
        sheets.append(statement.sheet)
        sheets.append(
            ActualsTable.sheet(
                settlement,
                plan,
                keys,
                names,
                heading: .text(
                    "Change amounts and quantities only; the sheets before and after follow. Rows, days and names are settled anew by "
                        + "'topslice settle'."
                )
            )
        )
        sheets.append(lines.sheet(heading: StateTable.heading))
        if !working.rows.isEmpty { sheets.append(working.sheet(heading: StateTable.heading)) }
        if !shares.rows.isEmpty { sheets.append(shares.sheet(heading: StateTable.heading)) }
        sheets.append(statement.checksSheet)
        sheets.append(StateTable.sheet(self))
        return sheets
    }
}

/// What follows the actuals and what does not, and whether any figure was changed since the settlement.
enum StateTable {
    static let name = "Formulas"
    private static let stateColumn = 2
    private static let countColumn = 3

    /// What stands above sheets of formulas.
    static var heading: Workbook.Cell {
        .formula(.cell(WorkbookPlace(name, row: 1, column: stateColumn)), .plain)
    }

    /// What stands above sheets of values.
    static var headingOfValues: Workbook.Cell {
        .formula(
            .choice(
                .equal(.cell(WorkbookPlace(name, row: 0, column: countColumn)), .whole(0)),
                then: .words("As settled."),
                otherwise: .words(
                    "CHANGED SINCE THE SETTLEMENT: the figures of this sheet are those settled and do not follow the changed actuals."
                )
            ),
            .plain
        )
    }

    static func sheet(_ recalculated: RecalculatedSettlement) -> Workbook.Sheet {
        let rows = recalculated.plan.rows.count
        let changed = ActualsTable.range(ActualsTable.Column.changed, rows)
        func count(_ row: Int) -> WorkbookFormula {
            .cell(WorkbookPlace(name, row: row, column: countColumn))
        }
        func state(_ row: Int, _ words: String) -> Workbook.Cell {
            .formula(
                .choice(
                    .equal(count(row), .whole(0)),
                    then: .words("as settled"),
                    otherwise: .words(words)
                ),
                .plain
            )
        }
        var table: [[Workbook.Cell]] = []
        table.append([
            .text("All actuals"), .text("rows that were changed"),
            state(0, "changed since the settlement"), .formula(.total(changed), .plain),
        ])
        // The second row says what is true of the whole and is filled in below.
        table.append([])
        table.append([
            .text("Range"),
            .text("numerators beyond 100,000,000,000,000, up to which spreadsheets are exact"),
            state(2, "out of range: settle again"), .formula(outOfRange(recalculated), .plain),
        ])
        if recalculated.settlement.lines.contains(where: { !$0.mostHeld.isZero }) {
            table.append([
                .text("Months without rows"),
                .text("rows that became nothing or ceased to be, which speak for their months"),
                state(3, "changed since the settlement: settle again"),
                .formula(
                    .differingZeros(
                        ActualsTable.range(ActualsTable.Column.pence, rows),
                        ActualsTable.range(ActualsTable.Column.settledPence, rows)
                    ),
                    .plain
                ),
            ])
        }
        for kept in recalculated.kept {
            let number = table.count
            let keys = kept.targets.map(recalculated.keys.key).sorted()
            let formula: WorkbookFormula =
                keys.isEmpty || keys.count > 20
                ? .total(changed)
                : .sum(
                    keys.map {
                        .totalWhere(
                            changed,
                            key: ActualsTable.range(ActualsTable.Column.key, rows),
                            is: $0
                        )
                    }
                )
            table.append([
                .text("\(kept.clause): kept as settled"),
                .text("it is no formula, because \(kept.reason)"),
                state(number, "changed since the settlement: settle again"),
                .formula(formula, .plain),
            ])
        }
        table[1] = whole(table.count, count)
        return Workbook.Sheet(
            name: name,
            columns: [
                .init("What", .text), .init("Explanation", .text), .init("State", .text),
                .init("Changes", .integer),
            ],
            rows: table
        )
    }

    private static func whole(
        _ rows: Int,
        _ count: (Int) -> WorkbookFormula
    ) -> [Workbook.Cell] {
        let stale = WorkbookFormula.total(WorkbookRange(name, column: countColumn, rows: 2..<rows))
        return [
            .text("Sheets of formulas"),
            .text("clauses below that were changed and do not follow"),
            .formula(
                .choice(
                    .less(.whole(0), count(1)),
                    then: .words(
                        "NOT TO BE USED: figures changed that no formula follows; see the sheet Formulas and settle again."
                    ),
                    otherwise: .choice(
                        .equal(count(0), .whole(0)),
                        then: .words("As settled."),
                        otherwise: .words(
                            "Changed since the settlement; every figure here follows."
                        )
                    )
                ),
                .plain
            ),
            .formula(stale, .plain),
        ]
    }

    private static func outOfRange(_ recalculated: RecalculatedSettlement) -> WorkbookFormula {
        let rows = recalculated.shares.rows.count
        guard rows > 0 else { return .whole(0) }
        let largest = WorkbookFormula.largest(
            WorkbookRange(
                SharesTable.name,
                column: SharesTable.Column.numerator,
                rows: 0..<rows
            )
        )
        return .choice(
            .less(.whole(WorkbookFormula.limit), largest),
            then: .whole(1),
            otherwise: .whole(0)
        )
    }
}

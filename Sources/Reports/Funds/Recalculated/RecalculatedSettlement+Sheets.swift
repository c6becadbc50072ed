import TopsliceExactArithmetic
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
                kept,
                names,
                heading: .text(
                    "Change amounts and quantities only; the sheets before and after follow, as far as 'What follows' says for each row. "
                        + "Rows, days and names are settled anew by 'topslice settle'."
                )
            )
        )
        if !figures.isEmpty {
            sheets.append(figures.sheet(settlement.agreement, kept: keptFigures, names))
        }
        if !lines.rows.isEmpty { sheets.append(lines.sheet(heading: StateTable.heading)) }
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

    /// A row that counts what formulas do not follow.
    private struct Row {
        let what: String
        let explanation: String
        /// What is said where the count is not zero.
        let words: String
        let count: WorkbookFormula
    }

    static func sheet(_ recalculated: RecalculatedSettlement) -> Workbook.Sheet {
        let changed = ActualsTable.range(ActualsTable.Column.changed, recalculated.plan.rows.count)
        func count(_ row: Int) -> WorkbookFormula {
            .cell(WorkbookPlace(name, row: row, column: countColumn))
        }
        let all = Row(
            what: recalculated.figures.isEmpty ? "All actuals" : "All actuals and figures",
            explanation: "rows that were changed",
            words: "changed since the settlement",
            count: .sum([.total(changed), recalculated.figures.changes()])
        )
        let doubts = limits(recalculated) + keptClauses(recalculated, changed)
        // The second row says what is true of the whole.
        let whole = whole(doubts.count + 2, count)
        func cells(_ row: Row, _ number: Int) -> [Workbook.Cell] {
            [
                .text(row.what), .text(row.explanation),
                .formula(
                    .choice(
                        .equal(count(number), .whole(0)),
                        then: .words("as settled"),
                        otherwise: .words(row.words)
                    ),
                    .plain
                ), .formula(row.count, .plain),
            ]
        }
        return Workbook.Sheet(
            name: name,
            columns: [
                .init("What", .text), .init("Explanation", .text), .init("State", .text),
                .init("Changes", .integer),
            ],
            rows: [cells(all, 0), whole]
                + doubts.enumerated().map { cells($0.element, $0.offset + 2) }
        )
    }

    /// Where formulas no longer hold, whatever clause they are of.
    private static func limits(_ recalculated: RecalculatedSettlement) -> [Row] {
        let rows = recalculated.plan.rows.count
        var limits = [
            Row(
                what: "Range",
                explanation:
                    "numerators beyond 100,000,000,000,000, up to which spreadsheets are exact",
                words: "out of range: settle again",
                count: outOfRange(recalculated)
            )
        ]
        if recalculated.plan.rows.contains(where: { !$0.row.quantity.isZero }) {
            let places = recalculated.plan.quantityDecimals
            limits.append(
                Row(
                    what: "Quantities",
                    explanation:
                        "rows with more than \(places) decimals, which formulas do not count",
                    words: "finer than formulas: settle again",
                    count: .total(ActualsTable.range(ActualsTable.Column.isFiner, rows))
                )
            )
        }
        limits += limitsOfFigures(recalculated)
        for pool in recalculated.followed.pools {
            limits.append(
                Row(
                    what: pool.clause,
                    explanation: "below zero together, so that members make each other good",
                    words: "below zero: settle again",
                    count: .choice(
                        .less(pool.amount, .whole(0)),
                        then: .whole(1),
                        otherwise: .whole(0)
                    )
                )
            )
        }
        for rounding in recalculated.followed.roundings {
            limits.append(
                Row(
                    what: "All savings",
                    explanation:
                        "roundings in which what partners and budgets have in whole pence cannot be had at once",
                    words: "not to be rounded: settle again",
                    count: rounding
                )
            )
        }
        guard recalculated.settlement.lines.contains(where: { !$0.mostHeld.isZero }) else {
            return limits
        }
        limits.append(
            Row(
                what: "Months without rows",
                explanation:
                    "rows that became nothing or ceased to be, which speak for their months",
                words: "changed since the settlement: settle again",
                count: .differingZeros(
                    ActualsTable.range(ActualsTable.Column.pence, rows),
                    ActualsTable.range(ActualsTable.Column.settledPence, rows)
                )
            )
        )
        return limits
    }

    /// Where figures of the year leave what formulas are made for, or some clause does not follow them.
    private static func limitsOfFigures(_ recalculated: RecalculatedSettlement) -> [Row] {
        var limits: [Row] = []
        if !recalculated.figures.isEmpty {
            limits.append(
                Row(
                    what: "Figures of the year",
                    explanation: "values below zero, or with more decimals than formulas count",
                    words: "finer than formulas: settle again",
                    count: recalculated.figures.unfit
                )
            )
        }
        for bound in recalculated.bounds {
            limits.append(
                Row(
                    what: bound.clause,
                    explanation:
                        "weights that sum to more than \(bound.most), up to which they are exact",
                    words: "out of range: settle again",
                    count: .choice(
                        .less(.whole(bound.most), bound.sum),
                        then: .whole(1),
                        otherwise: .choice(
                            .less(.whole(0), bound.sum),
                            then: .whole(0),
                            otherwise: .whole(1)
                        )
                    )
                )
            )
        }
        for name in recalculated.keptFigures.sorted() {
            limits.append(
                Row(
                    what: "The figure '\(name)': kept as settled",
                    explanation: "a clause takes it in a way that is no formula",
                    words: "changed since the settlement: settle again",
                    count: recalculated.figures.changes(of: name)
                )
            )
        }
        return limits
    }

    /// Clauses that stay as they were settled.
    private static func keptClauses(
        _ recalculated: RecalculatedSettlement,
        _ changed: WorkbookRange
    ) -> [Row] {
        let rows = recalculated.plan.rows.count
        return recalculated.kept.map { kept in
            let keys = kept.targets.map(recalculated.keys.key).sorted()
            let count: WorkbookFormula =
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
            return Row(
                what: "\(kept.clause): kept as settled",
                explanation: "it is no formula, because \(kept.reason)",
                words: "changed since the settlement: settle again",
                count: count
            )
        }
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
        let shares = recalculated.shares.rows.count
        let working = recalculated.working.rows.count
        var largest: [WorkbookFormula] = []
        if shares > 0 {
            largest.append(
                .largest(
                    WorkbookRange(
                        SharesTable.name,
                        column: SharesTable.Column.numerator,
                        rows: 0..<shares
                    )
                )
            )
        }
        if working > 0 { largest.append(.largest(WorkingTable.numbers(0..<working))) }
        guard !largest.isEmpty else { return .whole(0) }
        return .choice(
            .less(.whole(WorkbookFormula.limit), .most(largest)),
            then: .whole(1),
            otherwise: .whole(0)
        )
    }
}

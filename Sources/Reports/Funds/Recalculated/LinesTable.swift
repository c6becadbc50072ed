import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// Lines with what was spent on them as sums of the actuals.
struct LinesTable {
    static let name = "Lines"
    private(set) var rows: [[Workbook.Cell]] = []
    private let currency: Currency

    enum Column {
        static let line = 0, owner = 1, sharedBy = 2, budget = 3, spent = 4, held = 5, over = 6
        static let under = 7, percent = 8, words = 9
        static let printed = 10
        static let budgetPence = 10, chargedPence = 11, spentPence = 12, mostHeldPence = 13
        static let heldPence = 14, variancePence = 15, overPence = 16, underPence = 17
        static let settledPence = 18
    }

    /// - Parameter charged: what lines bear of payments for outcomes, by place, where that is formulas.
    init(
        _ settlement: Settlement,
        _ plan: Recalculation,
        _ keys: RecalculationKeys,
        _ figures: FiguresTable,
        charged: [Int: FollowedClauses.Charge]
    ) {
        currency = settlement.agreement.currency
        var recorded: [Int: Int] = [:]
        for entry in plan.rows {
            guard case .line(let place) = entry.target else { continue }
            recorded[place, default: 0] += entry.row.amount.minorUnits
        }
        var places: [Int: [Int]] = [:]
        for line in plan.budgetsOverPhases {
            for (number, place) in line.enumerated() { places[place] = Array(line[...number]) }
        }
        rows = settlement.lines.enumerated().map { place, outturn in
            row(
                place,
                outturn,
                settlement,
                budget: places[place].map {
                    budget($0, plan.budgetsOverPhases, settlement)
                } ?? Self.budget(outturn, plan.budgets[place].flatMap { figures.cell($0) }),
                // What other outcome payments charged to the line stays as it was settled.
                charged: .sum(
                    [
                        .whole(
                            outturn.spend.minorUnits - (recorded[place] ?? 0)
                                - (charged[place]?.settled ?? 0)
                        )
                    ] + (charged[place]?.now ?? [])
                ),
                .totalWhere(
                    ActualsTable.range(ActualsTable.Column.pence, plan.rows.count),
                    key: ActualsTable.range(ActualsTable.Column.key, plan.rows.count),
                    is: keys.key(.line(place))
                )
            )
        }
    }

    /// A budget that is a figure of the year, with what was moved to and from it since.
    private static func budget(
        _ outturn: LineOutturn,
        _ figure: WorkbookFormula?
    ) -> Workbook.Cell {
        guard let figure else { return .integer(outturn.budget.minorUnits) }
        let moved = outturn.budget.minorUnits - outturn.original.minorUnits
        return .formula(.sum([figure, .whole(moved)]), .plain)
    }

    /// What of one budget over several phases counts in one: as much as was spent in it and was left by those
    /// before, and all that is left in the last.
    ///
    /// - Parameter places: of the line in the phases up to this one.
    private func budget(
        _ places: [Int],
        _ all: [[Int]],
        _ settlement: Settlement
    ) -> Workbook.Cell {
        let line = all.first { $0.starts(with: places) } ?? places
        let whole = line.reduce(0) { $0 + settlement.lines[$1].budget.minorUnits }
        let left = WorkbookFormula.difference(
            .whole(whole),
            .sum(places.dropLast().map { cellOf($0, Column.budgetPence) })
        )
        guard places.count < line.count, let place = places.last else {
            return .formula(left, .plain)
        }
        let spent = cellOf(place, Column.spentPence)
        return .formula(.least([left, .most([.whole(0), spent])]), .plain)
    }

    private func row(
        _ place: Int,
        _ outturn: LineOutturn,
        _ settlement: Settlement,
        budget: Workbook.Cell,
        charged: WorkbookFormula,
        _ recorded: WorkbookFormula
    ) -> [Workbook.Cell] {
        func cell(_ column: Int) -> WorkbookFormula { cellOf(place, column) }
        func amount(_ column: Int) -> Workbook.Cell { cell(column).amount(in: currency) }
        let zero = WorkbookFormula.whole(0)
        let unspent = WorkbookFormula.difference(
            cell(Column.budgetPence),
            cell(Column.spentPence)
        )
        return [
            .text(
                outturn.line.name
                    + (Phase.told(outturn.phase).map { " (\($0))" } ?? "")
            ),
            .text(settlement.agreement.name(of: outturn.line.owner)),
            .text(outturn.risk ?? "its owner alone"), amount(Column.budgetPence),
            amount(Column.spentPence), amount(Column.heldPence), amount(Column.overPence),
            amount(Column.underPence),
            // In tenths of a percent of the budget, which needs no more to be exact.
            outturn.budget.isZero
                ? .empty
                : .formula(
                    .quotient(
                        .sum([
                            .product(cell(Column.variancePence), .whole(10_000)),
                            .quotient(cell(Column.budgetPence), .whole(2)),
                        ]),
                        cell(Column.budgetPence)
                    ),
                    .amount(decimals: 2)
                ),
            .formula(
                .choice(
                    .less(zero, cell(Column.variancePence)),
                    then: .words("adverse"),
                    otherwise: .choice(
                        .less(cell(Column.variancePence), zero),
                        then: .words("favourable"),
                        otherwise: .words("on budget")
                    )
                ),
                .plain
            ),
            budget, .formula(charged, .plain),
            .formula(.sum([recorded, cell(Column.chargedPence)]), .plain),
            .integer(outturn.mostHeld.minorUnits),
            .formula(
                .least([.most([zero, unspent]), cell(Column.mostHeldPence)]),
                .plain
            ),
            .formula(
                .difference(
                    cell(Column.spentPence),
                    .difference(cell(Column.budgetPence), cell(Column.heldPence))
                ),
                .plain
            ),
            .formula(.most([zero, cell(Column.variancePence)]), .plain),
            .formula(.most([zero, .difference(zero, cell(Column.variancePence))]), .plain),
            .integer(outturn.spend.minorUnits),
        ]
    }

    private func cellOf(_ place: Int, _ column: Int) -> WorkbookFormula {
        .cell(WorkbookPlace(Self.name, row: place, column: column))
    }

    func over(_ place: Int) -> WorkbookFormula { cellOf(place, Column.overPence) }
    func under(_ place: Int) -> WorkbookFormula { cellOf(place, Column.underPence) }
    func variance(_ place: Int) -> WorkbookFormula { cellOf(place, Column.variancePence) }
    func charged(_ place: Int) -> WorkbookFormula { cellOf(place, Column.chargedPence) }
    func spent(_ place: Int) -> WorkbookFormula { cellOf(place, Column.spentPence) }

    var overByPlace: [Int: WorkbookFormula] {
        Dictionary(rows.indices.map { ($0, over($0)) }) { first, _ in first }
    }

    var underByPlace: [Int: WorkbookFormula] {
        Dictionary(rows.indices.map { ($0, under($0)) }) { first, _ in first }
    }

    func sheet(heading: Workbook.Cell) -> Workbook.Sheet {
        let money = currency.columnKind
        let titles = [
            "Budget, pence", "Charged for outcomes", "Spent, pence", "Most held", "Held, pence",
            "Difference", "Over, pence", "Under, pence", "Spent as settled",
        ]
        return Workbook.Sheet(
            name: Self.name,
            columns: [
                .init("Line", .text), .init("Owner", .text), .init("Shared by", .text),
                .init("Budget", money, isTotalled: true), .init("Spent", money, isTotalled: true),
                .init("Held, not yet spoken for", money, isTotalled: true),
                .init("Over", money, isTotalled: true), .init("Under", money, isTotalled: true),
                .init("% of budget", .decimal(places: 2)), .init("", .text),
            ] + titles.map { .init($0, .integer) },
            rows: rows,
            totalLabel: "All lines",
            heading: heading,
            printedColumns: Column.printed
        )
    }
}

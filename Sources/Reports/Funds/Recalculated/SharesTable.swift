import TopsliceFormats
import TopsliceFunds

/// Every division of the settlement, a party a row.
struct SharesTable {
    static let name = "Shares"
    private(set) var rows: [[Workbook.Cell]] = []
    private(set) var blocks: [Block] = []
    private var steps = 0
    /// Of rows whose remainders are two numbers, the column of the second.
    private var lowColumns: [Int: Int] = [:]
    let agreement: Agreement

    /// Where a division stands, for what is checked of it.
    struct Block {
        let clause: String
        let direction: String
        let amount: WorkbookFormula
        let rows: Range<Int>
    }

    /// Columns, from the first.
    enum Column {
        static let part = 3
        static let printed = 4
        static let figure = 4
        static let whole = 5
        static let numerator = 6
        static let denominator = 7
        static let floor = 8
        static let remainder = 9
        static let rank = 10
        static let pence = 11
        static let counted = 12
        static let steps = 13
    }

    init(_ agreement: Agreement) {
        self.agreement = agreement
    }

    /// In how many comparisons spreadsheets rank the remainders.
    var comparisons: Int { blocks.reduce(0) { $0 + $1.rows.count * $1.rows.count } }

    /// - Parameter modes: of every denominator of the division.
    /// - Returns: the cell with the pence of each party.
    @discardableResult
    mutating func add(
        _ block: DivisionBlock,
        _ modes: [DivisionBlock.Mode]
    ) -> [Account: WorkbookFormula] {
        let parties = block.terms.parties
        guard !parties.isEmpty else { return [:] }
        let range = rows.count..<(rows.count + parties.count)
        var pence: [Account: WorkbookFormula] = [:]
        for party in parties {
            pence[party] = .cell(place(rows.count, Column.pence))
            add(party, of: block, modes, range)
        }
        if block.isRoundedDown { return pence }
        blocks.append(
            Block(
                clause: block.clause,
                direction: block.direction,
                amount: block.amount,
                rows: range
            )
        )
        return pence
    }

    private mutating func add(
        _ party: Account,
        of block: DivisionBlock,
        _ modes: [DivisionBlock.Mode],
        _ range: Range<Int>
    ) {
        let row = rows.count
        func cell(_ column: Int) -> WorkbookFormula { .cell(place(row, column)) }
        func column(_ column: Int) -> WorkbookRange {
            WorkbookRange(Self.name, column: column, rows: range)
        }
        var work = DivisionSteps(row: row, firstColumn: Column.steps)
        let quotient = quotient(party, of: block, modes, &work)
        let keys = [Column.remainder] + (quotient.lowColumn.map { [$0] } ?? [])
        lowColumns[row] = quotient.lowColumn
        let left = WorkbookFormula.difference(block.amount, .total(column(Column.floor)))
        let pence: WorkbookFormula =
            block.isRoundedDown
            ? cell(Column.floor)
            : .sum([
                cell(Column.floor),
                .choice(.less(cell(Column.rank), left), then: .whole(1), otherwise: .whole(0)),
            ])
        let figure = block.figure(party)
        let counted: WorkbookFormula =
            block.isSubtracted
            ? .product(.whole(-1), cell(Column.pence)) : cell(Column.pence)
        rows.append(
            [
                .text(block.clause), .text(block.direction), .text(words(party)),
                cell(Column.pence).amount(in: agreement.currency), .text(figure ?? "none"),
                .formula(.sum(block.terms.whole[party] ?? []), .plain),
                .formula(quotient.numerator, .plain), .formula(quotient.denominator, .plain),
                .formula(.sum([cell(Column.whole)] + quotient.parts), .plain),
                .formula(quotient.remainder, .plain),
                .formula(.rank((keys + [Column.floor]).map(column), row: row), .plain),
                .formula(pence, .plain), .formula(figure == nil ? .whole(0) : counted, .plain),
            ] + work.cells
        )
        steps = max(steps, work.cells.count)
    }

    /// What a party has of a division, rounded down, and what is left.
    private struct Quotient {
        var numerator: WorkbookFormula = .whole(0)
        var denominator: WorkbookFormula = .whole(1)
        /// They sum to it.
        var parts: [WorkbookFormula]
        var remainder: WorkbookFormula
        /// The column of the second number of the remainder, where that is two.
        var lowColumn: Int?
    }

    private func quotient(
        _ party: Account,
        of block: DivisionBlock,
        _ modes: [DivisionBlock.Mode],
        _ work: inout DivisionSteps
    ) -> Quotient {
        if modes.first == .wide {
            guard let division = WideDivision(block.terms) else {
                preconditionFailure("'\(block.clause)' is divided in a way that it has not")
            }
            let own = work.divide(division, party)
            return Quotient(parts: [own.whole], remainder: own.high, lowColumn: own.lowColumn)
        }
        func cell(_ column: Int) -> WorkbookFormula { .cell(place(work.row, column)) }
        let groups = block.terms.groups
        var quotient = Quotient(parts: [], remainder: .whole(0), lowColumn: nil)
        quotient.denominator = groups.first?.denominator.formula ?? .whole(1)
        let first: DivisionSteps.Quotient
        if let group = groups.first, case .long(let base, let count) = modes[0] {
            first = work.long(group, party, base, count, cell(Column.denominator))
        } else {
            quotient.numerator = groups.first?.numerator(of: party) ?? .whole(0)
            first = DivisionSteps.direct(cell(Column.numerator), cell(Column.denominator))
        }
        quotient.parts = [first.whole]
        quotient.remainder = first.left
        guard groups.count > 1 else { return quotient }
        let other = work.divide(groups[1], party, modes[1])
        let both = work.sum(first.left, cell(Column.denominator), other)
        quotient.parts += [other.whole, both.carried]
        quotient.remainder = both.high
        quotient.lowColumn = both.lowColumn
        return quotient
    }

    /// Whether a row has a part of a penny beyond its whole ones: one or nothing.
    func hasRemainder(_ row: Int) -> WorkbookFormula {
        let columns = [Column.remainder] + (lowColumns[row].map { [$0] } ?? [])
        return .choice(
            .less(.whole(0), .sum(columns.map { .cell(place(row, $0)) })),
            then: .whole(1),
            otherwise: .whole(0)
        )
    }

    private func place(_ row: Int, _ column: Int) -> WorkbookPlace {
        WorkbookPlace(Self.name, row: row, column: column)
    }

    private func words(_ party: Account) -> String { agreement.words(party) }

    func sheet(heading: Workbook.Cell) -> Workbook.Sheet {
        var columns: [Workbook.Column] = [
            .init("Clause", .text), .init("Of", .text), .init("Party", .text),
            .init("Part", agreement.currency.columnKind), .init("Counts in", .text),
            .init("Whole pence first", .integer), .init("Numerator", .integer),
            .init("Denominator", .integer), .init("Rounded down", .integer),
            .init("Remainder", .integer), .init("Larger remainders", .integer),
            .init("Pence", .integer), .init("Pence counted", .integer),
        ]
        for step in 0..<steps { columns.append(.init("Step \(step + 1)", .integer)) }
        return Workbook.Sheet(
            name: Self.name,
            columns: columns,
            rows: rows.map { $0 + Array(repeating: .empty, count: columns.count - $0.count) },
            heading: heading,
            printedColumns: Column.printed
        )
    }
}

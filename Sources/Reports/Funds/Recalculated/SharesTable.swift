import TopsliceFormats
import TopsliceFunds

/// Every division of the settlement, a party a row.
struct SharesTable {
    static let name = "Shares"
    private(set) var rows: [[Workbook.Cell]] = []
    private(set) var blocks: [Block] = []
    private var digits = 0
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
        static let digits = 13
    }

    init(_ agreement: Agreement) {
        self.agreement = agreement
    }

    /// In how many comparisons spreadsheets rank the remainders.
    var comparisons: Int { blocks.reduce(0) { $0 + $1.rows.count * $1.rows.count } }

    mutating func add(_ block: DivisionBlock, _ mode: DivisionBlock.Mode) {
        let parties = block.terms.parties
        guard !parties.isEmpty else { return }
        let range = rows.count..<(rows.count + parties.count)
        if case .long(_, let count) = mode { digits = max(digits, count) }
        for party in parties { add(party, of: block, mode, range) }
        blocks.append(
            Block(
                clause: block.clause,
                direction: block.direction,
                amount: block.amount,
                rows: range
            )
        )
    }

    private mutating func add(
        _ party: Account,
        of block: DivisionBlock,
        _ mode: DivisionBlock.Mode,
        _ range: Range<Int>
    ) {
        let row = rows.count
        func cell(_ column: Int) -> WorkbookFormula { .cell(place(row, column)) }
        func column(_ column: Int) -> WorkbookRange {
            WorkbookRange(Self.name, column: column, rows: range)
        }
        let terms = block.terms
        let denominator = cell(Column.denominator)
        var numerator: WorkbookFormula = .whole(0)
        var quotient: WorkbookFormula = .quotient(cell(Column.numerator), denominator)
        var remainder: WorkbookFormula = .difference(
            cell(Column.numerator),
            .product(quotient, denominator)
        )
        var steps: [Workbook.Cell] = []
        let own = terms.parts.compactMap { term in
            term.coefficients[party].map { (amount: term.amount, coefficient: $0) }
        }
        switch mode {
        case .direct:
            numerator = .sum(own.map { .product($0.amount, $0.coefficient) })
        case .long(let base, let count):
            (steps, quotient, remainder) = Self.division(own, base, count, denominator, row)
        }
        let left = WorkbookFormula.difference(block.amount, .total(column(Column.floor)))
        let pence = WorkbookFormula.sum([
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
                .formula(.sum(terms.whole[party] ?? []), .plain),
                .formula(numerator, .plain), .formula(terms.denominator.formula, .plain),
                .formula(.sum([cell(Column.whole), quotient]), .plain),
                .formula(remainder, .plain),
                .formula(
                    .rank(first: column(Column.remainder), second: column(Column.floor), row: row),
                    .plain
                ),
                .formula(pence, .plain), .formula(figure == nil ? .whole(0) : counted, .plain),
            ] + steps
        )
    }

    /// Division with a carry, digit by digit, so that no number on the way is too large.
    private static func division(
        _ own: [(amount: WorkbookFormula, coefficient: WorkbookFormula)],
        _ base: Int,
        _ count: Int,
        _ denominator: WorkbookFormula,
        _ row: Int
    ) -> (steps: [Workbook.Cell], quotient: WorkbookFormula, remainder: WorkbookFormula) {
        var steps: [Workbook.Cell] = []
        var quotient: WorkbookFormula = .whole(0)
        var remainder: WorkbookFormula = .whole(0)
        for step in 0..<count {
            var power = 1
            for _ in 0..<(count - step - 1) { power *= base }
            let parts = own.map { amount, coefficient in
                let above: WorkbookFormula =
                    step == 0 ? .whole(0) : .quotient(amount, .whole(power * base))
                let digit = WorkbookFormula.difference(
                    .quotient(amount, .whole(power)),
                    .product(.whole(base), above)
                )
                return WorkbookFormula.product(digit, coefficient)
            }
            let carried = WorkbookFormula.sum([.product(remainder, .whole(base))] + parts)
            let column = Column.digits + 2 * step
            let digit = WorkbookFormula.cell(WorkbookPlace(name, row: row, column: column))
            steps.append(.formula(.quotient(carried, denominator), .plain))
            steps.append(.formula(.difference(carried, .product(digit, denominator)), .plain))
            quotient = .sum([.product(.whole(base), quotient), digit])
            remainder = .cell(WorkbookPlace(name, row: row, column: column + 1))
        }
        return (steps, quotient, remainder)
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
        for step in 0..<digits {
            columns.append(.init("Quotient \(step + 1)", .integer))
            columns.append(.init("Carried \(step + 1)", .integer))
        }
        return Workbook.Sheet(
            name: Self.name,
            columns: columns,
            rows: rows.map { $0 + Array(repeating: .empty, count: columns.count - $0.count) },
            heading: heading,
            printedColumns: Column.printed
        )
    }
}

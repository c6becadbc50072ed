internal import TopsliceRecords
import TopsliceExactArithmetic
import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// The figures of the year that the agreement names, such as baselines and budgets, of which somebody may change the
/// values.
struct FiguresTable {
    static let name = "Figures of the year"
    private let figures: [Figure]
    private let places: [FigureName: Int]
    /// Amounts that follow from savings and figures, which clauses take like figures.
    private var worked: [FigureName: (cell: WorkbookFormula, settled: Int)] = [:]

    private struct Figure {
        let parameter: UsedParameter
        /// The value in its smallest units, with the decimals of these; nil where it is no number.
        let units: Int?
        let decimals: Int
    }

    enum Column {
        static let value = 2
        static let printed = 8
        static let units = 8
        static let settledUnits = 9
        static let changed = 10
        static let isFiner = 11
    }

    init(_ agreement: Agreement) {
        let byName = Dictionary(grouping: agreement.parameters, by: \.name)
        let uses = Dictionary(grouping: agreement.parameterUses, by: \.parameter)
        let decimals = byName.mapValues { rows -> Int in
            let own = rows.compactMap { Self.decimals(of: $0.value) }.max() ?? 0
            // Heads of population need no pence.
            let areWeights = (uses[rows[0].name] ?? []).allSatisfy { $0.key.hasSuffix("weights") }
            return areWeights ? own : max(own, agreement.currency.minorDigits)
        }
        figures = agreement.parameters.map { parameter in
            let places = decimals[parameter.name] ?? 0
            return Figure(
                parameter: parameter,
                units: Self.units(parameter.value, decimals: places),
                decimals: places
            )
        }
        self.places = Dictionary(
            agreement.parameters.enumerated().map {
                (FigureName(name: $1.name, part: $1.part), $0)
            }
        ) { first, _ in first }
    }

    var isEmpty: Bool { figures.isEmpty }
    private var rows: Range<Int> { 0..<figures.count }

    /// How many digits stand behind the point of a plain number.
    private static func decimals(of text: String) -> Int? {
        guard let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
        return text.utf8.distance(from: point, to: text.utf8.endIndex) - 1
    }

    /// Nil for what is no plain number, or too large or fine for a cell.
    private static func units(_ text: String, decimals: Int) -> Int? {
        guard decimals <= 6, let own = self.decimals(of: text) else { return nil }
        let digits = text.replacing(".", with: "") + String(repeating: "0", count: decimals - own)
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let units = Int(digits),
            units <= WorkbookFormula.limit / 10_000
        else { return nil }
        return units
    }

    /// A figure in its smallest units, pence where it is money; nil where it is no number.
    func cell(_ name: FigureName) -> WorkbookFormula? {
        if let worked = worked[name] { return worked.cell }
        guard let place = places[name], figures[place].units != nil else { return nil }
        return .cell(cell(place, Column.units))
    }

    /// The same as settled.
    func settled(_ name: FigureName) -> Int? {
        worked[name]?.settled ?? places[name].flatMap { figures[$0].units }
    }

    /// Takes up an amount in pence that is worked out.
    mutating func add(_ name: FigureName, _ cell: WorkbookFormula, settled: Int) {
        worked[name] = (cell, settled)
    }

    /// Weights of partners that follow figures.
    struct Weights {
        let coefficients: [Account: WorkbookFormula]
        let sum: WorkbookFormula
        /// What the sum may be at most, so that working with it is exact.
        let most: Int
    }

    /// - Parameter step: writes a step of the working, and gives its cell.
    func weights(
        _ weights: [FigureWeight],
        _ step: (_ party: Account?, WorkbookFormula) -> WorkbookFormula
    ) -> Weights? {
        var coefficients: [Account: WorkbookFormula] = [:]
        var settled = 0
        for weight in weights {
            var parts: [WorkbookFormula] = weight.fixed == 0 ? [] : [.whole(weight.fixed)]
            settled += abs(weight.fixed)
            for name in weight.figures {
                guard let cell = cell(name), let units = self.settled(name) else { return nil }
                parts.append(cell)
                settled += units
            }
            let party = Account.partner(weight.partner)
            coefficients[party] = step(party, .sum(parts))
        }
        let sum = step(nil, .sum(weights.compactMap { coefficients[.partner($0.partner)] }))
        let (most, isTooLarge) = settled.multipliedReportingOverflow(by: 10)
        guard !isTooLarge else { return nil }
        return Weights(coefficients: coefficients, sum: sum, most: max(1_000_000, most))
    }

    /// How many figures were changed: all, or those of one name.
    func changes(of name: String? = nil) -> WorkbookFormula {
        guard let name else { return isEmpty ? .whole(0) : .total(range(Column.changed)) }
        return .sum(
            rows.filter { figures[$0].parameter.name == name }
                .map { .cell(cell($0, Column.changed)) }
        )
    }

    /// How many figures are finer than formulas count, or below zero.
    var unfit: WorkbookFormula { .total(range(Column.isFiner)) }

    private func cell(_ row: Int, _ column: Int) -> WorkbookPlace {
        WorkbookPlace(Self.name, row: row, column: column)
    }

    private func range(_ column: Int) -> WorkbookRange {
        WorkbookRange(Self.name, column: column, rows: rows)
    }

    // MARK: Sheet

    /// - Parameter kept: names of figures that some clause does not follow.
    func sheet(
        _ agreement: Agreement,
        kept: Set<String>,
        _ said: (String) -> String
    ) -> Workbook.Sheet {
        Workbook.Sheet(
            name: Self.name,
            columns: [
                .init("Name", .text), .init("Of", .text), .init("Value", .decimal(places: 2)),
                .init("From", .text), .init("To", .text), .init("Source", .text),
                .init("What follows", .text), .init("Place", .text), .init("Units", .integer),
                .init("Units as settled", .integer), .init("Changed", .integer),
                .init("Finer or below zero", .integer),
            ],
            rows: rows.map { cells($0, agreement, kept, said) },
            heading: .text(
                "Change values only; the sheets before and after follow, as far as 'What follows' says for each row."
            ),
            printedColumns: Column.printed
        )
    }

    private func cells(
        _ row: Int,
        _ agreement: Agreement,
        _ kept: Set<String>,
        _ said: (String) -> String
    ) -> [Workbook.Cell] {
        let figure = figures[row]
        let parameter = figure.parameter
        let value = cell(row, Column.value)
        let units = WorkbookFormula.cell(cell(row, Column.units))
        let finest = 3
        var cells: [Workbook.Cell] = [
            .text(parameter.name),
            .text(parameter.part.map { agreement.partnerName(of: $0) } ?? ""),
            // A number as it is written, so that decimals beyond those counted are seen.
            figure.units == nil ? .text(parameter.value) : .optional(Double(parameter.value)),
            .text(parameter.from.map { "\($0)" } ?? ""), .text(parameter.to.map { "\($0)" } ?? ""),
            .text(parameter.source),
            .text(
                kept.contains(parameter.name) || figure.units == nil
                    ? "not every figure: see Formulas" : "every figure"
            ),
            .text(said("\(parameter.place)")),
        ]
        guard let settled = figure.units else {
            let isSame = WorkbookCondition.equal(.cell(value), .words(parameter.value))
            cells += [
                .integer(0), .integer(0),
                .formula(.choice(isSame, then: .whole(0), otherwise: .whole(1)), .plain),
                .integer(0),
            ]
            return cells
        }
        let fine = WorkbookFormula.choice(
            .equal(
                .minorUnits(value, decimals: figure.decimals + finest),
                .product(units, .whole(1_000))
            ),
            then: .choice(.less(units, .whole(0)), then: .whole(1), otherwise: .whole(0)),
            otherwise: .whole(1)
        )
        cells += [
            .formula(.minorUnits(value, decimals: figure.decimals), .plain), .integer(settled),
            .formula(
                .choice(
                    .equal(units, .cell(cell(row, Column.settledUnits))),
                    then: .whole(0),
                    otherwise: .whole(1)
                ),
                .plain
            ), .formula(fine, .plain),
        ]
        return cells
    }
}

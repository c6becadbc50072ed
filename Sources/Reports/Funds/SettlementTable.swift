import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceFunds
import TopsliceMoney

/// A table of a settlement, drawn on the page and written into the workbook from the same cells.
struct SettlementTable {
    var name: String
    /// What the table shows, in a sentence.
    var caption: String
    var columns: [Column]
    var rows: [[Cell]]
    /// The name of the total row; nil for a table without totals.
    var totalLabel: String?
    /// How many rows the whole table has, where `rows` are only the first of them.
    var rowCount: Int?
    /// Totals by column, where `rows` are not all there are.
    var knownTotals: [Int: Money] = [:]

    /// Rows that are not here.
    var rest: Int { (rowCount ?? rows.count) - rows.count }

    struct Column {
        var title: String
        var kind: Kind
        var isTotalled: Bool
        /// Whether the page leaves it out, because it is for those who follow a figure into the files.
        var isForSheets = false

        enum Kind {
            case words
            case money
            case share
            case decimal
            case count
        }

        static func words(_ title: String) -> Column {
            Column(title: title, kind: .words, isTotalled: false)
        }

        static func money(_ title: String, isTotalled: Bool = true) -> Column {
            Column(title: title, kind: .money, isTotalled: isTotalled)
        }

        static func share(_ title: String) -> Column {
            Column(title: title, kind: .share, isTotalled: false)
        }

        static func decimal(_ title: String) -> Column {
            Column(title: title, kind: .decimal, isTotalled: false)
        }

        /// Words that the workbook has and the page leaves out.
        static func sheetWords(_ title: String) -> Column {
            Column(title: title, kind: .words, isTotalled: false, isForSheets: true)
        }

        static func count(_ title: String) -> Column {
            Column(title: title, kind: .count, isTotalled: false)
        }
    }

    enum Cell {
        case words(String)
        case money(Money)
        /// A part of one.
        case share(Rational)
        /// A number in units of an outcome.
        case decimal(Rational)
        case count(Int)
        case blank

        /// As the page shows it.
        var text: String {
            switch self {
            case .words(let words): words
            // A true minus sign, as in every other figure of the page.
            case .money(let amount):
                amount.isNegative
                    ? "\u{2212}" + amount.formatted().dropFirst() : amount.formatted()
            case .share(let part):
                (part.isNegative ? "\u{2212}" : "")
                    + (part.magnitude * 100).decimal(places: 1, rounding: .nearestOrAwayFromZero)
                    + "%"
            case .decimal(let number):
                (number.isNegative ? "\u{2212}" : number.isPositive ? "+" : "")
                    + number.magnitude.decimal(significantDigits: 4)
            case .count(let count): NumberFormat.count.text(Double(count))
            case .blank: ""
            }
        }
    }

    /// The longest table that a page shows whole.
    static let pageRows = 1_000
    /// The longest table that is made a sheet: nobody reads a longer one, and Excel ends at ten times as many rows.
    static let sheetRows = 100_000

    /// Total of a column; nil where it does not fit.
    private func total(of column: Int) -> Money? {
        if let known = knownTotals[column] { return known }
        guard let currency = currency(of: column) else { return nil }
        return try? Money.sum(
            rows.lazy.compactMap { row in
                if case .money(let amount) = row[column] { amount } else { nil }
            },
            in: currency
        )
    }

    /// That of the amounts of a column; nil where there are none.
    private func currency(of column: Int) -> Currency? {
        if let known = knownTotals[column] { return known.currency }
        return rows.lazy.compactMap { row in
            if case .money(let amount) = row[column] { amount.currency } else { nil }
        }.first
    }

    private var hasTotals: Bool { totalLabel != nil && columns.contains(where: \.isTotalled) }

    private var totals: [Cell] {
        columns.enumerated().map { position, column in
            if position == 0 { return .words(totalLabel ?? "") }
            guard column.isTotalled else { return .blank }
            return total(of: position).map(Cell.money) ?? .blank
        }
    }

    var htmlTable: HTMLTable {
        let shown = rows.prefix(Self.pageRows)
        let count = rowCount ?? rows.count
        let rest = count - shown.count
        let total = hasTotals ? totals : nil
        let drawn = columns.indices.filter { !columns[$0].isForSheets }
        return HTMLTable(
            caption: rest > 0
                ? "\(caption) (the first \(Self.pageRows) of \(count) rows; the other files have all)"
                : caption,
            columns: drawn.map { place in
                let column = columns[place]
                if case .words = column.kind { return .words(column.title) }
                return .numbers(column.title)
            },
            rows: shown.map { row in drawn.map { row[$0].text } },
            total: total.map { total in drawn.map { total[$0].text } }
        )
    }

    var sheet: Workbook.Sheet {
        Workbook.Sheet(
            name: name,
            columns: columns.enumerated().map { position, column in
                Workbook.Column(
                    column.title,
                    column.kind.workbookKind(currency(of: position)),
                    isTotalled: hasTotals && column.isTotalled,
                    statedTotal: hasTotals && column.isTotalled
                        ? total(of: position).map(\.workbookCell) : nil
                )
            },
            rows: rows.map { $0.map(\.workbookCell) },
            totalLabel: hasTotals ? totalLabel : nil
        )
    }
}

extension SettlementTable.Column.Kind {
    fileprivate func workbookKind(_ currency: Currency?) -> Workbook.Column.Kind {
        switch self {
        case .words: .text
        case .money: currency?.columnKind ?? .text
        case .share: .percentage(places: 1)
        case .decimal: .decimal(places: 6)
        case .count: .integer
        }
    }
}

extension SettlementTable.Cell {
    fileprivate var workbookCell: Workbook.Cell {
        switch self {
        case .words(let words): .text(words)
        case .money(let amount): amount.workbookCell
        // Shown with one decimal, so twelve are more than enough.
        case .share(let part), .decimal(let part):
            .number(Double(part.decimal(places: 12, rounding: .nearestOrEven)) ?? .nan)
        case .count(let count): .integer(count)
        case .blank: .empty
        }
    }
}

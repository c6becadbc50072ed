import TopsliceExactArithmetic
internal import TopsliceFormats
import TopsliceMoney

/// Tables of a settlement: amounts with a true minus sign, totals worked out exactly, parts as percentages.
extension ReportTable {
    /// The longest table that a page or a terminal shows whole.
    static let pageRows = 1_000
    /// The longest table that is made a sheet: nobody reads a longer one, and Excel ends at ten times as many rows.
    static let sheetRows = 100_000

    /// Columns of amounts take the currency of their first amount (of another column's where they have none), and the exact sum as
    /// their total.
    static func ofMoney(
        name: String,
        caption: String,
        columns: [Column],
        rows: [[ReportCell]],
        totalLabel: String? = nil
    ) -> ReportTable {
        var columns = columns
        let common = rows.lazy.joined().compactMap { $0.money?.currency }.first
        for place in columns.indices {
            guard case .money = columns[place].kind else { continue }
            let amounts = rows.compactMap { $0[place].money }
            guard let currency = amounts.first?.currency ?? common else { continue }
            columns[place].kind = currency.columnKind
            guard columns[place].isTotalled, totalLabel != nil, !amounts.isEmpty else { continue }
            columns[place].total = (try? Money.sum(amounts, in: currency)).map(ReportCell.money)
        }
        var table = ReportTable(
            name: name,
            caption: caption,
            columns: columns,
            rows: rows,
            totalLabel: columns.contains(where: \.isTotalled) ? totalLabel : nil
        )
        table.missingNumber = ""
        return table
    }

    /// A table that grows with partners × lines or with days, whose totals are known.
    static func ofMoney(
        name: String,
        caption: String,
        in currency: Currency,
        columns: [Column],
        totalLabel: String? = nil,
        rowCount: Int,
        rows: @escaping RowMaker
    ) -> ReportTable {
        var columns = columns
        for place in columns.indices {
            if case .money = columns[place].kind { columns[place].kind = currency.columnKind }
        }
        var table = ReportTable(
            name: name,
            caption: caption,
            columns: columns,
            totalLabel: totalLabel,
            rowCount: rowCount,
            rows: rows
        )
        table.missingNumber = ""
        table.sheetLimit = sheetRows
        return table
    }

    /// The longest table whose rows become cards on a telephone; longer ones scroll.
    private static let cardRows = 40

    /// For a page, which says where the rows are that it leaves out.
    var htmlTable: HTMLTable {
        var table = page(first: Self.pageRows, elsewhere: "the other files have all")
        table.isStacked = table.rows.count <= Self.cardRows
        return table
    }

    /// For a terminal, with a hyphen for minus in words too.
    var terminalText: String {
        var table = terminal(first: Self.pageRows)
        table.rows = table.rows.map { $0.map(TerminalText.plainMinus) }
        let rest = rowCount - table.rows.count
        return table.text
            + (rest > 0 ? "and \(Words.count(rest, "row", "rows")) more in the files" : "")
    }
}

extension ReportTable.Column {
    static func words(_ title: String) -> Self { .init(title) }

    /// Words that the workbook has and the page leaves out, for those who follow a figure into the files.
    static func sheetWords(_ title: String) -> Self { .init(title, on: .sheet) }

    static func money(_ title: String, isTotalled: Bool = true) -> Self {
        .init(title, .money(symbol: ""), isTotalled: isTotalled)
    }

    /// The same with the total as it was computed elsewhere.
    static func money(_ title: String, total: Money?) -> Self {
        .init(title, .money(symbol: ""), isTotalled: true, total: total.map(ReportCell.money))
    }

    static func share(_ title: String, on forms: ReportTable.Forms? = nil) -> Self {
        .init(title, .percentage(places: 1), on: forms)
    }

    static func decimal(_ title: String) -> Self { .init(title, .decimal(places: 6)) }

    /// Room to write in by hand, on a page.
    static func toFill(_ title: String) -> Self {
        var column = Self(title, on: .page)
        column.isToFill = true
        return column
    }

    static func count(_ title: String) -> Self { .init(title, .integer) }
}

extension ReportCell {
    static let blank = Self.empty

    static func words(_ words: String) -> Self { .text(words) }

    static func money(_ amount: Money) -> Self { amount.reportCell }

    /// A part of one.
    static func share(_ part: Rational) -> Self {
        exact(
            part,
            (part.isNegative ? "\u{2212}" : "")
                + (part.magnitude * 100).decimal(places: 1, rounding: .nearestOrAwayFromZero) + "%"
        )
    }

    /// A number in units of an outcome.
    static func decimal(_ number: Rational) -> Self {
        exact(
            number,
            (number.isNegative ? "\u{2212}" : number.isPositive ? "+" : "")
                + number.magnitude.decimal(significantDigits: 4)
        )
    }

    /// An exact number shown in a way of its own.
    static func exact(
        _ number: Rational,
        _ shown: @autoclosure @escaping @Sendable () -> String
    ) -> Self {
        .exact(
            shown: ShownText(shown()),
            data: .exact(number.exactDecimal ?? number.description),
            // Shown with few decimals, so twelve are more than enough.
            nearest: Double(number.decimal(places: 12, rounding: .nearestOrEven)) ?? .nan
        )
    }

    /// The amount of a settlement in the cell.
    var money: Money? {
        if case .amount(let cell) = self { cell.amount as? Money } else { nil }
    }
}

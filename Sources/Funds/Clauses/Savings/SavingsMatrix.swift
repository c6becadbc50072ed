import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceMoney

/// Who is credited (actors, rows) with savings in whose budget (beneficiaries, columns), in whole pence:
/// every row, every column and the total add up.
///
/// Columns are savings and whole already; rows are rounded by largest remainders where the table allows,
/// and cells by controlled rounding (Cox 1987), so that no cell moves by a penny or more.
package struct SavingsMatrix: Sendable, Hashable {
    package let actors: [Account]
    package let beneficiaries: [Account]
    /// In pence, shape (actors, beneficiaries).
    package let cells: [[Money]]
    /// What each actor is credited with in all.
    package let credited: [Money]
    package let currency: Currency
    /// Whether each has what largest remainders give it of all savings; it cannot where whole cells stand in the way.
    package let hasOwnRows: Bool

    /// The matrix of nothing.
    static func empty(in currency: Currency) -> SavingsMatrix {
        SavingsMatrix(
            actors: [],
            beneficiaries: [],
            cells: [],
            credited: [],
            currency: currency,
            hasOwnRows: true
        )
    }

    private init(
        actors: [Account],
        beneficiaries: [Account],
        cells: [[Money]],
        credited: [Money],
        currency: Currency,
        hasOwnRows: Bool
    ) {
        self.currency = currency
        self.hasOwnRows = hasOwnRows
        self.credited = credited
        self.actors = actors
        self.beneficiaries = beneficiaries
        self.cells = cells
    }

    /// What one stream releases, in pence, and to whom it is credited before rounding.
    struct Entry {
        let holder: Account
        let released: Money
        let credits: [(party: Account, exact: Rational)]
    }

    init(_ entries: [Entry], in currency: Currency) throws(FundError) {
        var exact: [Account: [Account: Rational]] = [:]
        var columnSums: [Account: Money] = [:]
        for entry in entries {
            try columnSums.add(entry.released, to: entry.holder)
            for (actor, credit) in entry.credits {
                exact[actor, default: [:]][entry.holder, default: .zero] += credit
            }
        }
        let actors = exact.keys.sorted()
        let columns = columnSums.keys.sorted()
        guard !actors.isEmpty, !columns.isEmpty else {
            self = .empty(in: currency)
            return
        }
        let totals = columns.map { columnSums.amount($0, in: currency) }
        let table = actors.map { actor in columns.map { exact[actor]?[$0] ?? .zero } }
        let rows = try Money.divide(
            table.map { $0.sum() },
            among: actors,
            clause: "savings",
            in: currency
        )
        let cells: [[Money]]
        do {
            cells = try Self.rounded(table, actors, columns, rows, totals).map { row in
                row.map { Money(minorUnits: $0, currency: currency) }
            }
        } catch {
            throw .savingsIndivisible(error)
        }
        var credited: [Money] = []
        for row in cells { credited.append(try Money.total(row, in: currency)) }
        self.init(
            actors: actors,
            beneficiaries: columns,
            cells: cells,
            credited: credited,
            currency: currency,
            hasOwnRows: credited == rows
        )
    }

    private static func rounded(
        _ table: [[Rational]],
        _ actors: [Account],
        _ columns: [Account],
        _ rowTotals: [Money],
        _ columnTotals: [Money]
    ) throws(TableRoundingError) -> [[Int]] {
        let exact = try TwoWayTable(
            rows: actors.map(\.identifier),
            columns: columns.map(\.identifier),
            cells: table
        )
        let columnPence = columnTotals.map(\.minorUnits)
        do {
            return try exact.rounded(
                rowTotals: rowTotals.map(\.minorUnits),
                columnTotals: columnPence
            ).cells
        } catch .totalsImpossible {
            // Cells that are whole pence already can stand in the way of the rows' own rounding.
            return try exact.rounded(columnTotals: columnPence).cells
        }
    }

    /// What one actor is credited with, in whose budget.
    func row(of actor: Account) -> SavingsMatrix {
        guard let row = actors.firstIndex(of: actor) else { return .empty(in: currency) }
        return SavingsMatrix(
            actors: [actor],
            beneficiaries: beneficiaries,
            cells: [cells[row]],
            credited: [credited[row]],
            currency: currency,
            hasOwnRows: hasOwnRows
        )
    }

    /// What fell in a beneficiary's budget and is shared.
    package func held(by beneficiary: Account) throws(FundError) -> Money {
        guard let column = beneficiaries.firstIndex(of: beneficiary) else { return .zero(currency) }
        return try Money.total(cells.map { $0[column] }, in: currency)
    }

    package func total() throws(FundError) -> Money {
        try Money.total(credited, in: currency)
    }

    /// Nothing where there is no such cell.
    package func amount(actor: Account, beneficiary: Account) -> Money {
        guard let row = actors.firstIndex(of: actor),
            let column = beneficiaries.firstIndex(of: beneficiary)
        else { return .zero(currency) }
        return cells[row][column]
    }
}

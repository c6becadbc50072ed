import TopsliceApportionment
import TopsliceExactArithmetic

/// Who is credited (actors, rows) with savings in whose budget (beneficiaries, columns), in whole pence:
/// every row, every column and the total add up.
///
/// Columns are savings and whole already; rows are rounded by largest remainders where the table allows,
/// and cells by controlled rounding (Cox 1987), so that no cell moves by a penny or more.
package struct SavingsMatrix: Sendable, Hashable {
    package let actors: [String]
    package let beneficiaries: [String]
    /// In pence, shape (actors, beneficiaries).
    package let cells: [[Int]]

    /// The matrix of nothing.
    static let empty = SavingsMatrix(actors: [], beneficiaries: [], cells: [])

    private init(actors: [String], beneficiaries: [String], cells: [[Int]]) {
        self.actors = actors
        self.beneficiaries = beneficiaries
        self.cells = cells
    }

    /// What one stream releases, in pence, and to whom it is credited before rounding.
    struct Entry {
        let holder: String
        let pence: Int
        let credits: [(id: String, exact: Rational)]
    }

    init(_ entries: [Entry]) throws(FundError) {
        var exact: [String: [String: Rational]] = [:]
        var columnSums: [String: [Int]] = [:]
        for entry in entries {
            columnSums[entry.holder, default: []].append(entry.pence)
            for (actor, credit) in entry.credits {
                exact[actor, default: [:]][entry.holder, default: .zero] += credit
            }
        }
        let actors = exact.keys.sorted { $0.precedes($1) }
        let columns = columnSums.keys.sorted { $0.precedes($1) }
        guard !actors.isEmpty, !columns.isEmpty else {
            self = .empty
            return
        }
        var totals: [Int] = []
        for column in columns { totals.append(try Pence.sum(columnSums[column] ?? [])) }
        let table = actors.map { actor in columns.map { exact[actor]?[$0] ?? .zero } }
        let rows = try Pence.divide(table.map { $0.sum() }, ids: actors, clause: "savings")
        do {
            self.init(
                actors: actors,
                beneficiaries: columns,
                cells: try Self.rounded(table, actors, columns, rows, totals)
            )
        } catch {
            throw .indivisible(clause: "the matrix of savings", reason: error.description)
        }
    }

    private static func rounded(
        _ table: [[Rational]],
        _ actors: [String],
        _ columns: [String],
        _ rowTotals: [Int],
        _ columnTotals: [Int]
    ) throws(TableRoundingError) -> [[Int]] {
        let exact = try TwoWayTable(rows: actors, columns: columns, cells: table)
        do {
            return try exact.rounded(rowTotals: rowTotals, columnTotals: columnTotals).cells
        } catch .totalsImpossible {
            // Cells that are whole pence already can stand in the way of the rows' own rounding.
            return try exact.rounded(columnTotals: columnTotals).cells
        }
    }

    /// What an actor is credited with in all, in pence.
    package func credited(to actor: String) throws(FundError) -> Int {
        guard let row = actors.firstIndex(of: actor) else { return 0 }
        return try Pence.sum(cells[row])
    }

    /// What fell in a beneficiary's budget and is shared, in pence.
    package func held(by beneficiary: String) throws(FundError) -> Int {
        guard let column = beneficiaries.firstIndex(of: beneficiary) else { return 0 }
        return try Pence.sum(cells.map { $0[column] })
    }

    package func total() throws(FundError) -> Int {
        try Pence.sum(cells.joined())
    }

    /// In pence; zero where there is no such cell.
    package func amount(actor: String, beneficiary: String) -> Int {
        guard let row = actors.firstIndex(of: actor),
            let column = beneficiaries.firstIndex(of: beneficiary)
        else { return 0 }
        return cells[row][column]
    }
}

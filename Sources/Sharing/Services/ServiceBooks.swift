internal import TopsliceOptions
internal import TopsliceApportionment
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor
internal import TopsliceRecords

/// The exact streams of cost turned into whole pennies: every department's own cost leaves it to the penny, and
/// what final departments bear sums to the total.
///
/// The streams form a table, who spent by who bears it. Its rows are whole pennies already; controlled
/// rounding keeps them and rounds the columns.
struct ServiceBooks {
    let departments: [ServicesRun.Department]
    let paths: [ServicesRun.Path]
    let total: Money
    let journal: Journal

    init(
        _ allocation: ServiceAllocation,
        _ table: ServicesTable,
        _ form: AmountForm
    ) throws {
        let currency = form.currency
        let perMajor = Rational(currency.minorUnitsPerMajor)
        let finals = allocation.finalCosts.map(\.department)
        let columns = Dictionary(
            finals.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        let rows = Dictionary(
            table.departments.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        var exact = table.departments.map { _ in finals.map { _ in Rational.zero } }
        for path in allocation.paths {
            guard let row = rows[path.origin], let column = columns[path.final] else {
                preconditionFailure("a path from \(path.origin) to \(path.final) of no department")
            }
            exact[row][column] += path.amount
        }
        let rounded = try Self.rounded(exact, table.departments, finals, table.file)
        journal = try Self.journal(rounded, exact, table, finals, currency)
        departments = zip(allocation.fullCosts, table.costs).map { full, direct in
            ServicesRun.Department(
                name: full.department,
                directCost: direct,
                isService: columns[full.department] == nil,
                fullCost: Quantity(full.cost / perMajor),
                amount: columns[full.department].map {
                    Money(minorUnits: rounded.columnTotals[$0], currency: currency)
                }
            )
        }
        paths = allocation.paths.map {
            ServicesRun.Path(
                origin: $0.origin,
                through: $0.through,
                final: $0.final,
                amount: Quantity($0.amount / perMajor),
                shareOfFinal: Quantity($0.shareOfFinal)
            )
        }
        total = Money(minorUnits: rounded.total, currency: currency)
    }

    private static func rounded(
        _ exact: [[Rational]],
        _ rows: [String],
        _ columns: [String],
        _ file: String
    ) throws -> RoundedTable {
        do throws(TableRoundingError) {
            return try TwoWayTable(rows: rows, columns: columns, cells: exact).rounded()
        } catch {
            throw RequestFaults("\(file): \(error)")
        }
    }

    private static func journal(
        _ rounded: RoundedTable,
        _ exact: [[Rational]],
        _ table: ServicesTable,
        _ finals: [String],
        _ currency: Currency
    ) throws -> Journal {
        var journal = Journal(currency: currency)
        for (row, origin) in table.departments.enumerated() {
            for (column, final) in finals.enumerated() where origin != final {
                guard let floor = Int(exactly: exact[row][column].floor) else {
                    preconditionFailure("a cell of \(exact[row][column]) was rounded")
                }
                let lines = [
                    (floor, "cost of \(origin) passed on, rounded down"),
                    (rounded.cells[row][column] - floor, "rounding with totals kept"),
                ]
                for (units, clause) in lines {
                    try journal.post(
                        debit: final,
                        credit: origin,
                        amount: Money(minorUnits: units, currency: currency),
                        clause: clause,
                        source: table.file
                    )
                }
            }
        }
        return journal
    }
}

internal import TopsliceOptions
internal import TopsliceApportionment
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor
internal import TopsliceRecords
internal import TopsliceSpreadsheets

extension ApportionRequest {
    /// Rounds a table with row and column heads so that it still adds up.
    func roundedTable(
        _ terms: ApportionTerms,
        _ inputs: inout InputList
    ) throws -> Part {
        let source = try TableSource(
            reading: try requireFile().value,
            mapping: options.columns?.value
        )
        let records = try TwoWayRecords(source, delimiter: delimiter)
        let sheet = try ApportionSheet(records, terms)
        inputs.add(source, rows: sheet.rows.count)
        let scale = try sheet.scale(to: terms)
        let perMajor = Rational(terms.form.currency.minorUnitsPerMajor)
        let exact = sheet.cells.map { row in row.map { $0 * scale * perMajor } }
        let rounded: RoundedTable
        do throws(TableRoundingError) {
            rounded = try TwoWayTable(rows: sheet.rows, columns: sheet.columns, cells: exact)
                .rounded(rowTotals: sheet.rowTotals, columnTotals: sheet.columnTotals)
        } catch {
            throw RequestFaults("\(source.file): \(error)")
        }
        func money(_ units: Int) -> Money {
            Money(minorUnits: units, currency: terms.form.currency)
        }
        let table = ApportionedTable(
            rows: sheet.rows,
            columns: sheet.columns,
            exactCells: exact.map { row in row.map { Quantity($0 / perMajor) } },
            cells: rounded.cells.map { $0.map(money) },
            rowTotals: rounded.rowTotals.map(money),
            columnTotals: rounded.columnTotals.map(money),
            hasStatedTotals: sheet.rowTotals != nil || sheet.columnTotals != nil,
            scale: Quantity(scale),
            journal: try journal(rounded, exact, sheet, terms, source: source.file)
        )
        return Part(
            total: money(rounded.total),
            division: .table(table),
            warnings: (source.warnings + records.notices.map { .notice($0) }
                + TableWarning.namesAlike(among: sheet.rows, file: source.file)
                + TableWarning.namesAlike(among: sheet.columns, file: source.file))
                .map { .table($0) }
        )
    }

    /// Every cell rounded down, and every unit that rounding added as a line of its own.
    private func journal(
        _ rounded: RoundedTable,
        _ exact: [[Rational]],
        _ sheet: ApportionSheet,
        _ terms: ApportionTerms,
        source: String
    ) throws -> Journal {
        let currency = terms.form.currency
        var journal = Journal(currency: currency)
        for (row, name) in sheet.rows.enumerated() {
            for (column, other) in sheet.columns.enumerated() {
                guard let floor = Int(exactly: exact[row][column].floor) else { continue }
                let lines = [
                    (floor, "share rounded down"),
                    (rounded.cells[row][column] - floor, "rounding with totals kept"),
                ]
                for (units, clause) in lines {
                    try journal.post(
                        debit: "\(name) / \(other)",
                        credit: terms.isMoney ? "amount" : "units",
                        amount: Money(minorUnits: units, currency: currency),
                        clause: clause,
                        source: source
                    )
                }
            }
        }
        return journal
    }
}

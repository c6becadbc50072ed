internal import TopsliceOptions
internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceDoor
internal import TopsliceRecords

/// A two-way table as it was read: exact cells, and totals where its last row or column is headed "total".
struct ApportionSheet {
    let file: String
    let rows: [String]
    let columns: [String]
    /// Shape (rows, columns), in major units.
    let cells: [[Rational]]
    /// In whole units, nil where the file states none.
    let rowTotals: [Int]?
    let columnTotals: [Int]?

    /// - Throws: `Faults` with every cell that cannot be read and every total that does not fit.
    init(_ records: TwoWayRecords, _ terms: ApportionTerms) throws(Faults) {
        var faults = FaultList(file: records.file)
        let names = records.columnNames
        let hasRowTotals = names.count > 1 && Self.isTotal(names[names.count - 1])
        let hasColumnTotals =
            records.records.count > 1
            && Self.isTotal(records.records[records.records.count - 1].fields[0])
        let body = hasColumnTotals ? records.records.dropLast() : records.records[...]
        let columns = hasRowTotals ? names.dropLast() : names[...]
        file = records.file
        rows = body.map { $0.fields[0] }
        self.columns = Array(columns)
        var cells: [[Rational]] = []
        var rowTotals: [Int] = []
        for record in body {
            cells.append(
                columns.indices.map { place in
                    Self.cell(record, place, &faults, terms)
                }
            )
            if hasRowTotals {
                rowTotals.append(Self.total(record, names.count - 1, &faults, terms))
            }
        }
        var columnTotals: [Int] = []
        if hasColumnTotals, let record = records.records.last {
            columnTotals = columns.indices.map { Self.total(record, $0, &faults, terms) }
            if hasRowTotals {
                let grand = Self.total(record, names.count - 1, &faults, terms)
                for (what, sum) in [("rows", rowTotals), ("columns", columnTotals)]
                where faults.isEmpty && sum.reduce(0, Self.sum) != grand {
                    faults.add(
                        record,
                        field: names.count,
                        "the totals of the \(what) do not sum to the grand total"
                    )
                }
            }
        }
        try faults.throwIfAny()
        self.cells = cells
        self.rowTotals = hasRowTotals ? rowTotals : nil
        self.columnTotals = hasColumnTotals ? columnTotals : nil
    }

    private static func isTotal(_ head: String) -> Bool {
        ["total", "totals"].contains(head.lowercased())
    }

    /// Held at the limits, where no total can be right anyway.
    private static func sum(_ left: Int, _ right: Int) -> Int {
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? (left < 0 ? .min : .max) : sum
    }

    private static func total(
        _ record: TableRecord,
        _ place: Int,
        _ faults: inout FaultList,
        _ terms: ApportionTerms
    ) -> Int {
        let cell = TableCell(record.fields[place + 1], record, number: place + 2)
        // Zero stands in only where a fault was added, and then no sheet is made.
        return faults.amount(cell, terms.form)?.minorUnits ?? 0
    }

    private static func cell(
        _ record: TableRecord,
        _ place: Int,
        _ faults: inout FaultList,
        _ terms: ApportionTerms
    ) -> Rational {
        let cell = TableCell(record.fields[place + 1], record, number: place + 2)
        return faults.numberOrAmount(cell, terms.form) ?? 0
    }

    /// By what cells are multiplied so that they sum to the amount stated; one where none is stated.
    func scale(to terms: ApportionTerms) throws(RequestFaults) -> Rational {
        guard let total = terms.total else { return 1 }
        let sum = cells.map { $0.reduce(0, +) }.reduce(0, +)
        if let stated = rowTotals ?? columnTotals, stated.reduce(0, Self.sum) != total.minorUnits {
            throw RequestFaults(
                "\(terms.totalPlace): the totals of \(file) do not sum to \(total.decimalText)"
            )
        }
        // With totals in the file the cells stand as they are: the totals say what they sum to.
        if rowTotals != nil || columnTotals != nil { return 1 }
        if sum == total.exactMajorUnits { return 1 }
        guard sum.isPositive else {
            throw RequestFaults(
                "\(file): the cells sum to \(written(sum)), so they cannot be scaled to "
                    + total.decimalText
            )
        }
        return total.exactMajorUnits / sum
    }
}

internal import TopsliceExactArithmetic
internal import TopsliceMoney
internal import TopsliceRecords

/// What the columns of a table come to, row by row, so that a row of totals can be told from any other.
struct ColumnSums {
    private struct Sum {
        var all = Rational.zero
        var sinceTotal = Rational.zero
        var magnitude = Rational.zero
    }

    private var sums: [Int: Sum] = [:]
    /// Rows since the last row of totals.
    private(set) var rowCount = 0

    mutating func add(_ row: SheetRow) {
        rowCount += 1
        for cell in row.cells {
            guard let amount = cell.value.amount else { continue }
            var sum = sums[cell.column, default: Sum()]
            sum.all += amount
            sum.sinceTotal += amount
            sum.magnitude += amount.magnitude
            sums[cell.column] = sum
        }
    }

    /// Whether every number of the row is the sum of its column, from the first row or from the last row of totals.
    ///
    /// A workbook adds in binary: a millionth of a millionth of what was added is no difference.
    func isTotal(_ row: SheetRow) -> Bool {
        let numbers = row.cells.compactMap { cell in
            cell.value.amount.map { (column: cell.column, amount: $0) }
        }
        func isSum(_ part: (Sum) -> Rational) -> Bool {
            numbers.allSatisfy { number in
                guard let sum = sums[number.column] else { return number.amount.isZero }
                let difference = (number.amount - part(sum)).magnitude
                return difference * Rational(1_000_000_000_000) <= sum.magnitude
            }
        }
        return !numbers.isEmpty && (isSum(\.all) || isSum(\.sinceTotal))
    }

    /// A row of totals ends a section.
    mutating func endSection() {
        rowCount = 0
        for column in sums.keys { sums[column]?.sinceTotal = .zero }
    }
}

extension CellValue {
    /// The number it holds or says in words people type; nil for all else, percentages included.
    var amount: Rational? {
        switch self {
        case .number(let text, _): return try? Rational(parsing: text)
        case .text(let text):
            let plain = TypedNumber(text.filter { !"£$€¥".contains($0) }, groupedBy: .british)
            return (try? Money(parsing: plain.amountText))?.exactMajorUnits
        case .percentage, .truth, .date, .time, .fault: return nil
        }
    }
}

/// What the formulas of a workbook come to, worked out over whole numbers, so that a program that works nothing
/// out shows the right figures.
package struct FormulaValues {
    private let sheets: [String: Workbook.Sheet]
    private var known: [WorkbookPlace: Value] = [:]
    private var indices: [String: [String: [Int]]] = [:]

    package enum Value: Sendable, Equatable {
        case whole(Int)
        case words(String)
        /// A number with decimals, which formulas compare and nothing else.
        case decimal(Double)
        /// Beyond what a spreadsheet tells apart.
        case outOfRange
    }

    package init(_ workbook: Workbook) {
        sheets = Dictionary(workbook.sheets.map { ($0.name, $0) }) { first, _ in first }
    }

    /// - Complexity: each cell is worked out once.
    package mutating func value(at place: WorkbookPlace) -> Value {
        if let value = known[place] { return value }
        let value: Value
        switch cell(place) {
        case .formula(let formula, _): value = self.value(of: formula)
        case .integer(let number): value = .whole(number)
        case .minorUnits(let units, _): value = .whole(units)
        case .text(let words): value = .words(words)
        case .number(let number): value = .decimal(number)
        case .empty, .date: value = .whole(0)
        }
        known[place] = value
        return value
    }

    package mutating func value(of formula: WorkbookFormula) -> Value {
        if case .choice(let condition, let then, let otherwise) = formula {
            guard let holds = holds(condition) else { return .outOfRange }
            return value(of: holds ? then : otherwise)
        }
        switch formula {
        case .words(let words): return .words(words)
        case .cell(let place): return value(at: place)
        default: break
        }
        guard let number = number(formula), number.magnitude <= WorkbookFormula.limit.magnitude
        else { return .outOfRange }
        return .whole(number)
    }

    private func cell(_ place: WorkbookPlace) -> Workbook.Cell {
        guard let sheet = sheets[place.sheet], sheet.rows.indices.contains(place.row),
            sheet.rows[place.row].indices.contains(place.column)
        else { preconditionFailure("a formula names \(place), where no table has a cell") }
        return sheet.rows[place.row][place.column]
    }

    /// Nil where it is out of range.
    private mutating func number(_ formula: WorkbookFormula) -> Int? {
        switch formula {
        case .whole(let number): return number
        case .minorUnits(let place, let decimals):
            guard case .decimal(let number) = value(at: place) else {
                return self.number(at: place)
            }
            return Self.minorUnits(number, decimals)
        case .cell(let place): return number(at: place)
        case .sum(let parts): return sum(parts.map { number($0) })
        case .difference(let left, let right):
            return combined(left, right) { $0.subtractingReportingOverflow($1) }
        case .product(let left, let right):
            return combined(left, right) { $0.multipliedReportingOverflow(by: $1) }
        case .quotient(let part, let whole):
            guard let part = number(part), let whole = number(whole) else { return nil }
            guard whole != 0 else { return 0 }
            let quotient = part / whole
            let isBelow = part % whole != 0 && (part < 0) != (whole < 0)
            return isBelow ? quotient - 1 : quotient
        case .least(let parts): return all(parts)?.min()
        case .most(let parts): return all(parts)?.max()
        case .choice, .words:
            guard case .whole(let number) = value(of: formula) else { return nil }
            return number
        case .total(let range): return sum(range.rows.map { number(range, $0) })
        case .largest(let range):
            return all(range.rows.map { .cell(place(range, $0)) })?.map { abs($0) }.max()
        case .totalWhere(let range, let key, let word):
            return rows(where: key, is: word).reduce(0) { sum, row in
                let own = number(range, row - key.rows.lowerBound + range.rows.lowerBound)
                guard let sum, let own else { return nil }
                let (next, isTooLarge) = sum.addingReportingOverflow(own)
                return isTooLarge ? nil : next
            }
        case .differing(let left, let right):
            return count(left, right) { $0 != $1 }
        case .differingZeros(let left, let right):
            return count(left, right) { ($0 == 0) != ($1 == 0) }
        case .rank(let keys, let row): return rank(keys, row)
        }
    }

    /// A number with decimals, such as a quantity, in parts of one; nil where it is out of range.
    private static func minorUnits(_ number: Double, _ decimals: Int) -> Int? {
        let units = (0..<decimals).reduce(number) { units, _ in units * 10 }
        return Int(exactly: units.rounded())
    }

    /// The rows in which a range of words holds one of them, found once for all words.
    private mutating func rows(where key: WorkbookRange, is word: String) -> [Int] {
        let name = "\(key.sheet)\u{1}\(key.column)\u{1}\(key.rows)"
        if let index = indices[name] { return index[word.lowercased()] ?? [] }
        var index: [String: [Int]] = [:]
        for row in key.rows {
            guard case .words(let words) = value(at: place(key, row)) else { continue }
            index[words.lowercased(), default: []].append(row)
        }
        indices[name] = index
        return index[word.lowercased()] ?? []
    }

    private mutating func rank(_ keys: [WorkbookRange], _ row: Int) -> Int? {
        func numbers(_ row: Int) -> [Int]? {
            var numbers: [Int] = []
            for key in keys {
                guard let number = number(key, row) else { return nil }
                numbers.append(number)
            }
            return numbers
        }
        guard let mine = numbers(row), let rows = keys.first?.rows else { return nil }
        var rank = 0
        for other in rows where other != row {
            guard let theirs = numbers(other) else { return nil }
            let isBefore = theirs == mine && other < row
            if isBefore || mine.lexicographicallyPrecedes(theirs) { rank += 1 }
        }
        return rank
    }

    private func place(_ range: WorkbookRange, _ row: Int) -> WorkbookPlace {
        WorkbookPlace(range.sheet, row: row, column: range.column)
    }

    private mutating func number(_ range: WorkbookRange, _ row: Int) -> Int? {
        number(at: place(range, row))
    }

    private mutating func number(at place: WorkbookPlace) -> Int? {
        switch value(at: place) {
        case .whole(let number): number
        // Words count for nothing in sums, and are not in comparisons.
        case .words, .decimal: 0
        case .outOfRange: nil
        }
    }

    private mutating func all(_ parts: [WorkbookFormula]) -> [Int]? {
        var numbers: [Int] = []
        for part in parts {
            guard let number = number(part) else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    private func sum(_ numbers: [Int?]) -> Int? {
        numbers.reduce(0) { sum, number in
            guard let sum, let number else { return nil }
            let (next, isTooLarge) = sum.addingReportingOverflow(number)
            return isTooLarge ? nil : next
        }
    }

    private mutating func combined(
        _ left: WorkbookFormula,
        _ right: WorkbookFormula,
        _ operation: (Int, Int) -> (partialValue: Int, overflow: Bool)
    ) -> Int? {
        guard let left = number(left), let right = number(right) else { return nil }
        let (result, isTooLarge) = operation(left, right)
        return isTooLarge ? nil : result
    }

    private mutating func count(
        _ left: WorkbookRange,
        _ right: WorkbookRange,
        _ differs: (Int, Int) -> Bool
    ) -> Int? {
        var count = 0
        for (one, other) in zip(left.rows, right.rows) {
            guard let one = number(left, one), let other = number(right, other) else { return nil }
            if differs(one, other) { count += 1 }
        }
        return count
    }

    /// Nil where a number is out of range.
    private mutating func holds(_ condition: WorkbookCondition) -> Bool? {
        switch condition {
        case .equal(let left, let right):
            let (left, right) = (value(of: left), value(of: right))
            return left == .outOfRange || right == .outOfRange ? nil : left == right
        case .less(let left, let right):
            guard let left = number(left), let right = number(right) else { return nil }
            return left < right
        case .atLeast(let left, let right):
            guard let left = number(left), let right = number(right) else { return nil }
            return left >= right
        }
    }
}

import TopsliceExactArithmetic

/// A partial biproportional table that grows by one unit at a time and stays the best for the
/// units it has.
///
/// Giving a cell its next unit costs (2x + 1)/w, taking its last one back gains (2x − 1)/w; costs
/// along a path of exchanges multiply.
struct UnitExchange {
    private let weights: [[Rational]]
    private var rowsLeft: [Int]
    private var columnsLeft: [Int]
    private(set) var units: [[Int]]

    init(weights: [[Rational]], rowsLeft: [Int], columnsLeft: [Int]) {
        self.weights = weights
        self.rowsLeft = rowsLeft
        self.columnsLeft = columnsLeft
        units = weights.map { $0.map { _ in 0 } }
    }

    /// Adds a unit along the cheapest path from a row that still needs one to a column that does
    /// (Bellman and Ford's method). False where there is no path.
    mutating func addUnit() -> Bool {
        var rowCosts: [Rational?] = rowsLeft.map { $0 > 0 ? 1 : nil }
        var columnCosts = [Rational?](repeating: nil, count: columnsLeft.count)
        var rowBefore = [Int?](repeating: nil, count: columnsLeft.count)
        var columnBefore = [Int?](repeating: nil, count: rowsLeft.count)
        var isChanging = true
        while isChanging {
            isChanging = false
            for row in weights.indices {
                guard let reached = rowCosts[row] else { continue }
                for column in columnsLeft.indices where !weights[row][column].isZero {
                    let step = Rational(2 * units[row][column] + 1) / weights[row][column]
                    let cost = reached * step
                    if let known = columnCosts[column], known <= cost { continue }
                    columnCosts[column] = cost
                    rowBefore[column] = row
                    isChanging = true
                }
            }
            for column in columnsLeft.indices {
                guard let reached = columnCosts[column] else { continue }
                for row in weights.indices where units[row][column] > 0 {
                    let step = Rational(2 * units[row][column] - 1) / weights[row][column]
                    let cost = reached / step
                    if let known = rowCosts[row], known <= cost { continue }
                    rowCosts[row] = cost
                    columnBefore[row] = column
                    isChanging = true
                }
            }
        }
        let open = columnsLeft.indices.compactMap { column in
            columnsLeft[column] > 0
                ? columnCosts[column].map { (cost: $0, column: column) } : nil
        }
        guard var column = open.min(by: { $0.cost < $1.cost })?.column else { return false }
        columnsLeft[column] -= 1
        while let row = rowBefore[column] {
            units[row][column] += 1
            guard let previous = columnBefore[row] else {
                rowsLeft[row] -= 1
                return true
            }
            units[row][previous] -= 1
            column = previous
        }
        return false
    }
}

public import TopsliceExactArithmetic

/// A table in whole units whose totals are the sums of its cells.
public struct RoundedTable: Sendable, Hashable {
    /// Shape (rows, columns), in the order of the table that was rounded.
    public let cells: [[Int]]
    public let rowTotals: [Int]
    public let columnTotals: [Int]
    public let total: Int

    init(cells: [[Int]], of table: TwoWayTable) {
        self.cells = cells
        rowTotals = cells.map { $0.reduce(0, +) }
        columnTotals = table.columns.indices.map { column in cells.map { $0[column] }.reduce(0, +) }
        total = rowTotals.reduce(0, +)
    }

    /// Σ (rounded − exact)² over the cells; how near rounding came.
    ///
    /// Exact, and therefore slow where cells have thousands of different denominators.
    public func squaredDistance(to table: TwoWayTable) -> Rational {
        zip(cells, table.cells).map { rounded, exact in
            zip(rounded, exact).map { whole, value in
                let change = Rational(whole) - value
                return change * change
            }.sum()
        }.sum()
    }
}

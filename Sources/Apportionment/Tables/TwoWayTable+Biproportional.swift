import TopsliceExactArithmetic

extension TwoWayTable {
    /// Units for rows × columns with both margins given, in proportion to the cells as nearly as
    /// both allow: every cell is a cell weight times a row factor times a column factor, rounded at
    /// one half. Balinski and Demange (1989), Math. Programming 45:193-210; used for parliaments as
    /// the "double Pukelsheim". A cell of zero gets nothing.
    ///
    /// The table is the one of least Π Π_{a < x} (2a + 1)/w (Gaffke and Pukelsheim 2008, Math. Meth.
    /// Oper. Res. 67:365-379), found unit by unit along the cheapest path of exchanges, costs
    /// multiplied exactly. Between equal paths rows and columns are taken in UTF-8 order of their
    /// heads.
    ///
    /// - Complexity: O(units · cells · (rows + columns)) at worst; refused beyond some seconds.
    public func biproportional(
        rowTotals: [Int],
        columnTotals: [Int]
    ) throws(TableRoundingError) -> RoundedTable {
        for (what, totals, heads) in [
            ("rows", rowTotals, rows), ("columns", columnTotals, columns),
        ] {
            guard totals.count == heads.count else {
                throw .totalCount(what: what, got: totals.count, expected: heads.count)
            }
            guard totals.allSatisfy({ (0...Self.biproportionalLimit).contains($0) }) else {
                throw .totalsImpossible
            }
        }
        let units = rowTotals.reduce(0, +)
        let columnUnits = columnTotals.reduce(0, +)
        guard units == columnUnits else {
            throw .totalsDisagree(rows: units, columns: columnUnits)
        }
        guard units <= Self.biproportionalLimit / (rows.count * columns.count) else {
            throw .tooManyUnits(
                got: units,
                limit: Self.biproportionalLimit / (rows.count * columns.count)
            )
        }
        let rowOrder = utf8Order(rows)
        let columnOrder = utf8Order(columns)
        for row in cells {
            for cell in row where cell.isNegative { throw .negativeWeight(cell) }
        }
        var exchange = UnitExchange(
            weights: rowOrder.map { row in columnOrder.map { cells[row][$0] } },
            rowsLeft: rowOrder.map { rowTotals[$0] },
            columnsLeft: columnOrder.map { columnTotals[$0] }
        )
        for _ in 0..<units {
            guard exchange.addUnit() else { throw .totalsImpossible }
        }
        var result = cells.map { $0.map { _ in 0 } }
        for (rowPlace, row) in rowOrder.enumerated() {
            for (columnPlace, column) in columnOrder.enumerated() {
                result[row][column] = exchange.units[rowPlace][columnPlace]
            }
        }
        return RoundedTable(cells: result, of: self)
    }

    /// Units times cells that a biproportional division may have.
    public static let biproportionalLimit = 2_000_000
}

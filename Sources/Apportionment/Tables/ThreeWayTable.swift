import TopsliceExactArithmetic

/// Exact amounts by rows, columns and layers (agency by outcome by year).
public struct ThreeWayTable: Sendable, Hashable {
    public let layers: [String]
    /// One table a layer, all with the same rows and columns.
    public let tables: [TwoWayTable]

    public init(
        layers: [(head: String, table: TwoWayTable)]
    ) throws(TableRoundingError) {
        guard let first = layers.first else { throw .empty }
        var seen: Set<String> = []
        for layer in layers {
            guard seen.insert(layer.head).inserted else { throw .headTwice(layer.head) }
            guard layer.table.rows == first.table.rows, layer.table.columns == first.table.columns
            else {
                throw .totalCount(
                    what: "rows and columns alike in layer '\(layer.head)'",
                    got: layer.table.rows.count * layer.table.columns.count,
                    expected: first.table.rows.count * first.table.columns.count
                )
            }
        }
        let cells = layers.count * first.table.rows.count * first.table.columns.count
        guard cells <= TwoWayTable.cellLimit else {
            throw .tooManyCells(got: cells, limit: TwoWayTable.cellLimit)
        }
        self.layers = layers.map(\.head)
        tables = layers.map(\.table)
    }

    /// Rounds every cell down or up, keeping as many totals as can always be kept.
    ///
    /// Kept (exactly where whole, else rounded down or up): the grand total, the total of every
    /// layer, of every row, of every row in every layer, and of every column in every layer. Not
    /// always possible, and not promised (Causey, Cox and Ernst 1985, J. Amer. Stat. Assoc.
    /// 80:903-909): row by column, and column totals, over all layers; each of those sums moves by
    /// less than one unit a layer.
    public func rounded() throws(TableRoundingError) -> [RoundedTable] {
        let rowOrder = utf8Order(tables[0].rows)
        let columnOrder = utf8Order(tables[0].columns)
        let layerOrder = utf8Order(layers)
        var left: [Int] = []
        var right: [Int] = []
        var values: [Rational] = []
        for (layerPlace, layer) in layerOrder.enumerated() {
            for (rowPlace, row) in rowOrder.enumerated() {
                for (columnPlace, column) in columnOrder.enumerated() {
                    left.append(rowPlace * layers.count + layerPlace)
                    right.append(layerPlace * columnOrder.count + columnPlace)
                    values.append(tables[layer].cells[row][column])
                }
            }
        }
        let rowCount = rowOrder.count
        let columnCount = columnOrder.count
        let whole = try ControlledRounding(
            cells: values,
            left: .init(
                groupOfCell: left,
                groupCount: rowCount * layers.count,
                parentOfGroup: (0..<rowCount * layers.count).map { $0 / layers.count }
            ),
            right: .init(
                groupOfCell: right,
                groupCount: layers.count * columnCount,
                parentOfGroup: (0..<layers.count * columnCount).map { $0 / columnCount }
            )
        ).solve()
        var result = tables.map { $0.cells.map { $0.map { _ in 0 } } }
        var place = 0
        for layer in layerOrder {
            for row in rowOrder {
                for column in columnOrder {
                    result[layer][row][column] = whole[place]
                    place += 1
                }
            }
        }
        return zip(result, tables).map { RoundedTable(cells: $0, of: $1) }
    }
}

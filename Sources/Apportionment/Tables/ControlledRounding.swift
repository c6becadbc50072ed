import TopsliceExactArithmetic

/// Controlled rounding as a flow of single units: each cell that is rounded up carries one unit
/// from its group on the left (a row) to its group on the right (a column).
///
/// Groups may lie in groups of their own; the two sides are trees, and flows in trees joined by
/// cells have whole solutions wherever they have any. The exact table is one, so a rounded one
/// exists. The cost of a unit is the change of squared distance.
struct ControlledRounding {
    /// How the cells add up on one side.
    struct Side {
        var groupOfCell: [Int]
        var groupCount: Int
        /// Nil where groups add up to the grand total directly.
        var parentOfGroup: [Int]?
        /// Totals that the groups must have; nil for their own sums, rounded.
        var declared: [Int]?
    }

    /// Cells and declared totals stay below this, so that no sum of them overflows.
    static let largestCell = Int.max / (4 * TwoWayTable.cellLimit)

    private let cells: CellFractions
    private let left: SideTotals
    private let right: SideTotals
    private let cellGroups: (left: [Int], right: [Int])
    private let grandTotal: SplitTotal

    init(cells values: [Rational], left: Side, right: Side) throws(TableRoundingError) {
        cells = try CellFractions(values)
        cellGroups = (left.groupOfCell, right.groupOfCell)
        self.left = try SideTotals(left, cells)
        self.right = try SideTotals(right, cells)
        grandTotal = try Self.grandTotal(self.left, self.right, cells)
    }

    /// Declared totals decide the grand total; otherwise it is that of the cells.
    private static func grandTotal(
        _ left: SideTotals,
        _ right: SideTotals,
        _ cells: CellFractions
    ) throws(TableRoundingError) -> SplitTotal {
        switch (left.declaredSum, right.declaredSum) {
        case (let rows?, let columns?):
            guard rows == columns else { throw .totalsDisagree(rows: rows, columns: columns) }
            return SplitTotal(whole: rows, numerator: 0)
        case (let sum?, nil), (nil, let sum?):
            return SplitTotal(whole: sum, numerator: 0)
        case (nil, nil):
            return cells.sums(groupCount: 1) { _ in 0 }[0]
        }
    }

    /// The whole cells, in the order given.
    func solve() throws(TableRoundingError) -> [Int] {
        var network = UnitFlowNetwork()
        // Nodes: where left totals come from, where right totals go, then the two sides.
        let (source, sink) = (0, 1)
        let leftFirst = 2
        let rightFirst = leftFirst + left.nodeCount
        network.addNodes(rightFirst + right.nodeCount)
        var cellArcs: [Int?] = []
        cellArcs.reserveCapacity(cells.count)
        for cell in 0..<cells.count {
            cellArcs.append(
                cells.isWhole(cell)
                    ? nil
                    : network.addArc(
                        from: leftFirst + cellGroups.left[cell],
                        to: rightFirst + cellGroups.right[cell],
                        cost: cells.costOfRoundingUp(cell)
                    )
            )
        }
        let scale = cells.scale
        left.connect(&network, first: leftFirst, root: source, grandTotal, scale: scale, sign: 1)
        right.connect(&network, first: rightFirst, root: sink, grandTotal, scale: scale, sign: -1)
        if grandTotal.numerator > 0 {
            network.addArc(from: sink, to: source, cost: scale - 2 * grandTotal.numerator)
        }
        guard let carries = network.minimumCostFlow() else { throw .totalsImpossible }
        return (0..<cells.count).map { cell in
            let isUp = cellArcs[cell].map { carries[$0] } ?? false
            return cells.floors[cell] + (isUp ? 1 : 0)
        }
    }
}

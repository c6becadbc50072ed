import BigInt
import ExactArithmetic

/// Controlled rounding as a flow of single units: each cell that is rounded up carries one unit
/// from its group on the left (a row) to its group on the right (a column).
///
/// Groups may lie in groups of their own; the two sides are trees, and flows in trees joined by
/// cells have whole solutions wherever they have any. The exact table is one, so a rounded one
/// exists. The cost of a unit is the change of squared distance, (1 − f)² − f² = 1 − 2f for a
/// fraction f.
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

    private let side: (left: SideTotals, right: SideTotals)
    private let floors: [Int]
    private let fractions: [Rational]
    private let cellGroups: (left: [Int], right: [Int])
    private let grandTotal: SplitTotal

    init(cells: [Rational], left: Side, right: Side) throws(TableRoundingError) {
        var floors: [Int] = []
        var fractions: [Rational] = []
        for cell in cells {
            guard cell.magnitude < Rational(Self.largestCell) else { throw .tooLarge(cell) }
            let floor = cell.floor
            floors.append(Int(floor))
            fractions.append(cell.isInteger ? 0 : cell - Rational(floor))
        }
        self.floors = floors
        self.fractions = fractions
        cellGroups = (left.groupOfCell, right.groupOfCell)
        let leftTotals = try SideTotals(left, floors, fractions)
        let rightTotals = try SideTotals(right, floors, fractions)
        side = (leftTotals, rightTotals)
        grandTotal = try Self.grandTotal(leftTotals, rightTotals)
    }

    /// Declared totals decide the grand total; otherwise it is that of the cells.
    private static func grandTotal(
        _ left: SideTotals,
        _ right: SideTotals
    ) throws(TableRoundingError) -> SplitTotal {
        switch (left.declaredSum, right.declaredSum) {
        case (let rows?, let columns?):
            guard rows == columns else { throw .totalsDisagree(rows: rows, columns: columns) }
            return SplitTotal(whole: rows, fraction: 0)
        case (let sum?, nil), (nil, let sum?):
            return SplitTotal(whole: sum, fraction: 0)
        case (nil, nil):
            return left.total
        }
    }

    /// The whole cells, in the order given.
    func solve() throws(TableRoundingError) -> [Int] {
        let costs = UnitCosts(
            fractions: fractions + side.left.fractions + side.right.fractions
                + [grandTotal.fraction]
        )
        var network = UnitFlowNetwork()
        // Cell arcs first, so that arc numbers are cell numbers.
        let leftFirst = 2
        let rightFirst = leftFirst + side.left.nodeCount
        network.addNodes(rightFirst + side.right.nodeCount)
        var cellArcs: [Int?] = []
        cellArcs.reserveCapacity(floors.count)
        for (cell, fraction) in fractions.enumerated() {
            cellArcs.append(
                fraction.isZero
                    ? nil
                    : network.addArc(
                        from: leftFirst + cellGroups.left[cell],
                        to: rightFirst + cellGroups.right[cell],
                        cost: costs.ofRoundingUp(fraction)
                    )
            )
        }
        side.left.connect(&network, first: leftFirst, root: 0, grandTotal, costs, sign: 1)
        side.right.connect(&network, first: rightFirst, root: 1, grandTotal, costs, sign: -1)
        if !grandTotal.fraction.isZero {
            network.addArc(from: 1, to: 0, cost: costs.ofRoundingUp(grandTotal.fraction))
        }
        guard let carries = network.minimumCostFlow() else { throw .totalsImpossible }
        return floors.indices.map { cell in
            cellArcs[cell].map { carries[$0] ? floors[cell] + 1 : floors[cell] } ?? floors[cell]
        }
    }
}

/// A total as a whole number and the fraction beyond it, 0 ..< 1.
struct SplitTotal {
    var whole: Int
    var fraction: Rational
}

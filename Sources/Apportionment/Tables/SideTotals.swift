import BigInt
import ExactArithmetic

/// The totals of one side of a table, as nodes of the rounding network: groups first, then the
/// groups they lie in.
struct SideTotals {
    let nodeCount: Int
    /// Sum of each node rounded down (or as declared), and what is beyond it.
    private let wholes: [Int]
    let fractions: [Rational]
    /// Sum of the next finer level rounded down: cells for groups, groups for their parents.
    private let finerWholes: [Int]
    /// The node each node adds up to; nil for the grand total.
    private let parents: [Int?]
    let declaredSum: Int?
    let total: SplitTotal

    init(
        _ side: ControlledRounding.Side,
        _ floors: [Int],
        _ cellFractions: [Rational]
    ) throws(TableRoundingError) {
        let parentCount = (side.parentOfGroup?.max() ?? -1) + 1
        nodeCount = side.groupCount + parentCount
        var finer = [Int](repeating: 0, count: nodeCount)
        var rest = [Rational](repeating: 0, count: nodeCount)
        for (cell, group) in side.groupOfCell.enumerated() {
            finer[group] += floors[cell]
            if !cellFractions[cell].isZero { rest[group] += cellFractions[cell] }
        }
        var wholes = [Int](repeating: 0, count: nodeCount)
        for group in 0..<side.groupCount {
            Self.carry(&rest[group], from: finer[group], to: &wholes[group])
            if let declared = side.declared {
                guard declared[group].magnitude < ControlledRounding.largestCell else {
                    throw .tooLarge(Rational(declared[group]))
                }
                wholes[group] = declared[group]
                rest[group] = 0
            }
        }
        var parents = [Int?](repeating: nil, count: nodeCount)
        if let parentOfGroup = side.parentOfGroup {
            for (group, parent) in parentOfGroup.enumerated() {
                parents[group] = side.groupCount + parent
                finer[side.groupCount + parent] += wholes[group]
                rest[side.groupCount + parent] += rest[group]
            }
            for node in side.groupCount..<nodeCount {
                Self.carry(&rest[node], from: finer[node], to: &wholes[node])
            }
        }
        let top = parents.indices.filter { parents[$0] == nil }
        var totalFraction = top.map { rest[$0] }.sum()
        var totalWhole = 0
        var topWhole = 0
        for node in top { topWhole += wholes[node] }
        Self.carry(&totalFraction, from: topWhole, to: &totalWhole)
        declaredSum = side.declared == nil ? nil : topWhole
        total = SplitTotal(whole: totalWhole, fraction: totalFraction)
        finerWholes = finer
        fractions = rest
        self.wholes = wholes
        self.parents = parents
    }

    /// Moves the whole part of a sum of fractions over.
    private static func carry(_ fraction: inout Rational, from whole: Int, to sum: inout Int) {
        let floor = fraction.floor
        sum = whole + Int(floor)
        if !floor.isZero { fraction -= Rational(floor) }
    }

    /// Adds supplies and arcs: every node hands on as many units as its total exceeds the totals
    /// of the finer level by, and one more where it is itself rounded up.
    ///
    /// - Parameter sign: 1 on the left, where units come from, −1 on the right, where they go.
    func connect(
        _ network: inout UnitFlowNetwork,
        first: Int,
        root: Int,
        _ grandTotal: SplitTotal,
        _ costs: UnitCosts,
        sign: Int
    ) {
        var atRoot = grandTotal.whole
        for node in 0..<nodeCount {
            network.addSupply(sign * (wholes[node] - finerWholes[node]), at: first + node)
            if parents[node] == nil { atRoot -= wholes[node] }
            guard !fractions[node].isZero else { continue }
            let above = parents[node].map { first + $0 } ?? root
            let cost = costs.ofRoundingUp(fractions[node])
            if sign > 0 {
                network.addArc(from: above, to: first + node, cost: cost)
            } else {
                network.addArc(from: first + node, to: above, cost: cost)
            }
        }
        network.addSupply(sign * atRoot, at: root)
    }
}

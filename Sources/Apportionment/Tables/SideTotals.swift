import TopsliceExactArithmetic

/// The totals of one side of a table, as nodes of the rounding network: groups first, then the
/// groups they lie in.
struct SideTotals {
    let nodeCount: Int
    /// Sum of each node; as declared where declared.
    private let totals: [SplitTotal]
    /// Sum of the next finer level rounded down: cells for groups, groups for their parents.
    private let finerWholes: [Int]
    /// The node each node adds up to; nil for the grand total.
    private let parents: [Int?]
    let declaredSum: Int?

    init(
        _ side: ControlledRounding.Side,
        _ cells: CellFractions
    ) throws(TableRoundingError) {
        var totals = cells.sums(groupCount: side.groupCount) { side.groupOfCell[$0] }
        var finer = [Int](repeating: 0, count: side.groupCount)
        for (cell, group) in side.groupOfCell.enumerated() { finer[group] += cells.floors[cell] }
        var parents = [Int?](repeating: nil, count: side.groupCount)
        if let declared = side.declared {
            for total in declared where total.magnitude >= ControlledRounding.largestCell {
                throw .tooLarge(Rational(total))
            }
            totals = declared.map { SplitTotal(whole: $0, numerator: 0) }
        } else if let parentOfGroup = side.parentOfGroup {
            let parentCount = (parentOfGroup.max() ?? -1) + 1
            finer += [Int](repeating: 0, count: parentCount)
            for (group, parent) in parentOfGroup.enumerated() {
                parents[group] = side.groupCount + parent
                finer[side.groupCount + parent] += totals[group].whole
            }
            parents += [Int?](repeating: nil, count: parentCount)
            totals += cells.sums(groupCount: parentCount) { parentOfGroup[side.groupOfCell[$0]] }
        }
        nodeCount = totals.count
        declaredSum = side.declared?.reduce(0, +)
        finerWholes = finer
        self.totals = totals
        self.parents = parents
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
        scale: Int,
        sign: Int
    ) {
        var atRoot = grandTotal.whole
        for (node, total) in totals.enumerated() {
            network.addSupply(sign * (total.whole - finerWholes[node]), at: first + node)
            if parents[node] == nil { atRoot -= total.whole }
            guard total.numerator > 0 else { continue }
            let above = parents[node].map { first + $0 } ?? root
            let cost = scale - 2 * total.numerator
            if sign > 0 {
                network.addArc(from: above, to: first + node, cost: cost)
            } else {
                network.addArc(from: first + node, to: above, cost: cost)
            }
        }
        network.addSupply(sign * atRoot, at: root)
    }
}

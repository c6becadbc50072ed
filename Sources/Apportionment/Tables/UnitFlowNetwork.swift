/// A network whose every arc carries one unit or none, at a whole-number cost (below 2³⁷ in
/// size, so that no potential of four million nodes overflows), with units supplied (or, below zero, asked for) at its nodes.
struct UnitFlowNetwork {
    private(set) var tails: [Int32] = []
    private(set) var heads: [Int32] = []
    private(set) var costs: [Int] = []
    private(set) var supplies: [Int] = []

    mutating func addNodes(_ count: Int) {
        supplies.append(contentsOf: repeatElement(0, count: count))
    }

    @discardableResult
    mutating func addArc(from tail: Int, to head: Int, cost: Int) -> Int {
        tails.append(Int32(tail))
        heads.append(Int32(head))
        costs.append(cost)
        return tails.count - 1
    }

    mutating func addSupply(_ units: Int, at node: Int) {
        supplies[node] += units
    }

    /// Which arcs carry their unit in a flow of least cost, or nil where no flow meets all
    /// supplies.
    func minimumCostFlow() -> [Bool]? {
        var simplex = NetworkSimplex(self)
        return simplex.solve()
    }
}

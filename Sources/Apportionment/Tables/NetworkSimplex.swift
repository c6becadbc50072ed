/// The network simplex method: a spanning tree carries the flow that the arcs outside it (full or
/// empty) leave over, and arcs that would lower the cost enter it one at a time.
///
/// Ahuja, Magnanti and Orlin (1993), "Network Flows", chapter 11. The tree is kept strongly
/// feasible (from every node a unit could still be sent to the root), so the method ends. Arcs are
/// searched in blocks, taking the best of each. Every choice depends on arc numbers only, so the
/// same network gives the same flow.
struct NetworkSimplex {
    private let nodeCount: Int
    private let arcCount: Int
    private var tails: [Int32]
    private var heads: [Int32]
    private var costs: [Int]
    /// Units on each arc; arcs beyond `arcCount` join nodes to the root and carry any number.
    private var flows: [Int]
    /// 1 where an arc outside the tree is empty, −1 where it is full, 0 in the tree.
    private var states: [Int8]
    private var tree: SpanningTree
    private var nextArc = 0
    private let blockSize: Int

    init(_ network: UnitFlowNetwork) {
        nodeCount = network.supplies.count
        arcCount = network.tails.count
        tails = network.tails
        heads = network.heads
        costs = network.costs
        // Starting from the nearest rounding, arcs of negative cost are full.
        flows = costs.map { $0 < 0 ? 1 : 0 }
        states = costs.map { $0 < 0 ? -1 : 1 }
        var left = network.supplies
        for arc in 0..<arcCount where flows[arc] == 1 {
            left[Int(tails[arc])] -= 1
            left[Int(heads[arc])] += 1
        }
        // Dearer than any path through the network.
        let largest = costs.map { abs($0) }.max() ?? 0
        let penalty = (largest + 1) * (nodeCount + 1)
        let root = nodeCount
        tree = SpanningTree(nodeCount: nodeCount + 1)
        for node in 0..<nodeCount {
            let isGiving = left[node] >= 0
            tails.append(Int32(isGiving ? node : root))
            heads.append(Int32(isGiving ? root : node))
            costs.append(penalty)
            flows.append(abs(left[node]))
            states.append(0)
            tree.attach(node, to: root, by: arcCount + node)
            tree.potentials[node] = isGiving ? -penalty : penalty
        }
        // About the square root of the number of arcs balances search and progress.
        var size = 10
        while size * size < arcCount { size += 1 }
        blockSize = size
    }

    mutating func solve() -> [Bool]? {
        while let arc = enteringArc() {
            pivot(on: arc)
        }
        for node in 0..<nodeCount where flows[arcCount + node] != 0 { return nil }
        return flows[..<arcCount].map { $0 == 1 }
    }

    /// The arc of its block whose change lowers the cost most; nil where none does.
    private mutating func enteringArc() -> Int? {
        var best = 0
        var bestArc: Int?
        var searched = 0
        var inBlock = 0
        var arc = nextArc
        while searched < arcCount {
            let reduced =
                Int(states[arc])
                * (costs[arc] + tree.potentials[Int(tails[arc])] - tree.potentials[Int(heads[arc])])
            if reduced < best {
                best = reduced
                bestArc = arc
            }
            arc += 1
            if arc == arcCount { arc = 0 }
            searched += 1
            inBlock += 1
            if inBlock == blockSize {
                if bestArc != nil { break }
                inBlock = 0
            }
        }
        nextArc = arc
        return bestArc
    }

    /// Whether the arc from a node to its parent points towards the root.
    private func pointsUp(_ node: Int) -> Bool {
        Int(tails[tree.arcs[node]]) == node
    }

    /// What may still be added to (or taken from) the arc above a node, in the direction of the
    /// root or away from it.
    private func room(_ node: Int, towardsRoot: Bool) -> Int {
        let arc = tree.arcs[node]
        if pointsUp(node) != towardsRoot { return flows[arc] }
        return arc < arcCount ? 1 - flows[arc] : .max
    }

    /// Sends what fits round the cycle that an arc closes, and lets the arc that is then full or
    /// empty leave the tree: the last one met going round from the top, which keeps the tree
    /// strongly feasible.
    private mutating func pivot(on entering: Int) {
        let isEmpty = states[entering] > 0
        let (tail, head) = (Int(tails[entering]), Int(heads[entering]))
        // The unit travels from `first` to `second` over the arc, and back through the tree.
        let (first, second) = isEmpty ? (tail, head) : (head, tail)
        let top = tree.commonAncestor(first, second)
        var amount = 1
        var leaving: Int?
        var isLeavingFirstSide = false
        var node = first
        while node != top {
            let room = room(node, towardsRoot: false)
            if room < amount {
                (amount, leaving, isLeavingFirstSide) = (room, node, true)
            }
            node = tree.parents[node]
        }
        node = second
        while node != top {
            let room = room(node, towardsRoot: true)
            if room <= amount {
                (amount, leaving, isLeavingFirstSide) = (room, node, false)
            }
            node = tree.parents[node]
        }
        if amount > 0 { send(amount, over: entering, isEmpty, first, second, top) }
        guard let leaving else {
            states[entering] = -states[entering]
            return
        }
        let leavingArc = tree.arcs[leaving]
        states[leavingArc] = flows[leavingArc] == 0 ? 1 : -1
        states[entering] = 0
        let (inside, outside) = isLeavingFirstSide ? (first, second) : (second, first)
        let reduced = costs[entering] + tree.potentials[tail] - tree.potentials[head]
        tree.move(subtreeOf: leaving, to: outside, by: entering, through: inside)
        // The moved nodes shift together so that the entering arc costs nothing on balance.
        tree.shift(subtreeOf: inside, by: inside == tail ? -reduced : reduced)
    }

    private mutating func send(
        _ amount: Int,
        over entering: Int,
        _ isEmpty: Bool,
        _ first: Int,
        _ second: Int,
        _ top: Int
    ) {
        flows[entering] += isEmpty ? amount : -amount
        var node = first
        while node != top {
            flows[tree.arcs[node]] += pointsUp(node) ? -amount : amount
            node = tree.parents[node]
        }
        node = second
        while node != top {
            flows[tree.arcs[node]] += pointsUp(node) ? amount : -amount
            node = tree.parents[node]
        }
    }
}

/// A rooted tree of nodes, each joined to its parent by an arc, with a potential and a depth.
///
/// Children are linked lists, so that a subtree is moved in time proportional to its size. The root
/// is the last node.
struct SpanningTree {
    private(set) var parents: [Int]
    /// The arc from each node to its parent.
    private(set) var arcs: [Int]
    var potentials: [Int]
    private var depths: [Int]
    private var firstChildren: [Int]
    private var nextSiblings: [Int]
    private var previousSiblings: [Int]

    /// All nodes apart; attach every one but the root.
    init(nodeCount: Int) {
        let none = [Int](repeating: -1, count: nodeCount)
        parents = none
        arcs = none
        firstChildren = none
        nextSiblings = none
        previousSiblings = none
        potentials = [Int](repeating: 0, count: nodeCount)
        depths = [Int](repeating: 0, count: nodeCount)
    }

    mutating func attach(_ node: Int, to parent: Int, by arc: Int) {
        parents[node] = parent
        arcs[node] = arc
        depths[node] = depths[parent] + 1
        previousSiblings[node] = -1
        nextSiblings[node] = firstChildren[parent]
        if firstChildren[parent] >= 0 { previousSiblings[firstChildren[parent]] = node }
        firstChildren[parent] = node
    }

    private mutating func detach(_ node: Int) {
        let (previous, next) = (previousSiblings[node], nextSiblings[node])
        if previous >= 0 {
            nextSiblings[previous] = next
        } else {
            firstChildren[parents[node]] = next
        }
        if next >= 0 { previousSiblings[next] = previous }
    }

    func commonAncestor(_ first: Int, _ second: Int) -> Int {
        var (one, other) = (first, second)
        while one != other {
            if depths[one] >= depths[other] { one = parents[one] } else { other = parents[other] }
        }
        return one
    }

    /// Cuts the subtree under `top` off and hangs it, turned so that `node` is its root, under
    /// `parent`.
    mutating func move(subtreeOf top: Int, to parent: Int, by arc: Int, through node: Int) {
        var (current, newParent, newArc) = (node, parent, arc)
        while true {
            let (oldParent, oldArc) = (parents[current], arcs[current])
            detach(current)
            attach(current, to: newParent, by: newArc)
            if current == top { return }
            (newParent, newArc, current) = (current, oldArc, oldParent)
        }
    }

    /// Adds a constant to all potentials of a subtree and sets its depths anew.
    mutating func shift(subtreeOf top: Int, by constant: Int) {
        var node = top
        while true {
            potentials[node] += constant
            depths[node] = depths[parents[node]] + 1
            if firstChildren[node] >= 0 {
                node = firstChildren[node]
                continue
            }
            while nextSiblings[node] < 0 || node == top {
                if node == top { return }
                node = parents[node]
            }
            node = nextSiblings[node]
        }
    }
}

/// The order in which clauses are worked out, which follows from what they need of each other.
package enum ClauseOrder {
    /// Clauses after all they need; among those that could be next, the identifier first by its bytes. Where they stand
    /// in the agreement says nothing (Kahn, "Topological sorting of large networks", 1962).
    ///
    /// - Returns: places of clauses, or the identifiers of a circle, each needing the next.
    /// - Complexity: O(n²) for n clauses; an agreement has few.
    package static func of(_ clauses: [any ContractClause]) -> Result<[Int], Circle> {
        let ids = clauses.map(\.head.id)
        let needs = clauses.map { Set($0.needs).intersection(ids) }
        var done: Set<String> = []
        var order: [Int] = []
        while order.count < clauses.count {
            let next = clauses.indices.filter {
                !done.contains(ids[$0]) && needs[$0].isSubset(of: done)
            }.min { precedes(ids[$0], ids[$1]) }
            guard let next else { return .failure(circle(ids, needs, without: done)) }
            done.insert(ids[next])
            order.append(next)
        }
        return .success(order)
    }

    /// Clauses that need each other in turn.
    package struct Circle: Error, Hashable {
        /// The first is named again at the end.
        package let ids: [String]
    }

    /// Every clause that is left needs another that is left, so that following needs must come back.
    private static func circle(
        _ ids: [String],
        _ needs: [Set<String>],
        without done: Set<String>
    ) -> Circle {
        var byID: [String: Set<String>] = [:]
        for (id, own) in zip(ids, needs) where !done.contains(id) { byID[id] = own }
        var path: [String] = []
        var next = byID.keys.min(by: precedes)
        while let id = next {
            if let start = path.firstIndex(of: id) { return Circle(ids: path[start...] + [id]) }
            path.append(id)
            next = byID[id]?.subtracting(done).min(by: precedes)
        }
        preconditionFailure("needs of \(ids) end and are not met")
    }

    static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

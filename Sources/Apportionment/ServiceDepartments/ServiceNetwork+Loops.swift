import TopsliceExactArithmetic

extension ServiceNetwork {
    /// Throws where some service departments pass all their cost to one another.
    ///
    /// Shares sum to one, so the spectral radius of the shares among services is below one exactly
    /// when from every service department some path leads to a final one. The fault is named by a
    /// loop among the departments from which none does.
    func checkEveryPoundLeaves() throws(ServiceError) {
        var leaves = departments.indices.map { !isService($0) }
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for service in services where !leaves[service] {
                if departments.indices.contains(where: { leaves[$0] && passes(service, to: $0) }) {
                    leaves[service] = true
                    isGrowing = true
                }
            }
        }
        guard let trapped = leaves.firstIndex(of: false) else { return }
        // Everything a trapped department serves is trapped too: walk on until one recurs.
        var path: [Int] = []
        var current = trapped
        while !path.contains(current) {
            path.append(current)
            guard let next = departments.indices.first(where: { passes(current, to: $0) }) else {
                preconditionFailure("'\(departments[current])' is trapped and passes nothing on")
            }
            current = next
        }
        throw .closedLoop(path.drop { $0 != current }.map { departments[$0] })
    }

    private func passes(_ from: Int, to: Int) -> Bool {
        !shares[from][to].isZero
    }
}

extension Game {
    /// Owen value: the mean marginal contribution over the orders in which the members of a union stay together.
    ///
    /// The unions share by the Shapley value of the game among unions, and within a union each is paid for what
    /// parts of the union could do with the others. Owen (1977). Singleton unions, or one union of all, give
    /// the Shapley value.
    ///
    /// - Parameter unions: a partition of the players.
    /// - Complexity: Σ over unions k of b_k² 2^{m−1+b_k}, with m unions and b_k members of union k.
    @specialized(where Scalar == Double)
    public func owenValue(unions: [Coalition]) throws(GameError) -> [Scalar] {
        try requirePartition(unions)
        let unionMasks = unions.map { Int($0.bits) }
        let outer = unions.count.joiningWeights(as: Scalar.self)
        var shares = [Scalar](repeating: 0, count: playerCount)
        for (index, union) in unions.enumerated() {
            let others = unionMasks.indices.filter { $0 != index }
            let members = union.players
            let inner = members.count.joiningWeights(as: Scalar.self)
            for chosen in 0..<1 << others.count {
                let before = others.indices.reduce(0) {
                    chosen >> $1 & 1 == 1 ? $0 | unionMasks[others[$1]] : $0
                }
                let weight = outer[chosen.nonzeroBitCount]
                for subset in 0..<1 << members.count {
                    let present = before | spread(subset, over: members)
                    let joint = weight * inner[min(subset.nonzeroBitCount, members.count - 1)]
                    for (position, player) in members.enumerated()
                    where subset >> position & 1 == 0 {
                        shares[player] += joint * (values[present | 1 << player] - values[present])
                    }
                }
            }
        }
        return shares
    }

    /// Aumann-Dreze value: each block plays by itself, and divides its own value by the Shapley value.
    ///
    /// The shares of a block sum to the block's value, not all shares to v(N). Aumann and Dreze (1974).
    @specialized(where Scalar == Double)
    public func aumannDrezeValue(blocks: [Coalition]) throws(GameError) -> [Scalar] {
        try requirePartition(blocks)
        var shares = [Scalar](repeating: 0, count: playerCount)
        for block in blocks {
            let parts = try subgame(of: block).shapleyValue()
            for (player, share) in zip(block.players, parts) { shares[player] = share }
        }
        return shares
    }

    func requirePartition(_ unions: [Coalition]) throws(GameError) {
        for union in unions {
            guard !union.isEmpty else { throw .emptyUnion }
            try requirePlayers(union.players)
        }
        for player in 0..<playerCount {
            let times = unions.count { $0.contains(player) }
            guard times == 1 else { throw .unionsDoNotPartition(player: player, times: times) }
        }
    }
}

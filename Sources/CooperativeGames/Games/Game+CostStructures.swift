extension Game {
    /// The airport game: a coalition pays for the dearest of its members, c(S) = max of their costs.
    /// Littlechild and Owen (1973). For more players than a table holds see `AirportCosts`.
    public static func airport(costs: [Scalar]) throws(GameError) -> Game {
        if let player = costs.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
            throw .negativeAmount(.cost(player: player))
        }
        return try Game(.costs, playerCount: costs.count) { coalition in
            coalition.players.reduce(0) { max($0, costs[$1]) }
        }
    }

    /// Costs of a rooted tree: a coalition pays for every edge on its members' ways to the root.
    ///
    /// Also called a maintenance or standard fixed-tree game. Megiddo (1978).
    ///
    /// - Parameters:
    ///   - parents: of player i, the player next on the way to the root, or nil at the root.
    ///   - costs: of the edge between player i and its parent.
    public static func tree(parents: [Int?], costs: [Scalar]) throws(GameError) -> Game {
        let count = parents.count
        guard costs.count == count else {
            throw .playerCountMismatch(expected: count, got: costs.count)
        }
        guard count <= CoalitionTable.playerLimit else {
            throw .tooManyPlayers(got: count, limit: CoalitionTable.playerLimit)
        }
        if let player = costs.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
            throw .negativeAmount(.edge(player: player))
        }
        // The edges on each player's way, by the player at their far end.
        var ways = [Int](repeating: 0, count: count)
        for player in 0..<count {
            var current = player
            while true {
                guard ways[player] >> current & 1 == 0 else {
                    throw .costStructure(.wayMissesRoot(player: player))
                }
                ways[player] |= 1 << current
                guard let parent = parents[current] else { break }
                guard (0..<count).contains(parent) else {
                    throw .unknownPlayer(parent, playerCount: count)
                }
                current = parent
            }
        }
        return try Game(.costs, playerCount: count) { coalition in
            let edges = coalition.players.reduce(0) { $0 | ways[$1] }
            return edges.players.reduce(0) { $0 + costs[$1] }
        }
    }

    /// Minimum-cost spanning tree game: a coalition connects all its members to the source as cheaply as it
    /// can, using only its own members on the way. Bird (1976).
    ///
    /// - Parameters:
    ///   - source: cost of linking each player to the source directly.
    ///   - links: symmetric matrix of the costs of linking two players; the diagonal is not used.
    /// - Complexity: O(n² 2ⁿ), Prim's method for each coalition.
    public static func spanningTree(
        source: [Scalar],
        links: [[Scalar]]
    ) throws(GameError) -> Game {
        let count = source.count
        guard links.count == count, links.allSatisfy({ $0.count == count }) else {
            throw .costStructure(.notSquare(players: count))
        }
        for first in 0..<count {
            guard source[first].isFinite, source[first] >= 0 else {
                throw .negativeAmount(.source(player: first))
            }
            for second in 0..<first {
                let cost = links[first][second]
                guard cost.isFinite, cost >= 0 else {
                    throw .negativeAmount(.link(second, first))
                }
                guard cost == links[second][first] else {
                    throw .costStructure(.asymmetric(second, first))
                }
            }
        }
        return try Game(.costs, playerCount: count) { coalition in
            var nearest = source
            var rest = coalition.players
            var cost: Scalar = 0
            while let index = rest.indices.min(by: { nearest[rest[$0]] < nearest[rest[$1]] }) {
                let player = rest.remove(at: index)
                cost += nearest[player]
                for other in rest { nearest[other] = min(nearest[other], links[player][other]) }
            }
            return cost
        }
    }
}

extension Game {
    /// The savings of working together, v(S) = Σ_{i∈S} c({i}) − c(S); a game of savings is returned as it is.
    public var savings: Game {
        guard orientation == .costs else { return self }
        return Game(.savings, checkedValues: separateSums(standAlone, minus: values))
    }

    /// The costs c(S) = Σ_{i∈S} standAlone(i) − v(S); a game of costs is returned as it is.
    public func costs(standAlone: [Scalar]) throws(GameError) -> Game {
        guard orientation == .savings else { return self }
        try requireOneEach(standAlone.count)
        return Game(.costs, checkedValues: separateSums(standAlone, minus: values))
    }

    /// The game in which a coalition gets what the others cannot keep from it, v*(S) = v(N) − v(N∖S).
    public var dual: Game {
        let last = values.count - 1
        return Game(orientation, checkedValues: values.indices.map { total - values[last ^ $0] })
    }

    /// The game among `members` only, renumbered in increasing order.
    public func subgame(of members: Coalition) throws(GameError) -> Game {
        guard !members.isEmpty else { throw .noPlayers }
        let players = members.players
        try requirePlayers(players)
        let kept = (0..<1 << players.count).map { mask in
            values[spread(mask, over: players)]
        }
        return Game(orientation, checkedValues: kept)
    }

    private func separateSums(_ standAlone: [Scalar], minus values: [Scalar]) -> [Scalar] {
        let sums = additiveSums(standAlone)
        return values.indices.map { sums[$0] - values[$0] }
    }

    func requireOneEach(_ count: Int) throws(GameError) {
        guard count == playerCount else {
            throw .playerCountMismatch(expected: playerCount, got: count)
        }
    }

    func requirePlayers(_ players: some Sequence<Int>) throws(GameError) {
        for player in players where !(0..<playerCount).contains(player) {
            throw .unknownPlayer(player, playerCount: playerCount)
        }
    }
}

/// Entry m: the sum of the numbers of the players in m. One addition an entry.
func additiveSums<Scalar: GameScalar>(_ perPlayer: [Scalar]) -> [Scalar] {
    var sums = [Scalar](repeating: 0, count: 1 << perPlayer.count)
    for mask in 1..<sums.count {
        sums[mask] = sums[mask & (mask - 1)] + perPlayer[mask.trailingZeroBitCount]
    }
    return sums
}

/// The coalition number in which bit k of `mask` stands for `players[k]`.
func spread(_ mask: Int, over players: [Int]) -> Int {
    var rest = mask
    var result = 0
    while rest != 0 {
        result |= 1 << players[rest.trailingZeroBitCount]
        rest &= rest - 1
    }
    return result
}

extension Game {
    /// The game in which only those who are connected can work together: v^L(S) = Σ v(C) over the connected
    /// components C of S. Also called the graph-restricted game.
    ///
    /// - Parameter links: pairs of players who can talk; direction does not matter.
    @specialized(where Scalar == Double)
    public func restricted(toLinks links: [(Int, Int)]) throws(GameError) -> Game {
        var neighbours = [Int](repeating: 0, count: playerCount)
        for (first, second) in links {
            try requirePlayers([first, second])
            guard first != second else { throw .selfLink(player: first) }
            neighbours[first] |= 1 << second
            neighbours[second] |= 1 << first
        }
        var result = values
        for mask in 1..<values.count {
            // The component of the lowest player, and the rest, which is settled already.
            var component = mask & -mask
            while true {
                var grown = component
                for player in component.players { grown |= neighbours[player] & mask }
                if grown == component { break }
                component = grown
            }
            let rest = mask & ~component
            result[mask] = rest == 0 ? values[component] : values[component] + result[rest]
        }
        return Game(orientation, checkedValues: result)
    }

    /// Myerson value: the Shapley value of the graph-restricted game. Myerson (1977).
    ///
    /// The shares sum to the worth of the components, which is v(N) where all are connected.
    @specialized(where Scalar == Double)
    public func myersonValue(links: [(Int, Int)]) throws(GameError) -> [Scalar] {
        try restricted(toLinks: links).shapleyValue()
    }
}

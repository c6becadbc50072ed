extension Game {
    /// Harsanyi dividends d(S) = Σ_{T⊆S} (−1)^{|S|−|T|} v(T), so that v(S) = Σ_{T⊆S} d(T): what the coalition
    /// adds beyond all its parts. Also called the Möbius transform. Harsanyi (1963).
    ///
    /// - Complexity: O(n 2ⁿ).
    @specialized(where Scalar == Double)
    public func dividends() -> [Scalar] {
        var result = values
        CoalitionTable.forEachPair(playerCount: playerCount) { without, with in
            result[with] -= result[without]
        }
        return result
    }

    /// The game with the given dividends; entry 0 must be zero.
    public init(_ orientation: Orientation, dividends: [Scalar]) throws(GameError) {
        let count = try CoalitionTable.playerCount(entryCount: dividends.count)
        var values = dividends
        CoalitionTable.forEachPair(playerCount: count) { without, with in
            values[with] += values[without]
        }
        try self.init(orientation, values: values)
    }

    /// Weighted Shapley value: each dividend is divided among its coalition in proportion to the weights.
    /// Shapley (1953), Kalai and Samet (1987). Equal weights give the Shapley value.
    ///
    /// - Throws: `GameError.weightNotPositive`.
    /// - Complexity: O(n 2ⁿ).
    @specialized(where Scalar == Double)
    public func weightedShapleyValue(weights: [Scalar]) throws(GameError) -> [Scalar] {
        try requireOneEach(weights.count)
        if let player = weights.firstIndex(where: { !($0 > 0) || !$0.isFinite }) {
            throw .weightNotPositive(player: player)
        }
        let weightSums = additiveSums(weights)
        let dividends = dividends()
        var shares = [Scalar](repeating: 0, count: playerCount)
        for mask in 1..<dividends.count where dividends[mask] != 0 {
            let perWeight = dividends[mask] / weightSums[mask]
            for player in mask.players { shares[player] += perWeight * weights[player] }
        }
        return shares
    }
}

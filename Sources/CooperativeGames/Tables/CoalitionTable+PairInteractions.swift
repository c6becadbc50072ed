extension CoalitionTable {
    /// Pairwise Shapley interaction indices, a symmetric matrix with zero diagonal.
    ///
    /// I(i,j) = Σ_{S⊆N∖{i,j}} |S|!(n−|S|−2)!/(n−1)! [v(S∪ij) − v(S∪i) − v(S∪j) + v(S)]; positive where the
    /// two reinforce one another, negative where they overlap. Grabisch and Roubens (1999).
    ///
    /// - Complexity: O(n² 2ⁿ).
    public static func shapleyPairInteractions(
        of values: [Double]
    ) throws(GameError) -> [[Double]] {
        let players = try playerCount(entryCount: values.count)
        guard players > 1 else { return [[0]] }
        let others = SizeWeights.shapley(playerCount: players - 1).leaving
        return pairInteractions(of: values, playerCount: players, weights: others)
    }

    /// Pairwise Banzhaf interaction indices: the mean second difference over coalitions of the others.
    public static func banzhafPairInteractions(
        of values: [Double]
    ) throws(GameError) -> [[Double]] {
        let players = try playerCount(entryCount: values.count)
        guard players > 1 else { return [[0]] }
        let mean = 1 / Double(1 << (players - 2))
        let weights = [Double](repeating: mean, count: players)
        return pairInteractions(of: values, playerCount: players, weights: weights)
    }

    /// `weights[s]` multiplies the second differences at coalitions of s others.
    private static func pairInteractions(
        of values: [Double],
        playerCount players: Int,
        weights: [Double]
    ) -> [[Double]] {
        var result = [[Double]](repeating: [Double](repeating: 0, count: players), count: players)
        for second in 1..<players {
            for first in 0..<second {
                var sum = 0.0
                let firstBit = 1 << first
                let secondBit = 1 << second
                for mask in values.indices where mask & (firstBit | secondBit) == 0 {
                    let difference =
                        values[mask | firstBit | secondBit] - values[mask | firstBit]
                        - values[mask | secondBit] + values[mask]
                    sum += weights[mask.nonzeroBitCount] * difference
                }
                result[first][second] = sum
                result[second][first] = sum
            }
        }
        return result
    }
}

extension CoalitionTable {
    /// Shapley values φᵢ = Σ_{S∌i} |S|!(n−|S|−1)!/n! [v(S∪i) − v(S)]; they sum to v(N) − v(∅).
    ///
    /// Also called Shapley-Shubik index for simple games. Shapley (1953).
    ///
    /// - Complexity: one pass through the 2ⁿ entries, about 2 · 2ⁿ additions.
    public static func shapleyValues(of values: [Double]) throws(GameError) -> [Double] {
        let players = try playerCount(entryCount: values.count)
        let weights = SizeWeights.shapley(playerCount: players)
        let combined = zip(weights.entering, weights.leaving).map(+)
        let sums = values.withUnsafeBufferPointer {
            MemberSums(values: $0, playerCount: players, sizeWeights: combined)
        }
        // What all players have in common, Σ_S leaving(|S|) v(S), follows from efficiency.
        let excess = sums.members.reduce(0, +) - (values[values.count - 1] - values[0])
        let common = excess / Double(players)
        return sums.members.map { $0 - common }
    }

    /// Banzhaf values, the mean of v(S∪i) − v(S) over all coalitions S of the others; not normalised.
    ///
    /// - Complexity: one pass through the 2ⁿ entries.
    public static func banzhafValues(of values: [Double]) throws(GameError) -> [Double] {
        let players = try playerCount(entryCount: values.count)
        let weights = [Double](repeating: 1 / Double(1 << (players - 1)), count: players + 1)
        let sums = values.withUnsafeBufferPointer {
            MemberSums(values: $0, playerCount: players, sizeWeights: weights)
        }
        return sums.members.map { 2 * $0 - sums.total }
    }

    /// The value with the given weights by coalition size (a semivalue, or any linear symmetric value).
    ///
    /// - Complexity: two passes through the 2ⁿ entries.
    public static func linearValues(
        of values: [Double],
        weights: SizeWeights
    ) throws(GameError) -> [Double] {
        let players = try playerCount(entryCount: values.count)
        guard weights.playerCount == players else {
            throw .playerCountMismatch(expected: players, got: weights.playerCount)
        }
        let combined = zip(weights.entering, weights.leaving).map(+)
        let (sums, common) = values.withUnsafeBufferPointer { table in
            (
                MemberSums(values: table, playerCount: players, sizeWeights: combined),
                MemberSums(values: table, playerCount: players, sizeWeights: weights.leaving).total
            )
        }
        return sums.members.map { $0 - common }
    }

    /// Row i: the weight of every coalition's value in the Shapley value of player i, shape (n, 2ⁿ).
    ///
    /// For whoever needs the linear map itself: an influence function of φ is this matrix times those of v.
    public static func shapleyCoefficients(playerCount: Int) throws(GameError) -> [[Double]] {
        guard playerCount > 0 else { throw .noPlayers }
        guard playerCount <= 20 else { throw .tooManyPlayers(got: playerCount, limit: 20) }
        let weights = SizeWeights.shapley(playerCount: playerCount)
        return (0..<playerCount).map { player in
            (0..<1 << playerCount).map { mask in
                mask >> player & 1 == 1
                    ? weights.entering[mask.nonzeroBitCount]
                    : -weights.leaving[mask.nonzeroBitCount]
            }
        }
    }
}

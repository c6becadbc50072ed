extension Game {
    /// Shapley value φᵢ = Σ_{S∌i} |S|!(n−|S|−1)!/n! [v(S∪i) − v(S)]: the mean, over all orders in which the
    /// players may come, of what each adds. Shapley (1953).
    ///
    /// - Complexity: one pass through the 2ⁿ values.
    @specialized(where Scalar == Double)
    public func shapleyValue() -> [Scalar] {
        if Scalar.self == Double.self,
            let table = values as? [Double],
            let shares = try? CoalitionTable.shapleyValues(of: table),
            let result = shares as? [Scalar]
        {
            return result
        }
        let weights = playerCount.joiningWeights(as: Scalar.self)
        return marginalMeans { weights[$0] }
    }

    /// Banzhaf value: the mean of v(S∪i) − v(S) over all coalitions of the others, not normalised (the raw or
    /// absolute Banzhaf value); the shares need not sum to v(N). Penrose (1946), Banzhaf (1965).
    @specialized(where Scalar == Double)
    public func banzhafValue() -> [Scalar] {
        let mean = Scalar(1) / Scalar(1 << (playerCount - 1))
        return marginalMeans { _ in mean }
    }

    /// The Banzhaf values as fractions of their sum, which is one; nil where the sum is zero.
    @specialized(where Scalar == Double)
    public func normalisedBanzhafIndex() -> [Scalar]? {
        let raw = banzhafValue()
        let sum = raw.reduce(0, +)
        let largest = raw.reduce(0) { max($0, $1.magnitude) }
        guard sum.magnitude > largest * Scalar.relativeTolerance else { return nil }
        return raw.map { $0 / sum }
    }

    /// The Banzhaf values scaled to sum to v(N); nil where they sum to zero.
    @specialized(where Scalar == Double)
    public func normalisedBanzhafValue() -> [Scalar]? {
        normalisedBanzhafIndex().map { index in index.map { $0 * total } }
    }

    /// The semivalue with weight `joining[s]` for joining a coalition of s others; for a probabilistic value
    /// Σ_s C(n−1, s) joining[s] = 1. Dubey, Neyman and Weber (1981).
    ///
    /// - Parameter joining: w(0) … w(n−1).
    @specialized(where Scalar == Double)
    public func semivalue(joining: [Scalar]) throws(GameError) -> [Scalar] {
        guard joining.count == playerCount else {
            throw .sizeWeights(.count(got: joining.count, playerCount: playerCount))
        }
        guard joining.allSatisfy(\.isFinite) else {
            throw .sizeWeights(.notFinite)
        }
        return marginalMeans { joining[$0] }
    }

    /// Σ_{S∌i} weight(|S|) [v(S∪i) − v(S)] of each player.
    private func marginalMeans(_ weight: (Int) -> Scalar) -> [Scalar] {
        (0..<playerCount).map { player in
            let bit = 1 << player
            // Sums by size first: one multiplication a size instead of one a coalition.
            var bySize = [Scalar](repeating: 0, count: playerCount)
            for mask in values.indices where mask & bit == 0 {
                bySize[mask.nonzeroBitCount] += values[mask | bit] - values[mask]
            }
            return bySize.indices.reduce(0) { $0 + weight($1) * bySize[$1] }
        }
    }
}

extension Int {
    /// s!(n−s−1)!/n! for s = 0 … n−1, where self is n ≤ 28.
    func joiningWeights<Scalar: GameScalar>(as type: Scalar.Type) -> [Scalar] {
        (0..<self).map { Scalar(1) / Scalar(self * wholeBinomial(self - 1, $0)) }
    }
}

/// C(n, k) for n ≤ 61.
func wholeBinomial(_ n: Int, _ k: Int) -> Int {
    guard k >= 0, k <= n else { return 0 }
    var result = 1
    for step in 0..<min(k, n - k) {
        let (high, low) = result.multipliedFullWidth(by: n - step)
        result = (step + 1).dividingFullWidth((high, low)).quotient
    }
    return result
}

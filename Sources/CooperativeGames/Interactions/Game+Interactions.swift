extension Game {
    /// Interaction indices of all coalitions up to `order` players.
    ///
    /// - Throws: `GameError.interactionOrder`, or too many players where the table of groups would be too large.
    /// - Complexity: O(2^{n−s}) for each coalition of s players; O(n 2ⁿ) for the dividends.
    @specialized(where Scalar == Double)
    public func interactions(
        _ index: InteractionIndex,
        order: Int
    ) throws(GameError) -> Interactions<Scalar> {
        guard order >= 1, order <= playerCount else {
            throw .interactionOrder(got: order, playerCount: playerCount)
        }
        let groupCount = (1...order).reduce(0) { $0 + wholeBinomial(playerCount, $1) }
        guard groupCount <= 1 << 20 else {
            throw .tooManyGroups(got: groupCount, limit: 1 << 20)
        }
        let groups = coalitions(playerCount: playerCount, sizes: 1...order)
        let values: [Scalar]
        var constant: Scalar = 0
        switch index {
        case .generalisedShapley:
            values = groups.map(generalisedShapleyValue)
        case .jointShapley:
            let weights = jointShapleyWeights(order: order)
            values = groups.map { jointMarginals(of: $0) { weights[$0] } }
        case .aggregatedShapley:
            values = aggregatedShapley(groups, order: order)
        case .kAdditiveShapley:
            values = kAdditiveShapley(groups, order: order)
        default:
            let dividends = dividends()
            let factors = IndexFactors<Scalar>(index, order: order, playerCount: playerCount)
            values = groups.map { supersetSum(of: $0, dividends, factors) }
            constant = factors.hasConstant ? supersetSum(of: 0, dividends, factors) : 0
        }
        return Interactions(
            index: index,
            order: order,
            entries: zip(groups, values).map {
                .init(coalition: Coalition(bits: UInt64($0)), value: $1)
            },
            constant: constant
        )
    }

    /// Σ_{T⊇S} factor(s, t) d(T).
    private func supersetSum(
        of group: Int,
        _ dividends: [Scalar],
        _ factors: IndexFactors<Scalar>
    ) -> Scalar {
        var bySize = [Scalar](repeating: 0, count: playerCount + 1)
        forEachSubset(of: (values.count - 1) ^ group) { rest in
            bySize[group.nonzeroBitCount + rest.nonzeroBitCount] += dividends[group | rest]
        }
        let size = group.nonzeroBitCount
        return (size...playerCount).reduce(0) { $0 + factors[size, $1] * bySize[$1] }
    }

    private func generalisedShapleyValue(of group: Int) -> Scalar {
        let others = playerCount - group.nonzeroBitCount
        let weights = (others + 1).joiningWeights(as: Scalar.self)
        return jointMarginals(of: group) { weights[$0] }
    }

    /// Σ_{T⊆N∖S} weight(t) [v(S∪T) − v(T)].
    private func jointMarginals(of group: Int, weight: (Int) -> Scalar) -> Scalar {
        var bySize = [Scalar](repeating: 0, count: playerCount + 1)
        forEachSubset(of: (values.count - 1) ^ group) { rest in
            bySize[rest.nonzeroBitCount] += values[group | rest] - values[rest]
        }
        let others = playerCount - group.nonzeroBitCount
        return (0...others).reduce(0) { $0 + weight($1) * bySize[$1] }
    }

    /// q_0 … q_{n−1}: the chance that a given set of r players has come when the next group arrives, where
    /// every group of at most k of those left is equally likely to come next.
    private func jointShapleyWeights(order: Int) -> [Scalar] {
        let n = playerCount
        var weights: [Scalar] = []
        for size in 0..<n {
            let ways = (1...min(order, n - size)).reduce(0) { $0 + wholeBinomial(n - size, $1) }
            if size == 0 {
                weights.append(Scalar(1) / Scalar(ways))
                continue
            }
            let arrivals = (max(0, size - order)..<size).reduce(Scalar(0)) {
                $0 + Scalar(wholeBinomial(size, $1)) * weights[$1]
            }
            weights.append(arrivals / Scalar(ways))
        }
        return weights
    }

    /// Φ(S) = Σ_{K disjoint from S, s + |K| ≤ k} B_{|K|} I(S∪K), with the Bernoulli numbers B (B₁ = −1/2).
    private func aggregatedShapley(_ groups: [Int], order: Int) -> [Scalar] {
        let dividends = dividends()
        let factors = IndexFactors<Scalar>(.shapley, order: order, playerCount: playerCount)
        let bernoulli = bernoulliNumbers(upTo: order)
        var interactions: [Int: Scalar] = [:]
        for group in groups { interactions[group] = supersetSum(of: group, dividends, factors) }
        var folded = interactions
        for larger in groups {
            guard let value = interactions[larger] else { continue }
            forEachSubset(of: larger) { part in
                guard part != 0, part != larger else { return }
                let extra = larger.nonzeroBitCount - part.nonzeroBitCount
                folded[part, default: 0] += bernoulli[extra] * value
            }
        }
        return Self.values(of: groups, in: folded)
    }

    /// The Shapley interactions of the game whose dividends are the faithful Shapley interactions.
    private func kAdditiveShapley(_ groups: [Int], order: Int) -> [Scalar] {
        let dividends = dividends()
        let factors = IndexFactors<Scalar>(.faithfulShapley, order: order, playerCount: playerCount)
        var result: [Int: Scalar] = [:]
        for larger in groups {
            let fitted = supersetSum(of: larger, dividends, factors)
            forEachSubset(of: larger) { part in
                let extra = larger.nonzeroBitCount - part.nonzeroBitCount
                result[part, default: 0] += fitted / Scalar(extra + 1)
            }
        }
        return Self.values(of: groups, in: result)
    }

    private static func values(of groups: [Int], in table: [Int: Scalar]) -> [Scalar] {
        groups.map { group in
            guard let value = table[group] else {
                preconditionFailure("the group \(group) has no interaction")
            }
            return value
        }
    }

    /// B_0 … B_m by Σ_{j≤m} C(m+1, j) B_j = 0.
    private func bernoulliNumbers(upTo order: Int) -> [Scalar] {
        var numbers: [Scalar] = [1]
        for m in stride(from: 1, through: order, by: 1) {
            let sum = (0..<m).reduce(Scalar(0)) {
                $0 + Scalar(wholeBinomial(m + 1, $1)) * numbers[$1]
            }
            numbers.append(-sum / Scalar(m + 1))
        }
        return numbers
    }
}

/// Every subset of `mask`, the empty one and `mask` included.
func forEachSubset(of mask: Int, _ body: (Int) -> Void) {
    var subset = 0
    while true {
        body(subset)
        if subset == mask { return }
        subset = (subset - mask) & mask
    }
}

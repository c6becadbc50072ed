/// A vote: a coalition wins where its weight reaches the quota.
public struct WeightedMajority: Sendable, Hashable {
    public let quota: Int
    /// One weight a player, none below zero.
    public let weights: [Int]

    public init(quota: Int, weights: [Int]) throws(GameError) {
        guard !weights.isEmpty else { throw .noPlayers }
        guard quota > 0 else { throw .negativeAmount(.quota) }
        if let player = weights.firstIndex(where: { $0 < 0 }) {
            throw .negativeAmount(.weight(player: player))
        }
        var sum = 0
        for weight in weights {
            let (next, overflow) = sum.addingReportingOverflow(weight)
            guard !overflow else { throw .countTooLarge(.sumOfWeights) }
            sum = next
        }
        self.quota = quota
        self.weights = weights
    }

    public func wins(_ coalition: Coalition) -> Bool {
        weights.indices.reduce(0) { coalition.contains($1) ? $0 + weights[$1] : $0 } >= quota
    }
}

extension Game {
    /// A sum of weighted-majority games: v(S) = Σ of the amounts of all votes that S wins.
    ///
    /// - Parameter terms: votes among the same players, each with what winning it is worth.
    public static func majorities(
        _ terms: [(amount: Scalar, majority: WeightedMajority)]
    ) throws(GameError) -> Game {
        guard let playerCount = terms.first?.majority.weights.count else { throw .noPlayers }
        guard playerCount <= CoalitionTable.playerLimit else {
            throw .tooManyPlayers(got: playerCount, limit: CoalitionTable.playerLimit)
        }
        var values = [Scalar](repeating: 0, count: 1 << playerCount)
        for (amount, majority) in terms {
            guard majority.weights.count == playerCount else {
                throw .playerCountMismatch(expected: playerCount, got: majority.weights.count)
            }
            var weights = [Int](repeating: 0, count: values.count)
            for mask in 1..<values.count {
                weights[mask] =
                    weights[mask & (mask - 1)] + majority.weights[mask.trailingZeroBitCount]
                if weights[mask] >= majority.quota { values[mask] += amount }
            }
        }
        return try Game(.savings, values: values)
    }
}

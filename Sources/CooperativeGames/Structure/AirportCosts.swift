/// The airport game of any number of users, without a table: c(S) is the largest cost in S.
///
/// Every user needs a runway of its own length; the longest serves all. Littlechild and Owen (1973).
public struct AirportCosts<Scalar: GameScalar>: Sendable, Equatable {
    /// What a facility for each user alone would cost.
    public let costs: [Scalar]

    public init(costs: [Scalar]) throws(GameError) {
        guard !costs.isEmpty else { throw .noPlayers }
        if let player = costs.firstIndex(where: { !$0.isFinite || $0 < 0 }) {
            throw .negativeAmount(.cost(player: player))
        }
        self.costs = costs
    }

    /// Users by rising cost; equal costs in the order given, which changes no share.
    private var byCost: [Int] {
        costs.indices.sorted { costs[$0] != costs[$1] ? costs[$0] < costs[$1] : $0 < $1 }
    }

    /// Shapley value: each step from one cost to the next is split equally among those who need it, also
    /// called sequential equal contributions. Littlechild and Owen (1973).
    ///
    /// - Complexity: O(n log n).
    public func shapleyValue() -> [Scalar] {
        var shares = [Scalar](repeating: 0, count: costs.count)
        var paid: Scalar = 0
        var reached: Scalar = 0
        for (position, player) in byCost.enumerated() {
            paid += (costs[player] - reached) / Scalar(costs.count - position)
            reached = costs[player]
            shares[player] = paid
        }
        return shares
    }

    /// Nucleolus. In rising order of costs, users i … k pay alike, where k makes
    /// r = (c_k − what the users before pay) / (k − i + 2) least; the last user, who would pay no more if one
    /// further equal user existed, pays the rest. Littlechild (1974), in the form of Sönmez (1994).
    ///
    /// - Complexity: O(n · number of different shares).
    public func nucleolus() -> [Scalar] {
        let order = byCost
        let count = costs.count
        var shares = [Scalar](repeating: 0, count: count)
        var paid: Scalar = 0
        var first = 0
        while first < count - 1 {
            var least: Scalar?
            var end = first
            for last in first..<count - 1 {
                let rate = (costs[order[last]] - paid) / Scalar(last - first + 2)
                // The longest run of those that tie, which pay alike anyway.
                if least.map({ rate <= $0 }) ?? true {
                    least = rate
                    end = last
                }
            }
            guard let rate = least else { break }
            for position in first...end { shares[order[position]] = rate }
            paid += rate * Scalar(end - first + 1)
            first = end + 1
        }
        shares[order[count - 1]] = costs[order[count - 1]] - paid
        return shares
    }
}

private import BigInt
public import TopsliceExactArithmetic

/// Power in a weighted majority by generating functions: exact for up to 60 voters, without a table of 2ⁿ.
///
/// The coefficients of Π(1 + x y^{wᵢ}) count the coalitions of each size and weight. Mann and Shapley (1962)
/// for Shapley-Shubik, Brams and Affuso (1976) for Banzhaf.
public struct VotingPower: Sendable, Equatable {
    public let majority: WeightedMajority
    /// Entry i, s: how many coalitions of s others i turns from losing to winning.
    public let pivotalCounts: [[UInt64]]

    public static let voterLimit = 60
    /// Most entries (sizes × weights) of the table of counts.
    public static let entryLimit = 1 << 27

    /// - Throws: `GameError.tooManyPlayers`, or `.countTooLarge` where the quota is so large that the table
    ///   of counts would not fit.
    /// - Complexity: O(n² q) additions, and O(n q) for each different weight.
    public init(of majority: WeightedMajority) throws(GameError) {
        let count = majority.weights.count
        guard count <= Self.voterLimit else {
            throw .tooManyPlayers(got: count, limit: Self.voterLimit)
        }
        let divisor = majority.weights.reduce(0, Self.greatestCommonDivisor)
        let weights = majority.weights.map { divisor == 0 ? 0 : $0 / divisor }
        // A weight that is a multiple of the divisor reaches the quota where it reaches the next multiple.
        let quota = divisor == 0 ? 1 : (majority.quota - 1) / divisor + 1
        self.majority = majority
        guard quota <= weights.reduce(0, +) else {
            // No coalition wins, so nobody is ever pivotal.
            pivotalCounts = weights.map { _ in [UInt64](repeating: 0, count: count) }
            return
        }
        let (entries, overflow) = quota.multipliedReportingOverflow(by: count + 1)
        guard !overflow, entries <= Self.entryLimit else {
            throw .countTooLarge(.quotaInUnits)
        }
        let all = Self.losingCounts(weights: weights, quota: quota)
        var byWeight: [Int: [UInt64]] = [:]
        for weight in weights where byWeight[weight] == nil {
            byWeight[weight] = Self.pivotal(weight, in: all, quota: quota, voterCount: count)
        }
        pivotalCounts = weights.map { weight in
            guard let counts = byWeight[weight] else {
                preconditionFailure("no counts for the weight \(weight)")
            }
            return counts
        }
    }

    /// Shapley-Shubik indices: the share of all orders of arrival in which each is pivotal.
    public var shapleyShubik: [Rational] {
        let count = majority.weights.count
        var factorials = [BigInt(1)]
        for factor in stride(from: 1, through: count, by: 1) {
            factorials.append(factorials[factor - 1] * BigInt(factor))
        }
        return pivotalCounts.map { counts in
            let orders = counts.indices.reduce(BigInt(0)) {
                $0 + factorials[$1] * factorials[count - 1 - $1] * BigInt(counts[$1])
            }
            return Rational(orders) / Rational(factorials[count])
        }
    }

    /// Swings: how many coalitions of the others each turns from losing to winning.
    public var banzhafSwings: [UInt64] { pivotalCounts.map { $0.reduce(0, +) } }

    /// Banzhaf values: swings over the 2^{n−1} coalitions of the others.
    public var banzhaf: [Rational] {
        let coalitions = BigInt(1) << (majority.weights.count - 1)
        return banzhafSwings.map { Rational(BigInt($0)) / Rational(coalitions) }
    }

    /// Banzhaf indices, swings over all swings; nil where nobody ever swings.
    public var normalisedBanzhaf: [Rational]? {
        let swings = banzhafSwings.map { BigInt($0) }
        let all = swings.reduce(0, +)
        return all.isZero ? nil : swings.compactMap { Rational($0, over: all) }
    }

    /// Entry [size · quota + weight]: the coalitions of that size and weight, below the quota.
    private static func losingCounts(weights: [Int], quota: Int) -> [UInt64] {
        let count = weights.count
        var table = [UInt64](repeating: 0, count: (count + 1) * quota)
        table[0] = 1
        for (index, weight) in weights.enumerated() where weight < quota {
            for size in stride(from: index + 1, to: 0, by: -1) {
                for sum in weight..<quota {
                    table[size * quota + sum] += table[(size - 1) * quota + sum - weight]
                }
            }
        }
        return table
    }

    /// Takes one voter of the weight out again, and counts the losing coalitions it makes win.
    private static func pivotal(
        _ weight: Int,
        in all: [UInt64],
        quota: Int,
        voterCount: Int
    ) -> [UInt64] {
        var without = [UInt64](repeating: 0, count: quota)
        return (0..<voterCount).map { size in
            // without(s, w) = all(s, w) − without(s − 1, w − weight); `without` held size − 1 until now.
            var next = Array(all[size * quota..<(size + 1) * quota])
            if size > 0, weight < quota {
                for sum in weight..<quota { next[sum] -= without[sum - weight] }
            }
            without = next
            return without[max(0, quota - weight)..<quota].reduce(0, +)
        }
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}

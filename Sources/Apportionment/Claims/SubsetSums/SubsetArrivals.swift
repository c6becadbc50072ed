import BigInt
import TopsliceExactArithmetic

/// Random arrival by going through all subsets: who has arrived before, and what is left.
enum SubsetArrivals {
    /// 2²⁰ subsets of 20 claimants are some twenty million steps.
    static let claimantLimit = 20

    static func awards(_ claims: WholeClaims) -> [Rational] {
        let count = claims.claims.count
        // taken[k][i]: what i takes after each set of k others, summed over those sets. At most
        // 2²⁰ sets of a machine word each: within 128 bits.
        var taken = [Int128](repeating: 0, count: count * count)
        var sums = [Int](repeating: 0, count: 1 << count)
        for arrived in sums.indices {
            if arrived > 0 {
                let last = arrived.trailingZeroBitCount
                sums[arrived] = sums[arrived & (arrived - 1)] + claims.claims[last]
            }
            let rest = claims.estate - sums[arrived]
            if rest <= 0 { continue }
            let row = arrived.nonzeroBitCount * count
            var absent = ~arrived & (sums.count - 1)
            while absent != 0 {
                let next = absent.trailingZeroBitCount
                absent &= absent - 1
                taken[row + next] += Int128(min(claims.claims[next], rest))
            }
        }
        let chances = OrderChances(claimants: count)
        return (0..<count).map { claimant in
            let mean = (0..<count)
                .map { Rational(BigInt(taken[$0 * count + claimant])) * chances.ofPredecessors($0) }
                .sum()
            return mean * claims.unit
        }
    }
}

/// The chance that a given set of k others is exactly who arrives before a claimant:
/// k! (n−k−1)! / n!.
struct OrderChances {
    private let chances: [Rational]

    init(claimants: Int) {
        // 1 / (n · C(n−1, k)), the binomials by the multiplicative formula.
        var binomial = Rational(claimants)
        var result: [Rational] = []
        for size in 0..<claimants {
            result.append(1 / binomial)
            binomial = binomial * Rational(claimants - 1 - size) / Rational(size + 1)
        }
        chances = result
    }

    func ofPredecessors(_ size: Int) -> Rational { chances[size] }
}

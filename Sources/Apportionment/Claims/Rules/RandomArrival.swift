import BigInt
import TopsliceExactArithmetic

extension PlainClaims {
    /// Claimants arrive one by one and take what is left up to their claim; the award is the mean
    /// over all orders. The Shapley value of the bankruptcy game, also called recursive completion
    /// or run to the bank. O'Neill (1982), Math. Soc. Sci. 2:345-371.
    ///
    /// With weights, the next to arrive is always drawn in proportion to weight.
    ///
    /// Exact by one of three counts, each refusing what would take more than some seconds: all
    /// subsets (up to 20 claimants, any amounts), subsets by size and sum (hundreds of claimants,
    /// as long as their claims have few different sums below the estate, as whole thousands do),
    /// and all subsets with rational chances (weights, up to 12 claimants).
    func randomArrival() throws(ClaimsError) -> [Rational] {
        guard hasEqualWeights else { return try weightedRandomArrival() }
        let total = total
        // The rule is its own dual, so the smaller of estate and loss is divided.
        if estate > halfTotal {
            let losses = try with(estate: total - estate, claims: claims).randomArrival()
            return awards(fromLosses: losses)
        }
        let whole = try WholeClaims(self, for: .randomArrival)
        if claims.count <= SubsetArrivals.claimantLimit {
            return SubsetArrivals.awards(whole)
        }
        return try SizedSubsetSums.randomArrival(whole)
    }

    private static let weightedLimit = 12

    private func weightedRandomArrival() throws(ClaimsError) -> [Rational] {
        let count = claims.count
        guard count <= Self.weightedLimit else {
            throw .beyondLimit(
                .randomArrival,
                claimants: count,
                reason: "with weights it is limited to \(Self.weightedLimit) claimants"
            )
        }
        // chance[S]: that S is the set of those who arrived at some moment.
        var chance = [Rational](repeating: 0, count: 1 << count)
        chance[0] = 1
        var awards = [Rational](repeating: 0, count: count)
        for arrived in 0..<(1 << count) - 1 {
            let absent = (0..<count).filter { arrived >> $0 & 1 == 0 }
            let present = (0..<count).filter { arrived >> $0 & 1 == 1 }
            let rest = max(0, estate - present.map { claims[$0] }.sum())
            let perWeight = chance[arrived] / absent.map { weights[$0] }.sum()
            for next in absent {
                let nextChance = perWeight * weights[next]
                chance[arrived | 1 << next] += nextChance
                awards[next] += nextChance * min(claims[next], rest)
            }
        }
        return awards
    }
}

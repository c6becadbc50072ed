/// The different sums below the estate that subsets of the claims have, in increasing order.
///
/// Claims in whole thousands of pounds have few, claims in odd pence have nearly as many as there
/// are subsets: the number decides whether a count over sums is possible.
struct ReachableSums {
    let sums: [Int]

    /// Nil where there are more than `limit`.
    init?(below estate: Int, of claims: [Int], limit: Int) {
        var sums = estate > 0 ? [0] : []
        for claim in claims where claim > 0 {
            var merged: [Int] = []
            merged.reserveCapacity(2 * sums.count)
            var low = 0
            var high = 0
            while low < sums.count {
                let shifted = sums[high] + claim
                if sums[low] <= shifted {
                    if sums[low] == shifted { high += 1 }
                    merged.append(sums[low])
                    low += 1
                } else {
                    if shifted < estate { merged.append(shifted) }
                    high += 1
                }
            }
            while high < sums.count, sums[high] + claim < estate {
                merged.append(sums[high] + claim)
                high += 1
            }
            sums = merged
            guard sums.count <= limit else { return nil }
        }
        self.sums = sums
    }

    /// For each sum, the place of the sum smaller by `claim`, or −1 where there is none.
    func predecessors(by claim: Int) -> [Int] {
        var result: [Int] = []
        result.reserveCapacity(sums.count)
        var place = 0
        for sum in sums {
            while place < sums.count, sums[place] < sum - claim { place += 1 }
            result.append(place < sums.count && sums[place] == sum - claim ? place : -1)
        }
        return result
    }
}

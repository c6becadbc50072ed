import BigInt
import TopsliceExactArithmetic

/// How many subsets of k claims have each sum, in fixed-width whole numbers of several words.
///
/// One table for all claims is built once; leaving one claim out again is a subtraction
/// (dividing the generating polynomial Π(1 + x·z^c) by one factor), so that each distinct claim
/// costs a pass over the table and not a table of its own.
struct SizedSubsetSums {
    /// Steps (claims² × sums × words) that take a few seconds.
    private static let stepLimit = 1 << 32
    /// Words of memory of the table: 256 MiB.
    private static let wordLimit = 1 << 25

    private let reachable: ReachableSums
    private let claimCount: Int
    /// Words a count: counts stay below 2ⁿ.
    private let width: Int
    /// counts[(size · sums + place) · width ..< + width], lowest word first.
    private var counts: [UInt]

    private init(_ claims: WholeClaims) throws(ClaimsError) {
        claimCount = claims.claims.count
        width = claimCount / UInt.bitWidth + 1
        let perSum = claimCount.multipliedReportingOverflow(by: width)
        let sumLimit = min(
            Self.wordLimit / perSum.partialValue,
            Self.stepLimit / claimCount / perSum.partialValue
        )
        guard !perSum.overflow,
            let reachable = ReachableSums(below: claims.estate, of: claims.claims, limit: sumLimit)
        else {
            throw .beyondLimit(
                .randomArrival,
                claimants: claims.claims.count,
                reason:
                    "beyond \(SubsetArrivals.claimantLimit) claimants, their claims may have no "
                    + "more than \(sumLimit) different sums below the estate"
            )
        }
        self.reachable = reachable
        counts = [UInt](repeating: 0, count: claimCount * reachable.sums.count * width)
        guard !counts.isEmpty else { return }
        counts[0] = 1
        // Subsets of all n claims are never needed: somebody is always yet to arrive.
        for (added, claim) in claims.claims.enumerated() {
            add(claim, largestSize: min(added + 1, claimCount - 1))
        }
    }

    /// new[k][s] = old[k][s] + old[k−1][s−c], largest k first so that rows below are still old.
    private mutating func add(_ claim: Int, largestSize: Int) {
        let predecessors = reachable.predecessors(by: claim)
        let rowWords = reachable.sums.count * width
        counts.withUnsafeMutableBufferPointer { counts in
            for size in stride(from: largestSize, to: 0, by: -1) {
                let row = size * rowWords
                for (place, predecessor) in predecessors.enumerated() where predecessor >= 0 {
                    let target = row + place * width
                    let source = row - rowWords + predecessor * width
                    var carry: UInt = 0
                    for word in 0..<width {
                        let (partial, overflow1) = counts[target + word]
                            .addingReportingOverflow(counts[source + word])
                        let (sum, overflow2) = partial.addingReportingOverflow(carry)
                        counts[target + word] = sum
                        carry = overflow1 || overflow2 ? 1 : 0
                    }
                }
            }
        }
    }

    static func randomArrival(_ claims: WholeClaims) throws(ClaimsError) -> [Rational] {
        let table = try SizedSubsetSums(claims)
        let chances = OrderChances(claimants: claims.claims.count)
        var awards: [Int: Rational] = [:]
        for claim in Set(claims.claims) {
            awards[claim] = table.award(to: claim, estate: claims.estate, chances) * claims.unit
        }
        return claims.claims.map { claim in
            guard let award = awards[claim] else {
                preconditionFailure("no award to claims of \(claim)")
            }
            return award
        }
    }

    /// Σ over sizes k and sums s of (subsets of the others) · chance(k) · min(claim, estate − s).
    private func award(to claim: Int, estate: Int, _ chances: OrderChances) -> Rational {
        let predecessors = reachable.predecessors(by: claim)
        let rowWords = reachable.sums.count * width
        var without = [UInt](repeating: 0, count: rowWords)
        var previous = without
        var award = Rational.zero
        for size in 0..<claimCount {
            swap(&without, &previous)
            var taken = [UInt](repeating: 0, count: width + 2)
            for (place, predecessor) in predecessors.enumerated() {
                var borrow: UInt = 0
                for word in 0..<width {
                    let all = counts[size * rowWords + place * width + word]
                    let with = predecessor >= 0 ? previous[predecessor * width + word] : 0
                    let (partial, overflow1) = all.subtractingReportingOverflow(with)
                    let (difference, overflow2) = partial.subtractingReportingOverflow(borrow)
                    without[place * width + word] = difference
                    borrow = overflow1 || overflow2 ? 1 : 0
                }
                let amount = UInt(min(claim, estate - reachable.sums[place]))
                Self.accumulate(
                    without,
                    at: place * width,
                    width: width,
                    times: amount,
                    into: &taken
                )
            }
            award += Rational(BigInt(BigUInt(words: taken))) * chances.ofPredecessors(size)
        }
        return award
    }

    /// total += count · factor, over several words.
    private static func accumulate(
        _ counts: [UInt],
        at offset: Int,
        width: Int,
        times factor: UInt,
        into total: inout [UInt]
    ) {
        var carry: UInt = 0
        for word in 0..<total.count {
            let count = word < width ? counts[offset + word] : 0
            let product = count.multipliedFullWidth(by: factor)
            let (partial, overflow1) = product.low.addingReportingOverflow(carry)
            let (sum, overflow2) = total[word].addingReportingOverflow(partial)
            total[word] = sum
            carry = product.high + (overflow1 ? 1 : 0) + (overflow2 ? 1 : 0)
        }
    }
}

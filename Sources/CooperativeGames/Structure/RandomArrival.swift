private import BigInt
public import TopsliceExactArithmetic

/// The Shapley value of the bankruptcy game: claimants come in every order and take what is left of their
/// claims; each gets the mean. Also called random arrival or run to the bank. O'Neill (1982).
///
/// The number of sets of each size and sum of claims settles it, so that hundreds of claimants need no table of
/// 2ⁿ coalitions. Amounts are whole numbers (pence, say); counts are whole numbers of as many digits as they need.
public struct RandomArrival: Sendable, Equatable {
    public let estate: Int
    public let claims: [Int]
    /// The estate and claims in units of their greatest common divisor.
    private let unit: Int

    /// Most entries (sizes × sums × words) of the table of counts: half a GiB.
    public static let entryLimit = 1 << 26

    /// - Throws: `GameError.countTooLarge` where the table of counts would be too large.
    public init(estate: Int, claims: [Int]) throws(GameError) {
        guard !claims.isEmpty else { throw .noPlayers }
        guard estate >= 0 else { throw .negativeAmount("the estate") }
        var sum = 0
        var divisor = estate
        for (player, claim) in claims.enumerated() {
            guard claim >= 0 else { throw .negativeAmount("the claim of player \(player)") }
            let (next, overflow) = sum.addingReportingOverflow(claim)
            guard !overflow else { throw .countTooLarge("the sum of the claims") }
            sum = next
            divisor = Self.greatestCommonDivisor(divisor, claim)
        }
        guard estate <= sum else { throw .estateAboveClaims }
        self.estate = estate
        self.claims = claims
        unit = max(1, divisor)
        let words = claims.count / 64 + 1
        let (entries, overflow) = (estate / unit).multipliedReportingOverflow(
            by: (claims.count + 1) * words
        )
        guard !overflow, entries <= Self.entryLimit else {
            throw .countTooLarge("the number of different sums of claims below the estate")
        }
    }

    /// The expected awards, exact; they sum to the estate.
    ///
    /// - Complexity: O(n² E) additions of n-bit numbers for the counts, and as many again for each different
    ///   claim, with E the estate in units of the greatest common divisor.
    public func awards() -> [Rational] {
        guard estate > 0 else { return claims.map { _ in .zero } }
        let amount = estate / unit
        let scaled = claims.map { $0 / unit }
        var all = SumCounts(limit: amount, itemCount: claims.count)
        for claim in scaled { all.include(claim) }
        // sum(s) of the sets of s others: Σ count · min(claim, left). One different claim, one answer.
        var byClaim: [Int: Rational] = [:]
        for claim in scaled where byClaim[claim] == nil {
            guard claim > 0 else {
                byClaim[claim] = .zero
                continue
            }
            var others = all
            others.exclude(claim)
            byClaim[claim] = expectedAward(claim, of: amount, after: others)
        }
        return scaled.map { (byClaim[$0] ?? .zero) * Rational(unit) }
    }

    private func expectedAward(_ claim: Int, of amount: Int, after others: SumCounts) -> Rational {
        // Σ_s s!(n−s−1)!/n! · taken(s) = Σ_s taken(s) / (n · C(n−1, s)).
        var result = Rational.zero
        var ways = BigInt(1)
        for size in 0..<claims.count {
            let taken = others.weightedTotal(size: size) { min(claim, amount - $0) }
            if let mean = Rational(taken, over: ways * BigInt(claims.count)) { result += mean }
            ways = ways * BigInt(claims.count - 1 - size) / BigInt(size + 1)
        }
        return result
    }

    private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}

/// How many sets of each size have each sum below a limit, as whole numbers of fixed width.
///
/// Only additions and subtractions of numbers below 2ⁿ happen, so n + 1 bits in 64-bit words suffice.
private struct SumCounts {
    private let limit: Int
    private let itemCount: Int
    private let words: Int
    /// Shape (size 0 … n, sum 0 ..< limit, word), the lowest word first.
    private var counts: [UInt64]
    private var included = 0

    init(limit: Int, itemCount: Int) {
        self.limit = limit
        self.itemCount = itemCount
        words = itemCount / 64 + 1
        counts = [UInt64](repeating: 0, count: (itemCount + 1) * limit * words)
        counts[0] = 1
    }

    /// Each set may also hold the item: larger sets first, so that none holds it twice.
    mutating func include(_ item: Int) {
        included += 1
        guard item < limit else { return }
        for size in stride(from: included, to: 0, by: -1) {
            shift(item, from: size - 1, to: size, subtracting: false)
        }
    }

    /// Undoes `include`: smaller sets first, which are then free of the item.
    mutating func exclude(_ item: Int) {
        defer { included -= 1 }
        guard item < limit else { return }
        for size in stride(from: 1, through: included, by: 1) {
            shift(item, from: size - 1, to: size, subtracting: true)
        }
    }

    private mutating func shift(_ item: Int, from: Int, to: Int, subtracting: Bool) {
        let words = words
        let source = from * limit * words
        let target = (to * limit + item) * words
        let sums = limit - item
        counts.withUnsafeMutableBufferPointer { counts in
            for sum in 0..<sums {
                var carry: UInt64 = 0
                for word in 0..<words {
                    let index = target + sum * words + word
                    let other = counts[source + sum * words + word]
                    let (first, overflow1) =
                        subtracting
                        ? counts[index].subtractingReportingOverflow(other)
                        : counts[index].addingReportingOverflow(other)
                    let (second, overflow2) =
                        subtracting
                        ? first.subtractingReportingOverflow(carry)
                        : first.addingReportingOverflow(carry)
                    counts[index] = second
                    carry = overflow1 || overflow2 ? 1 : 0
                }
            }
        }
    }

    /// Σ over sums of count(size, sum) · factor(sum), factors from 0 to the limit.
    func weightedTotal(size: Int, factor: (Int) -> Int) -> BigInt {
        var total = [UInt64](repeating: 0, count: words + 2)
        for sum in 0..<limit {
            let start = (size * limit + sum) * words
            let times = UInt64(factor(sum))
            var carry: UInt64 = 0
            for word in 0..<words {
                let (high, low) = counts[start + word].multipliedFullWidth(by: times)
                let (first, overflow1) = total[word].addingReportingOverflow(low)
                let (second, overflow2) = first.addingReportingOverflow(carry)
                total[word] = second
                // high is at most 2⁶⁴ − 2, and both overflows at once leave it room.
                carry = high &+ (overflow1 ? 1 : 0) &+ (overflow2 ? 1 : 0)
            }
            var word = words
            while carry != 0, word < total.count {
                let (next, overflow) = total[word].addingReportingOverflow(carry)
                total[word] = next
                carry = overflow ? 1 : 0
                word += 1
            }
        }
        return total.reversed().reduce(BigInt(0)) { $0 << 64 + BigInt($1) }
    }
}

import BigInt
package import TopsliceExactArithmetic

/// The exact interval of a share of which k of n were counted (Clopper and Pearson 1934, Biometrika 26:404-413).
///
/// The lower end is where k or more of n have the probability (1 − confidence)/2, the upper end where k or fewer
/// have. Both are found by halving, with the tail enclosed between bounds, and rounded to 18 decimals.
package struct BinomialInterval: Sendable, Hashable {
    package let low: Rational
    package let high: Rational

    /// Most people of which a share is counted.
    package static let mostPeople = 100_000

    /// - Parameters:
    ///   - count: 0 ... people.
    ///   - people: 1 ... `mostPeople`.
    ///   - confidence: above 0, below 1.
    package init(_ count: Int, of people: Int, confidence: Rational) {
        precondition(
            (1...Self.mostPeople).contains(people) && (0...people).contains(count)
                && confidence.isPositive && confidence < 1,
            "\(count) of \(people) at \(confidence)"
        )
        let tail = (1 - confidence) / 2
        // What fails is the rest: the upper end for k is one less the lower end for n − k.
        low = Self.lowerEnd(count, people, tail)
        high = 1 - Self.lowerEnd(people - count, people, tail)
    }

    private static func lowerEnd(_ count: Int, _ people: Int, _ tail: Rational) -> Rational {
        guard count > 0 else { return .zero }
        let goal = Enclosure(tail, bits: bits)
        let ways = Enclosure(Rational(binomial(people, count)), bits: bits)
        var (low, high) = (Rational.zero, Rational.one)
        // Halves of one have few digits; sixty-six of them are closer than eighteen decimals.
        for _ in 0..<66 {
            let middle = (low + high) / 2
            switch Self.upperTail(count, people, at: middle, ways: ways).compared(with: goal) {
            case .below: low = middle
            case .above: high = middle
            case .open:
                low = middle
                high = middle
            }
        }
        let scale = Rational(BigInt(10).power(18))
        return Rational(((low + high) / 2 * scale).rounded(.nearestOrAwayFromZero)) / scale
    }

    private static let bits = 160

    /// P(at least `count` of `people`) at a share: its first term from the number of ways, each further one from the
    /// one before; once terms shrink by half or more, what is left is less than the last of them.
    private static func upperTail(
        _ count: Int,
        _ people: Int,
        at share: Rational,
        ways: Enclosure
    ) -> Enclosure {
        var term =
            ways * Enclosure(share, bits: bits).power(count)
            * Enclosure(1 - share, bits: bits).power(people - count)
        let odds = share / (1 - share)
        var sum = term
        for place in count..<people {
            let ratio = odds * Rational(people - place) / Rational(place + 1)
            term = term * Enclosure(ratio, bits: bits)
            sum = sum + term
            if ratio * 2 < 1, term.isNegligible(beside: sum) {
                // The rest is a geometric series of ratio below one half.
                return sum.widened(by: term)
            }
        }
        return sum
    }

    private static func binomial(_ people: Int, _ count: Int) -> BigInt {
        let fewer = min(count, people - count)
        var result = BigInt(1)
        for place in 0..<fewer { result = result * BigInt(people - place) / BigInt(place + 1) }
        return result
    }
}

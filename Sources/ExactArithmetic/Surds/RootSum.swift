import BigInt

/// An exact sum of fractions times square roots of whole numbers: b₁ + b₂√2 + b₃√23 and so on.
///
/// A year's money discounted to the middle of the year carries half a power of the rate, which is no fraction.
/// Nothing is rounded here: the roots stay roots, and a comparison or a rounding narrows them until it is certain.
///
/// Radicands are held without the square factors that primes below ``largestPrime`` make, so that equal roots meet
/// in one term and √(1.21) is the fraction 1.1. Roots of different whole numbers without square factors are linearly
/// independent over the fractions (Besicovitch 1940), so a sum is zero only where every term is.
package struct RootSum: Sendable, Hashable {
    /// Coefficients by radicand, increasing; none is zero. The radicand 1 stands for the fraction itself.
    private let terms: [Term]

    private struct Term: Sendable, Hashable {
        let radicand: BigInt
        let coefficient: Rational
    }

    /// Square factors are looked for up to this prime.
    private static let largestPrime = 1_000

    package static let zero = RootSum(terms: [])

    private init(terms: [Term]) { self.terms = terms }

    package init(_ value: Rational) {
        terms = value.isZero ? [] : [Term(radicand: 1, coefficient: value)]
    }

    /// √value, for a value that is not negative.
    package init(squareRootOf value: Rational) {
        precondition(!value.isNegative, "the square root of \(value)")
        guard !value.isZero else {
            self = .zero
            return
        }
        // √(p/q) is √(pq)/q.
        var radicand = value.numerator * value.denominator
        var outside = BigInt(1)
        let root = radicand.squareRoot()
        if root * root == radicand { (radicand, outside) = (1, root) }
        var prime = 2
        while prime <= Self.largestPrime, radicand > 1 {
            let square = BigInt(prime * prime)
            while radicand.isMultiple(of: square) {
                radicand /= square
                outside *= BigInt(prime)
            }
            prime += 1
        }
        let coefficient = Rational(outside) / Rational(value.denominator)
        terms = [Term(radicand: radicand, coefficient: coefficient)]
    }

    package var isZero: Bool { terms.isEmpty }

    /// The number where it is a fraction.
    package var rational: Rational? {
        if terms.isEmpty { return .zero }
        return terms.count == 1 && terms[0].radicand == 1 ? terms[0].coefficient : nil
    }

    package static func + (left: RootSum, right: RootSum) -> RootSum {
        if let first = left.rational, let second = right.rational { return RootSum(first + second) }
        var sums: [BigInt: Rational] = [:]
        for term in left.terms + right.terms {
            sums[term.radicand, default: .zero] += term.coefficient
        }
        return RootSum(
            terms: sums.filter { !$0.value.isZero }.sorted { $0.key < $1.key }
                .map { Term(radicand: $0.key, coefficient: $0.value) }
        )
    }

    package static func - (left: RootSum, right: RootSum) -> RootSum {
        left + right.scaled(by: -1)
    }

    package static func += (left: inout RootSum, right: RootSum) { left = left + right }

    package func scaled(by factor: Rational) -> RootSum {
        guard !factor.isZero else { return .zero }
        return RootSum(
            terms: terms.map {
                Term(radicand: $0.radicand, coefficient: $0.coefficient * factor)
            }
        )
    }

    package static func sum(_ values: some Sequence<RootSum>) -> RootSum {
        // Fractions are added at once, which reduces them less often.
        var sums: [BigInt: [Rational]] = [:]
        for value in values {
            for term in value.terms { sums[term.radicand, default: []].append(term.coefficient) }
        }
        return RootSum(
            terms: sums.sorted { $0.key < $1.key }.compactMap { radicand, coefficients in
                let sum = coefficients.sum()
                return sum.isZero ? nil : Term(radicand: radicand, coefficient: sum)
            }
        )
    }

    /// Whole numbers of 2⁻ᵇⁱᵗˢ on either side of the number, apart by a few for each term and unit of its coefficient.
    ///
    /// Fractions of a hundred years of discounting are thousands of bits long, so that they are divided here and never reduced.
    /// - Complexity: a root and a division for each term.
    func enclosure(bits: Int) -> (low: BigInt, high: BigInt) {
        var (low, high) = (BigInt(0), BigInt(0))
        for term in terms {
            let (numerator, denominator) = (
                term.coefficient.numerator, term.coefficient.denominator
            )
            let ends: [BigInt]
            if term.radicand == 1 {
                ends = [numerator << bits]
            } else {
                let floor = (term.radicand << (2 * bits)).squareRoot()
                ends = [numerator * floor, numerator * (floor + 1)]
            }
            let floors = ends.map { end in
                let (quotient, rest) = end.quotientAndRemainder(dividingBy: denominator)
                return rest < 0 ? quotient - 1 : quotient
            }
            guard let first = floors.first, let last = floors.last else { continue }
            low += min(first, last)
            // What was cut off is less than one.
            high += max(first, last) + 1
        }
        return (low, high)
    }

    /// Fractions on either side of the number, close to 2⁻ᵇⁱᵗˢ apart for each unit of the coefficients.
    package func bounds(bits: Int) -> (low: Rational, high: Rational) {
        let (low, high) = enclosure(bits: bits)
        let scale = Rational(BigInt(1) << bits)
        return (Rational(low) / scale, Rational(high) / scale)
    }

    /// The numerator over the denominator, where one is a fraction times the other.
    package func exactQuotient(by other: RootSum) -> Rational? {
        guard let last = other.terms.last else { return nil }
        if isZero { return .zero }
        guard terms.count == other.terms.count, let own = terms.last else { return nil }
        let ratio = own.coefficient / last.coefficient
        return self == other.scaled(by: ratio) ? ratio : nil
    }
}

import BigInt
import Testing
import TopsliceExactArithmetic
import TopsliceTestSupport

@Suite struct RootTests {
    /// The product of (b·u − a) over a/b, spread over exponents that are multiples of `step`.
    private func polynomial(_ roots: [(a: Int, b: Int)], step: Int = 1) -> SparsePolynomial {
        var coefficients: [BigInt] = [1]
        for root in roots {
            var next = [BigInt](repeating: 0, count: coefficients.count + 1)
            for (place, coefficient) in coefficients.enumerated() {
                next[place] -= coefficient * BigInt(root.a)
                next[place + 1] += coefficient * BigInt(root.b)
            }
            coefficients = next
        }
        return SparsePolynomial(
            coefficients.enumerated().map { (exponent: $0.offset * step, coefficient: $0.element) }
        )
    }

    /// Polynomials made from their roots: each is enclosed, in order, and no other.
    @Test func everyRootIsFound() {
        var random = SeededGenerator(seed: 1_637)
        for _ in 0..<60 {
            var roots: [(a: Int, b: Int)] = []
            for _ in 0..<random.from(1, through: 5) {
                roots.append((random.from(1, through: 40), random.from(1, through: 40)))
            }
            let known = Set(roots.map { Rational($0.a) / Rational($0.b) }).sorted()
            guard known.count == roots.count else { continue }
            let found = polynomial(roots).positiveRoots()
            #expect(found.count == known.count, "\(known)")
            for (root, value) in zip(found, known) {
                #expect(root.low <= value && value <= root.high, "\(value) of \(known)")
                #expect(root.kind == .crossing)
            }
        }
    }

    /// Negative roots and pairs of complex ones are none: (u + 2)(u² + 1)(u − 3).
    @Test func onlyPositiveRootsCount() {
        // u⁴ − u³ − 5u² − u − 6
        let coefficients: [BigInt] = [-6, -1, -5, -1, 1]
        let found = SparsePolynomial(
            coefficients.enumerated().map { (exponent: $0.offset, coefficient: $0.element) }
        ).positiveRoots()
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.low <= 3 && 3 <= $0.high })
    }

    /// (u − 3/2)² touches zero, (u − 3/2)³ crosses it, whatever stands beside.
    @Test func rootsOfHigherOrder() {
        let double = polynomial([(3, 2), (3, 2), (5, 1)]).positiveRoots()
        #expect(double.map(\.kind) == [.touching, .crossing])
        let triple = polynomial([(3, 2), (3, 2), (3, 2)]).positiveRoots()
        #expect(triple.map(\.kind) == [.crossing])
    }

    /// Roots of p(u³⁶⁵) are the 365th roots of those of p, and as many.
    @Test func exponentsMayBeFarApart() {
        let roots = polynomial([(10, 11), (10, 12), (3, 4)], step: 365).positiveRoots()
        #expect(roots.count == 3)
        for (root, value) in zip(roots, [Rational(3) / 4, Rational(10) / 12, Rational(10) / 11]) {
            #expect(Enclosure(root.low, bits: 256).power(365).bounds.low <= value)
            #expect(Enclosure(root.high, bits: 256).power(365).bounds.high >= value)
        }
    }
}

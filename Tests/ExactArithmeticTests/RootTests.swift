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

    /// Money that goes out and comes in by turns for forty years: every place where the sign differs is a root, as exact
    /// arithmetic confirms, and by Descartes' rule there are as many as changes of sign or fewer by an even number.
    @Test func hundredsOfChangesOfSign() throws {
        var random = SeededGenerator(seed: 8)
        let coefficients = (0..<480).map { month in
            BigInt((month % 2 == 0 ? -1 : 1) * random.from(50_000, through: 150_000))
        }
        let polynomial = SparsePolynomial(
            coefficients.enumerated().map { (exponent: 30 * $0.offset, coefficient: $0.element) }
        )
        #expect(polynomial.signChanges == 479)
        let roots = polynomial.positiveRoots()
        #expect(roots.count % 2 == 1)
        func sign(_ place: Rational) -> Bool {
            // Horner's rule in the thirtieth power, cut to 400 digits by enclosures of 2,048 bits.
            let power = Enclosure(place, bits: 2_048).power(30).bounds.low
            let digits = Rational(BigInt(1) << 512)
            let base = Rational((power * digits).floor) / digits
            return coefficients.reversed().reduce(Rational.zero) {
                Rational((($0 * base + Rational($1)) * digits).floor) / digits
            }.isPositive
        }
        for root in roots {
            let width = root.low / Rational(BigInt(1) << 60)
            #expect(sign(root.low - width) != sign(root.high + width))
        }
        // Between two neighbouring roots the sign does not change.
        for (left, right) in zip(roots, roots.dropFirst()) {
            let width = left.low / Rational(BigInt(1) << 60)
            #expect(sign(left.high + width) == sign(right.low - width))
        }
    }

    /// Two ways to the same roots, of polynomials of which nobody knows them.
    @Test func halvingFindsWhatTheProofOfDescartesFinds() {
        var random = SeededGenerator(seed: 1_596)
        for _ in 0..<40 {
            var exponent = 0
            let polynomial = SparsePolynomial(
                (0..<random.from(3, through: 9)).map { _ in
                    exponent += random.from(1, through: 400)
                    return (exponent, BigInt(random.from(-900, through: 900)))
                }
            )
            guard polynomial.signChanges > 1 else { continue }
            let (low, high) = polynomial.rootBounds
            let one = polynomial.positiveRoots()
            let other = polynomial.rootsBetweenTurns(low, high)
            #expect(one.map(\.kind) == other.map(\.kind))
            for (left, right) in zip(one, other) {
                #expect(left.low <= right.high && right.low <= left.high)
            }
        }
    }
}

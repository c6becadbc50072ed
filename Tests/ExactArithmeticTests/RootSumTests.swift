import BigInt
import Testing
import TopsliceExactArithmetic
import TopsliceTestSupport

@Suite struct RootSumTests {
    private func root(_ value: Rational) -> RootSum { RootSum(squareRootOf: value) }

    @Test func rootsOfSquaresAreFractions() {
        #expect(root(Rational(121) / 100).rational == Rational(11) / 10)
        #expect(root(8) == root(2).scaled(by: 2))
        #expect((root(2) - root(2)).isZero)
        #expect((root(8) - root(2).scaled(by: 2)).signum() == 0)
    }

    /// √2 to 38 decimals, as in any table.
    @Test func decimals() {
        #expect(root(2).decimal(places: 38) == "1.41421356237309504880168872420969807857")
        #expect((root(2) - RootSum(2)).decimal(places: 4) == "-0.5858")
    }

    /// √a + √b against √c: the sign is that of (√a + √b)² − c, so that of 4ab − (c − a − b)² where c > a + b.
    @Test func signsAreCertain() {
        var random = SeededGenerator(seed: 1_940)
        for _ in 0..<200 {
            let (a, b) = (random.from(1, through: 999), random.from(1, through: 999))
            let c = a + b + random.from(0, through: 2_000)
            let expected = (4 * a * b - (c - a - b) * (c - a - b)).signum()
            let found = (root(Rational(a)) + root(Rational(b)) - root(Rational(c))).signum()
            #expect(found == expected, "√\(a) + √\(b) − √\(c)")
        }
    }

    /// Rounded down, a root is the whole root; up, one more where it is no square.
    @Test func rounding() {
        for value in 1...200 {
            let whole = BigInt(value).squareRoot()
            #expect(root(Rational(value)).rounded(.down) == whole)
            let isSquare = whole * whole == BigInt(value)
            #expect(root(Rational(value)).rounded(.up) == (isSquare ? whole : whole + 1))
        }
    }

    @Test func quotients() {
        let ratio = root(Rational(3)).scaled(by: 6).quotient(by: root(Rational(3)).scaled(by: 4))
        #expect(ratio == Rational(3) / 2)
        let other = root(2).quotient(by: root(3)).map {
            $0.decimal(places: 12, rounding: .nearestOrAwayFromZero)
        }
        // √(2/3)
        #expect(other == "0.816496580928")
        #expect(root(2).quotient(by: .zero) == nil)
    }
}

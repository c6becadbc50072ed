import TopsliceLinearAlgebra
import TopsliceTestSupport
import Testing

/// Identities of arithmetic with twice the digits, over seeded values of very different sizes.
struct DoubleDoubleTests {
    /// Four units in the last place of a number with 106 binary digits.
    static let tolerance = 4 * 0x1p-105

    @Test func theErrorOfASumIsExact() {
        // 1 + 2⁻⁶⁰ does not fit in a double; the pair holds it.
        let sum = DoubleDouble.exactSum(1, 0x1p-60)
        #expect(sum.high == 1)
        #expect(sum.low == 0x1p-60)
        let cancelled = DoubleDouble.exactSum(1e16, 1) - DoubleDouble(1e16)
        #expect(cancelled.value == 1)
    }

    @Test func theErrorOfAProductIsExact() {
        // (1 + ε)² = 1 + 2ε + ε² with ε = 2⁻⁵².
        let product = DoubleDouble.exactProduct(1 + 0x1p-52, 1 + 0x1p-52)
        #expect(product.high == 1 + 0x1p-51)
        #expect(product.low == 0x1p-104)
    }

    @Test(arguments: 0..<20)
    func quotientsAndRootsUndoProducts(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<200 {
            let a = random.pair()
            let b = random.pair()
            let quotient = a * b / b
            #expect(relative(quotient, a) <= Self.tolerance, "seed \(seed)")
            let root = (a * a).squareRoot()
            #expect(relative(root, a.high < 0 ? -a : a) <= Self.tolerance, "seed \(seed)")
            let sum = (a + b) - b
            let scale = max(a.high.magnitude, b.high.magnitude)
            #expect((sum - a).value.magnitude <= Self.tolerance * scale, "seed \(seed)")
        }
    }

    @Test func wholePowersMultiply() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<100 {
            let base = DoubleDouble(1 + random.unit(), 0)
            // Each squaring doubles the relative error; ten powers are four squarings.
            let limit = 16 * Self.tolerance
            #expect(relative(base.raised(to: 3), base * base * base) <= limit)
            #expect(relative(base.raised(to: 10) * base.raised(to: -10), DoubleDouble(1)) <= limit)
            #expect(base.raised(to: 0) == DoubleDouble(1))
        }
    }

    @Test func theRootOfTwoHas31Digits() {
        // OEIS A002193: 1.41421356237309504880168872420969807856967…
        // To two doubles: the nearest double, and the rest 9.667293313452913e-17 less.
        let root = DoubleDouble(2).squareRoot()
        #expect(root.high == 1.4142135623730951)
        let square = root * root - DoubleDouble(2)
        #expect(square.value.magnitude <= 4 * Self.tolerance)
        #expect(abs(root.low - -9.667293313452913e-17) <= 1e-31)
    }

    private func relative(_ number: DoubleDouble, _ expected: DoubleDouble) -> Double {
        (number - expected).value.magnitude / expected.value.magnitude
    }
}

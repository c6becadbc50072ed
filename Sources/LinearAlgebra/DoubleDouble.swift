/// A number as the unevaluated sum of two doubles, about 32 significant digits.
///
/// The algorithms are Dekker's (1971) and Knuth's error-free transformations, with the renormalisations of
/// Hida, Li and Bailey (2001). `|low|` is at most half an ulp of `high`.
package struct DoubleDouble: Sendable, Equatable {
    package var high: Double
    package var low: Double

    @inlinable
    package init(_ high: Double, _ low: Double = 0) {
        self.high = high
        self.low = low
    }

    package static let zero = DoubleDouble(0)

    /// The nearest double.
    @inlinable package var value: Double { high + low }

    /// a + b as (rounded sum, exact error).
    @inlinable
    @inline(__always)
    package static func exactSum(_ left: Double, _ right: Double) -> DoubleDouble {
        let sum = left + right
        let part = sum - left
        return DoubleDouble(sum, (left - (sum - part)) + (right - part))
    }

    /// a + b as (rounded sum, exact error), for |a| ≥ |b|.
    @inlinable
    @inline(__always)
    static func exactSumOrdered(_ left: Double, _ right: Double) -> DoubleDouble {
        let sum = left + right
        return DoubleDouble(sum, right - (sum - left))
    }

    /// a · b as (rounded product, exact error).
    @inlinable
    @inline(__always)
    package static func exactProduct(_ left: Double, _ right: Double) -> DoubleDouble {
        let product = left * right
        return DoubleDouble(product, (-product).addingProduct(left, right))
    }

    @inlinable
    @inline(__always)
    package static func + (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
        let high = exactSum(left.high, right.high)
        let low = exactSum(left.low, right.low)
        let first = exactSumOrdered(high.high, high.low + low.high)
        return exactSumOrdered(first.high, first.low + low.low)
    }

    @inlinable
    @inline(__always)
    package static func - (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
        left + DoubleDouble(-right.high, -right.low)
    }

    @inlinable
    @inline(__always)
    package static prefix func - (number: DoubleDouble) -> DoubleDouble {
        DoubleDouble(-number.high, -number.low)
    }

    @inlinable
    @inline(__always)
    package static func * (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
        let product = exactProduct(left.high, right.high)
        let cross = left.high * right.low + left.low * right.high
        return exactSumOrdered(product.high, product.low + cross)
    }

    @inlinable
    package static func / (left: DoubleDouble, right: DoubleDouble) -> DoubleDouble {
        let first = left.high / right.high
        var rest = left - right * DoubleDouble(first)
        let second = rest.high / right.high
        rest = rest - right * DoubleDouble(second)
        let third = rest.high / right.high
        return exactSumOrdered(first, second) + DoubleDouble(third)
    }

    @inlinable
    package static func += (left: inout DoubleDouble, right: DoubleDouble) { left = left + right }
    @inlinable
    package static func -= (left: inout DoubleDouble, right: DoubleDouble) { left = left - right }

    /// The square root, by one Newton step from the double one; zero for zero or below.
    @inlinable
    package func squareRoot() -> DoubleDouble {
        guard high > 0 else { return .zero }
        let estimate = 1 / high.squareRoot()
        let root = high * estimate
        let rest = self - DoubleDouble.exactProduct(root, root)
        return DoubleDouble.exactSum(root, rest.high * estimate * 0.5)
    }

    /// The number raised to a whole power, by repeated squaring.
    package func raised(to power: Int) -> DoubleDouble {
        var result = DoubleDouble(1)
        var base = self
        var rest = power.magnitude
        while rest > 0 {
            if rest & 1 == 1 { result = result * base }
            rest >>= 1
            if rest > 0 { base = base * base }
        }
        return power < 0 ? DoubleDouble(1) / result : result
    }
}

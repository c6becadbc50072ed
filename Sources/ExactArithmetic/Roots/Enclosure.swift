import BigInt

/// Two bounds of a positive number, each a whole number of bounded length times a power of two.
///
/// Products and sums round the lower bound down and the upper one up, so that the number stays between them: what is
/// certain of the bounds is certain of the number (Moore 1966, Interval Analysis).
package struct Enclosure: Sendable {
    let low: Binary
    let high: Binary
    private let bits: Int

    /// mantissa · 2^exponent, mantissa at least zero.
    package struct Binary: Sendable {
        var mantissa: BigUInt
        var exponent: Int

        /// Cut to so many bits, towards zero or away from it.
        func cut(to bits: Int, up: Bool) -> Binary {
            let surplus = mantissa.bitWidth - bits
            guard surplus > 0 else { return self }
            let kept = mantissa >> surplus
            let isExact = kept << surplus == mantissa
            return Binary(
                mantissa: up && !isExact ? kept + 1 : kept,
                exponent: exponent + surplus
            )
        }

        static func * (left: Binary, right: Binary) -> Binary {
            Binary(
                mantissa: left.mantissa * right.mantissa,
                exponent: left.exponent + right.exponent
            )
        }

        static func < (left: Binary, right: Binary) -> Bool {
            if left.mantissa.isZero || right.mantissa.isZero {
                return left.mantissa.isZero && !right.mantissa.isZero
            }
            let (one, other) = (
                left.exponent + left.mantissa.bitWidth, right.exponent + right.mantissa.bitWidth
            )
            if one != other { return one < other }
            let shift = left.exponent - right.exponent
            return shift >= 0
                ? left.mantissa << shift < right.mantissa
                : left.mantissa < right.mantissa << -shift
        }

        /// The sum, cut to so many bits; what lies far below the last of them is a unit of it.
        func adding(_ other: Binary, bits: Int, up: Bool) -> Binary {
            if mantissa.isZero { return other }
            if other.mantissa.isZero { return self }
            let isLarger = !(self < other)
            let (large, small) = isLarger ? (self, other) : (other, self)
            let gap =
                large.exponent + large.mantissa.bitWidth - small.exponent
                - small.mantissa.bitWidth
            guard gap <= bits + 2 else {
                guard up else { return large.cut(to: bits, up: false) }
                let shift = max(0, bits + 1 - large.mantissa.bitWidth)
                return Binary(
                    mantissa: (large.mantissa << shift) + 1,
                    exponent: large.exponent - shift
                ).cut(to: bits, up: true)
            }
            let exponent = min(large.exponent, small.exponent)
            let sum =
                (large.mantissa << (large.exponent - exponent))
                + (small.mantissa << (small.exponent - exponent))
            return Binary(mantissa: sum, exponent: exponent).cut(to: bits, up: up)
        }

        package var rational: Rational {
            let whole = Rational(BigInt(mantissa))
            let scale = Rational(BigInt(1) << abs(exponent))
            return exponent < 0 ? whole / scale : whole * scale
        }
    }

    init(low: Binary, high: Binary, bits: Int) {
        self.low = low
        self.high = high
        self.bits = bits
    }

    init(whole value: BigUInt, bits: Int) {
        let exact = Binary(mantissa: value, exponent: 0)
        low = exact.cut(to: bits, up: false)
        high = exact.cut(to: bits, up: true)
        self.bits = bits
    }

    /// A fraction that is not negative.
    package init(_ value: Rational, bits: Int) {
        precondition(!value.isNegative, "an enclosure of \(value)")
        let denominator = value.denominator.magnitude
        let shift = max(0, bits + 2 + denominator.bitWidth - value.numerator.bitWidth)
        let (quotient, rest) = (value.numerator.magnitude << shift)
            .quotientAndRemainder(dividingBy: denominator)
        low = Binary(mantissa: quotient, exponent: -shift).cut(to: bits, up: false)
        high = Binary(mantissa: rest.isZero ? quotient : quotient + 1, exponent: -shift)
            .cut(to: bits, up: true)
        self.bits = bits
    }

    package static func * (left: Enclosure, right: Enclosure) -> Enclosure {
        let bits = min(left.bits, right.bits)
        return Enclosure(
            low: (left.low * right.low).cut(to: bits, up: false),
            high: (left.high * right.high).cut(to: bits, up: true),
            bits: bits
        )
    }

    package static func + (left: Enclosure, right: Enclosure) -> Enclosure {
        let bits = min(left.bits, right.bits)
        return Enclosure(
            low: left.low.adding(right.low, bits: bits, up: false),
            high: left.high.adding(right.high, bits: bits, up: true),
            bits: bits
        )
    }

    /// - Complexity: O(log exponent) products.
    package func power(_ exponent: Int) -> Enclosure {
        precondition(exponent >= 0, "the power \(exponent)")
        var result = Enclosure(whole: 1, bits: bits)
        var square = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result * square }
            rest >>= 1
            if rest > 0 { square = square * square }
        }
        return result
    }

    /// Fractions on either side of the number.
    package var bounds: (low: Rational, high: Rational) { (low.rational, high.rational) }

    /// How the number stands to another, as far as the bounds tell.
    package enum Standing: Sendable {
        case below, above, open
    }

    package func compared(with other: Enclosure) -> Standing {
        if Self.isBelow(self, other) { return .below }
        return Self.isBelow(other, self) ? .above : .open
    }

    /// Whether it cannot be seen beside another, with all the bits of both.
    package func isNegligible(beside other: Enclosure) -> Bool {
        high.mantissa.isZero
            || high.exponent + high.mantissa.bitWidth + bits
                < other.low.exponent + other.low.mantissa.bitWidth
    }

    /// The same with an upper bound that is higher by another number.
    package func widened(by other: Enclosure) -> Enclosure {
        Enclosure(low: low, high: high.adding(other.high, bits: bits, up: true), bits: bits)
    }

    /// Whether every number of the first is below every number of the second.
    static func isBelow(_ left: Enclosure, _ right: Enclosure) -> Bool { left.high < right.low }
}

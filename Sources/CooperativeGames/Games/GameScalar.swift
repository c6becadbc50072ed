private import BigInt
public import TopsliceExactArithmetic

/// A number a game can be reckoned in: `Double`, fast, or `Rational`, exact.
public protocol GameScalar: SignedNumeric, Comparable, Sendable, CustomStringConvertible
where Magnitude == Self {
    init(_ value: Int)
    static func / (left: Self, right: Self) -> Self
    static func /= (left: inout Self, right: Self)
    var isFinite: Bool { get }
    /// Differences below this fraction of a game's scale are rounding, not substance; zero where exact.
    static var relativeTolerance: Self { get }
    /// The nearest Double, or one next to it.
    var approximation: Double { get }
}

extension Double: GameScalar {
    /// 2⁻³³ of the scale, 1.2e-10: sums of 2²⁸ Doubles err by less, and data worth deciding on differ by more.
    public static var relativeTolerance: Double { 0x1p-33 }
    public var approximation: Double { self }
}

extension Rational: GameScalar {
    public var isFinite: Bool { true }
    public static var relativeTolerance: Rational { .zero }

    public var approximation: Double {
        let top = numerator.magnitude
        let bottom = denominator.magnitude
        guard !top.isZero else { return 0 }
        // A quotient of 64 to 66 significant bits, then scaled back.
        let shift = 65 - (top.bitWidth - bottom.bitWidth)
        let quotient = shift >= 0 ? (top << shift) / bottom : top / (bottom << -shift)
        let extra = max(0, quotient.bitWidth - 64)
        let word = Double(UInt64(truncatingIfNeeded: quotient >> extra))
        // In two steps, because the power alone may be beyond the range of Doubles.
        let half = (extra - shift) / 2
        let value =
            word * Double(sign: .plus, exponent: half, significand: 1)
            * Double(sign: .plus, exponent: extra - shift - half, significand: 1)
        return isNegative ? -value : value
    }

    /// The number a Double stands for, exactly; nil for NaN and infinities.
    public init?(exactValueOf value: Double) {
        guard value.isFinite else { return nil }
        guard value != 0 else {
            self = .zero
            return
        }
        // value = ±whole · 2^exponent with a whole number below 2⁵³.
        let exponent = Int(value.exponent) - 52
        let whole = BigInt(
            value.magnitude * Double(sign: .plus, exponent: -exponent / 2, significand: 1)
                * Double(sign: .plus, exponent: -exponent - -exponent / 2, significand: 1)
        )
        let power = Rational(BigInt(2).power(abs(exponent)))
        let size = exponent < 0 ? Rational(whole) / power : Rational(whole) * power
        self = value < 0 ? -size : size
    }
}

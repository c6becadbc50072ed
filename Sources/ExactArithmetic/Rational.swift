public import BigInt

/// An exact fraction p/q of whole numbers of any size, always in lowest terms with q > 0.
///
/// Every operation is exact: nothing rounds until the caller asks for it by a named
/// ``RoundingRule``. Fractions whose parts fit a machine word are held in two words and computed
/// without allocating; larger ones move to `BigInt` and come back when they shrink.
///
/// Equal numbers have one representation, so `==` and hashing are those of the number.
public struct Rational: Sendable, Hashable {
    /// Invariant: lowest terms, denominator ≥ 1, and `.small` whenever both parts are within
    /// ±`Int.max` (`Int.min` is kept out so that negation never overflows).
    enum Storage: Sendable, Hashable {
        case small(Int, Int)
        indirect case big(BigInt, BigInt)
    }

    let storage: Storage

    init(storage: Storage) {
        self.storage = storage
    }

    public static let zero = Rational(storage: .small(0, 1))
    public static let one = Rational(storage: .small(1, 1))

    public init(_ value: Int) {
        self = value == .min ? Rational(BigInt(value)) : Rational(storage: .small(value, 1))
    }

    public init(_ value: BigInt) {
        self.init(reducedNumerator: value, denominator: 1)
    }

    /// The fraction numerator/denominator, or nil where the denominator is zero.
    public init?(_ numerator: BigInt, over denominator: BigInt) {
        guard !denominator.isZero else { return nil }
        self.init(numerator: numerator, nonZeroDenominator: denominator)
    }

    /// The fraction numerator/denominator, or nil where the denominator is zero.
    public init?(_ numerator: Int, over denominator: Int) {
        guard denominator != 0 else { return nil }
        if numerator != .min, denominator != .min {
            self.init(
                smallNumerator: denominator < 0 ? -numerator : numerator,
                positiveDenominator: abs(denominator)
            )
        } else {
            self.init(numerator: BigInt(numerator), nonZeroDenominator: BigInt(denominator))
        }
    }

    /// p in lowest terms; carries the sign.
    public var numerator: BigInt {
        switch storage {
        case .small(let numerator, _): BigInt(numerator)
        case .big(let numerator, _): numerator
        }
    }

    /// q in lowest terms, at least 1.
    public var denominator: BigInt {
        switch storage {
        case .small(_, let denominator): BigInt(denominator)
        case .big(_, let denominator): denominator
        }
    }

    /// p and q where both fit a machine word; nil where they do not.
    package var words: (numerator: Int, denominator: Int)? {
        if case .small(let numerator, let denominator) = storage {
            (numerator, denominator)
        } else {
            nil
        }
    }

    public var isZero: Bool {
        if case .small(0, _) = storage { true } else { false }
    }

    public var isInteger: Bool {
        switch storage {
        case .small(_, let denominator): denominator == 1
        case .big(_, let denominator): denominator == 1
        }
    }

    /// −1, 0 or 1.
    public func signum() -> Int {
        switch storage {
        case .small(let numerator, _): numerator.signum()
        case .big(let numerator, _): numerator.sign == .minus ? -1 : 1
        }
    }

    public var isNegative: Bool { signum() < 0 }
    public var isPositive: Bool { signum() > 0 }

    /// |self|.
    public var magnitude: Rational { isNegative ? -self : self }

    /// 1/self, or nil for zero.
    public var reciprocal: Rational? {
        switch storage {
        case .small(0, _):
            nil
        case .small(let numerator, let denominator):
            Rational(
                storage: .small(numerator < 0 ? -denominator : denominator, abs(numerator))
            )
        case .big(let numerator, let denominator):
            Rational(
                reducedNumerator: numerator.sign == .minus ? -denominator : denominator,
                denominator: BigInt(numerator.magnitude)
            )
        }
    }
}

extension Rational {
    /// Reduces a fraction of machine words, neither of them `Int.min`.
    init(smallNumerator: Int, positiveDenominator: Int) {
        if positiveDenominator == 1 {
            self.init(storage: .small(smallNumerator, 1))
            return
        }
        // Both are within ±Int.max, so the divisor fits an Int.
        let divisor = Int(
            greatestCommonDivisor(smallNumerator.magnitude, positiveDenominator.magnitude)
        )
        self.init(storage: .small(smallNumerator / divisor, positiveDenominator / divisor))
    }

    /// Reduces a fraction of any size.
    init(numerator: BigInt, nonZeroDenominator denominator: BigInt) {
        let divisor = BigInt(
            greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        )
        let sign: BigInt = denominator.sign == .minus ? -1 : 1
        if divisor == 1 {
            self.init(reducedNumerator: numerator * sign, denominator: denominator * sign)
        } else {
            self.init(
                reducedNumerator: numerator / divisor * sign,
                denominator: denominator / divisor * sign
            )
        }
    }

    /// Takes a fraction already in lowest terms with a positive denominator, and stores it small
    /// where it fits.
    init(reducedNumerator numerator: BigInt, denominator: BigInt) {
        if let small = Int(exactly: numerator), small != .min,
            let smallDenominator = Int(exactly: denominator)
        {
            self.init(storage: .small(small, smallDenominator))
        } else {
            self.init(storage: .big(numerator, denominator))
        }
    }
}

extension Rational: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) {
        self.init(value)
    }
}

extension Rational: CustomStringConvertible {
    /// `p/q`, or `p` for a whole number; `Rational(parsing:)` reads it back.
    public var description: String {
        switch storage {
        case .small(let numerator, 1): String(numerator)
        case .small(let numerator, let denominator): "\(numerator)/\(denominator)"
        case .big(let numerator, let denominator):
            denominator == 1 ? String(numerator) : "\(numerator)/\(denominator)"
        }
    }
}

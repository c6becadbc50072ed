import BigInt

// The small paths follow Knuth, The Art of Computer Programming 2, 4.5.1: reduce by the common
// divisors first, so that most results need no further reduction and fewer leave a machine word.

extension Rational: AdditiveArithmetic {
    public static func + (left: Rational, right: Rational) -> Rational {
        guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage
        else {
            return bigSum(left, right)
        }
        if b == d {
            let (sum, overflow) = a.addingReportingOverflow(c)
            guard !overflow, sum != .min else { return bigSum(left, right) }
            return Rational(smallNumerator: sum, positiveDenominator: b)
        }
        let shared = Int(greatestCommonDivisor(b.magnitude, d.magnitude))
        let (first, overflow1) = a.multipliedReportingOverflow(by: d / shared)
        let (second, overflow2) = c.multipliedReportingOverflow(by: b / shared)
        let (sum, overflow3) = first.addingReportingOverflow(second)
        guard !overflow1, !overflow2, !overflow3, sum != .min else { return bigSum(left, right) }
        // What is left in common with the denominator can only divide `shared`.
        let rest = Int(greatestCommonDivisor(sum.magnitude, shared.magnitude))
        let (denominator, overflow4) = (b / shared).multipliedReportingOverflow(by: d / rest)
        guard !overflow4 else { return bigSum(left, right) }
        return Rational(storage: .small(sum / rest, denominator))
    }

    public static func - (left: Rational, right: Rational) -> Rational {
        left + -right
    }

    /// Knuth 4.5.1: what numerator and denominator can still share divides what the denominators share.
    private static func bigSum(_ left: Rational, _ right: Rational) -> Rational {
        if left.isZero { return right }
        if right.isZero { return left }
        let b = left.denominator
        let d = right.denominator
        let shared = BigInt(greatestCommonDivisor(b.magnitude, d.magnitude))
        let sum = left.numerator * (d / shared) + right.numerator * (b / shared)
        let rest = BigInt(greatestCommonDivisor(shared.magnitude, sum.magnitude))
        return Rational(reducedNumerator: sum / rest, denominator: (b / shared) * (d / rest))
    }
}

extension Rational: SignedNumeric {
    public init?<Source: BinaryInteger>(exactly source: Source) {
        self.init(BigInt(source))
    }

    public static prefix func - (value: Rational) -> Rational {
        switch value.storage {
        case .small(let numerator, let denominator):
            Rational(storage: .small(-numerator, denominator))
        case .big(let numerator, let denominator):
            Rational(reducedNumerator: -numerator, denominator: denominator)
        }
    }

    public static func * (left: Rational, right: Rational) -> Rational {
        guard case .small(let a, let b) = left.storage, case .small(let c, let d) = right.storage
        else {
            return bigProduct(left, right)
        }
        // The two cross divisors make the product irreducible; gcd(0, d) = d keeps 0 as 0/1.
        let across = Int(greatestCommonDivisor(a.magnitude, d.magnitude))
        let back = Int(greatestCommonDivisor(c.magnitude, b.magnitude))
        let (numerator, overflow1) = (a / across).multipliedReportingOverflow(by: c / back)
        let (denominator, overflow2) = (b / back).multipliedReportingOverflow(by: d / across)
        guard !overflow1, !overflow2, numerator != .min else { return bigProduct(left, right) }
        return Rational(storage: .small(numerator, denominator))
    }

    public static func *= (left: inout Rational, right: Rational) {
        left = left * right
    }

    private static func bigProduct(_ left: Rational, _ right: Rational) -> Rational {
        Rational(
            numerator: left.numerator * right.numerator,
            nonZeroDenominator: left.denominator * right.denominator
        )
    }
}

extension Rational {
    /// The exact quotient.
    ///
    /// - Precondition: `right` is not zero; check with ``isZero`` wherever the divisor is data.
    public static func / (left: Rational, right: Rational) -> Rational {
        guard let reciprocal = right.reciprocal else {
            preconditionFailure("\(left) divided by zero")
        }
        return left * reciprocal
    }

    public static func /= (left: inout Rational, right: Rational) {
        left = left / right
    }

    /// self to a whole power; 0⁰ = 1.
    ///
    /// - Complexity: O(log exponent) multiplications.
    public func power(_ exponent: UInt) -> Rational {
        var result = Rational.one
        var square = self
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result *= square }
            rest >>= 1
            if rest > 0 { square *= square }
        }
        return result
    }
}

extension Sequence<Rational> {
    /// The exact sum; zero when empty.
    ///
    /// Whole parts are added apart from what is left of each, so that shares of one large amount stay within
    /// machine words: their fractions have a common denominator far smaller than the shares.
    public func sum() -> Rational {
        var whole = 0
        var fraction = Rational.zero
        // What does not fit is added as it is.
        var rest = Rational.zero
        for element in self {
            guard let (floor, part) = element.parts else {
                rest += element
                continue
            }
            let (sum, overflow) = whole.addingReportingOverflow(floor)
            if overflow {
                rest += Rational(floor)
            } else {
                whole = sum
            }
            fraction += part
            if case .small(let numerator, let denominator) = fraction.storage,
                numerator >= denominator, whole < .max
            {
                // Both parts lie below one, so the sum below two.
                fraction = Rational(storage: .small(numerator - denominator, denominator))
                whole += 1
            }
        }
        return rest + Rational(whole) + fraction
    }
}

extension Rational {
    /// The largest whole number not above it, and what is left, in 0 ..< 1; nil where one does not fit a
    /// machine word.
    fileprivate var parts: (floor: Int, part: Rational)? {
        switch storage {
        case .small(let numerator, let denominator):
            let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
            guard remainder < 0 else {
                return (quotient, Rational(storage: .small(remainder, denominator)).normalisedZero)
            }
            return (quotient - 1, Rational(storage: .small(remainder + denominator, denominator)))
        case .big:
            let below = floor
            guard let whole = Int(exactly: below) else { return nil }
            let part = self - Rational(below)
            guard case .small = part.storage else { return nil }
            return (whole, part)
        }
    }

    /// Zero has one representation, 0/1.
    private var normalisedZero: Rational {
        if case .small(0, _) = storage { .zero } else { self }
    }
}

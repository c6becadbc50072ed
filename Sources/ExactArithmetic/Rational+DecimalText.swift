import BigInt

extension Rational {
    /// All digits of a number whose decimal expansion ends (`-3.75`, no trailing zeros), or nil
    /// where it never ends, as for 1/3.
    public var exactDecimal: String? {
        if let words {
            guard let places = Self.places(ofDenominator: words.denominator) else { return nil }
            return decimal(places: places, rounding: .down)
        }
        var rest = denominator
        var places = 0
        // The expansion ends exactly when the denominator has no prime factor but 2 and 5; it
        // then has as many places as the larger of their exponents.
        for factor in [BigInt(2), BigInt(5)] {
            var exponent = 0
            while rest.isMultiple(of: factor) {
                rest /= factor
                exponent += 1
            }
            places = max(places, exponent)
        }
        return rest == 1 ? decimal(places: places, rounding: .down) : nil
    }

    /// The number with exactly `places` digits after the point (no point when 0), rounded by
    /// `rule`. A number that rounds to zero has no sign.
    public func decimal(places: Int, rounding rule: RoundingRule) -> String {
        if let scaled = scaledWord(places: places, rounding: rule) {
            return Rational.pointed(
                digits: String(scaled.magnitude),
                isNegative: scaled < 0,
                places: places
            )
        }
        let scale = BigInt(10).power(places)
        let scaled = (self * Rational(scale)).rounded(rule)
        return Rational.pointed(digitsOf: scaled, places: places)
    }

    /// How many places a fraction over a machine word has; nil where its expansion never ends.
    private static func places(ofDenominator denominator: Int) -> Int? {
        var rest = denominator
        var places = 0
        for factor in [2, 5] {
            var exponent = 0
            while rest.isMultiple(of: factor) {
                rest /= factor
                exponent += 1
            }
            places = max(places, exponent)
        }
        return rest == 1 ? places : nil
    }

    /// The number times a power of ten as a whole number; nil where it does not fit a machine word.
    private func scaledWord(places: Int, rounding rule: RoundingRule) -> Int? {
        guard let words, (0...18).contains(places) else { return nil }
        let scale = (0..<places).reduce(UInt(1)) { scale, _ in scale * 10 }
        let divisor = words.denominator.magnitude
        let product = words.numerator.magnitude.multipliedFullWidth(by: scale)
        guard product.high < divisor else { return nil }
        let (quotient, rest) = divisor.dividingFullWidth(product)
        let isNegative = words.numerator < 0
        let isAway: Bool
        switch rule {
        case .down: isAway = isNegative && rest > 0
        case .up: isAway = !isNegative && rest > 0
        case .towardZero: isAway = false
        case .awayFromZero: isAway = rest > 0
        case .nearestOrEven:
            isAway = rest > divisor - rest || rest == divisor - rest && !quotient.isMultiple(of: 2)
        case .nearestOrAwayFromZero: isAway = rest >= divisor - rest && rest > 0
        }
        guard let magnitude = Int(exactly: quotient), magnitude < .max else { return nil }
        let rounded = isAway ? magnitude + 1 : magnitude
        return isNegative ? -rounded : rounded
    }

    /// The number rounded to so many significant digits (half away from zero), in plain notation
    /// without trailing zeros.
    ///
    /// Seventeen digits tell two `Double`s apart, but a fraction that is not a `Double` is rounded
    /// twice on that road and one in fifteen lands beside the nearest one; write 34 digits where
    /// the reader should get the nearest.
    public func decimal(significantDigits digits: Int) -> String {
        guard !isZero else { return "0" }
        // Place of the leading digit: exact, from a first guess by digit counts that is at most
        // one too large.
        let whole = numerator.magnitude.description.utf8.count
        let parts = denominator.description.utf8.count
        var places = digits - 1 - (whole - parts)
        if Self.scaled(magnitude, byPowerOfTen: places) < Self.scaled(1, byPowerOfTen: digits - 1) {
            places += 1
        }
        let rounded = Self.scaled(self, byPowerOfTen: places).rounded(.nearestOrAwayFromZero)
        if places <= 0 {
            return String(rounded * BigInt(10).power(-places))
        }
        return Rational.trimmed(Rational.pointed(digitsOf: rounded, places: places))
    }

    private static func scaled(_ value: Rational, byPowerOfTen exponent: Int) -> Rational {
        let scale = Rational(BigInt(10).power(abs(exponent)))
        return exponent < 0 ? value / scale : value * scale
    }

    private static func pointed(digitsOf value: BigInt, places: Int) -> String {
        pointed(
            digits: String(value.magnitude),
            isNegative: value.sign == .minus && !value.isZero,
            places: places
        )
    }

    private static func pointed(digits: String, isNegative: Bool, places: Int) -> String {
        var digits = digits
        let missing = places + 1 - digits.utf8.count
        if missing > 0 { digits = String(repeating: "0", count: missing) + digits }
        let sign = isNegative ? "-" : ""
        return places == 0
            ? sign + digits : sign + digits.dropLast(places) + "." + digits.suffix(places)
    }

    private static func trimmed(_ text: String) -> String {
        var result = Substring(text)
        while result.last == "0" { result.removeLast() }
        if result.last == "." { result.removeLast() }
        return String(result)
    }
}

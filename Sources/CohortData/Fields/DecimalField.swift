internal import Glibc

/// A decimal number in a field: the nearest double, and what that lacks to the decimal text.
struct DecimalField {
    var value: Double
    /// The decimal text minus `value`, to about 32 significant digits together; zero where it was not computed.
    var low: Double

    /// Powers of ten that a double holds exactly.
    static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// Whether a whole text is a number.
    static func isNumber(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { parse($0, count: buffer.count) != nil } ?? false
        }
    }

    /// Reads an optional `-`, digits with an optional point, and an optional exponent `e[+-]digits`; nil for all else.
    ///
    /// The value is correctly rounded. Up to 19 digits it comes from one division in double-double arithmetic, which
    /// is right unless the quotient lies within 2⁻¹⁰⁰ of a rounding boundary; then, and for longer
    /// numbers, `strtod` decides. A number too large for a double is refused.
    static func parse(_ text: UnsafePointer<UInt8>, count: Int) -> DecimalField? {
        var index = 0
        let negative = count > 0 && text[0] == UInt8(ascii: "-")
        if negative { index = 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var significant = 0
        var exponent = 0
        var pointSeen = false
        while index < count {
            let byte = text[index]
            let digit = byte &- 48
            if digit <= 9 {
                digits += 1
                if significant < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if mantissa != 0 { significant += 1 }
                } else {
                    significant += 1
                }
                if pointSeen { exponent -= 1 }
            } else if byte == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else {
                break
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        if index < count {
            guard let shift = readExponent(text, count, &index) else { return nil }
            exponent += shift
        }
        if significant <= 19, let exact = scaled(mantissa, exponent) {
            return negative ? DecimalField(value: -exact.value, low: -exact.low) : exact
        }
        return library(text, count)
    }

    /// `e` or `E`, an optional sign and digits that end the field; held within ±1,000,000.
    static func readExponent(
        _ text: UnsafePointer<UInt8>,
        _ count: Int,
        _ index: inout Int
    ) -> Int? {
        guard text[index] | 0x20 == UInt8(ascii: "e") else { return nil }
        index += 1
        guard index < count else { return nil }
        let sign = text[index]
        if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { index += 1 }
        guard index < count else { return nil }
        var result = 0
        while index < count {
            let digit = text[index] &- 48
            guard digit <= 9 else { return nil }
            result = min(result * 10 + Int(digit), 1_000_000)
            index += 1
        }
        return sign == UInt8(ascii: "-") ? -result : result
    }

    /// mantissa · 10^exponent, or nil where this way cannot vouch for the last bit.
    private static func scaled(_ mantissa: UInt64, _ exponent: Int) -> DecimalField? {
        guard mantissa != 0 else { return DecimalField(value: 0, low: 0) }
        guard abs(exponent) <= 22 else { return nil }
        // At most 19 digits, so the rounded value stays below 2⁶⁴ and the difference fits.
        let high = Double(mantissa)
        let low =
            high >= 0x1p64 ? 0 : Double(Int64(truncatingIfNeeded: mantissa &- UInt64(high)))
        let power = powers[abs(exponent)]
        let first: Double
        let second: Double
        if exponent >= 0 {
            first = high * power
            second = (-first).addingProduct(high, power) + low * power
        } else {
            first = high / power
            second = (high.addingProduct(-first, power) + low) / power
        }
        let margin = first * 0x1p-100
        let value = first + second
        guard first + (second - margin) == first + (second + margin) else { return nil }
        return DecimalField(value: value, low: (first - value) + second)
    }

    private static func library(_ text: UnsafePointer<UInt8>, _ count: Int) -> DecimalField? {
        var copy = [CChar](repeating: 0, count: count + 1)
        for index in 0..<count { copy[index] = CChar(bitPattern: text[index]) }
        let value = strtod(copy, nil)
        return value.isFinite ? DecimalField(value: value, low: 0) : nil
    }
}

import BigInt

/// Why a text is not an exact number.
public enum RationalParseError: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    case tooLong(limit: Int)
    case notANumber(text: String)
    case zeroDenominator(text: String)
    case exponentOutOfRange(text: String, limit: Int)

    public var description: String {
        switch self {
        case .empty:
            "a number is missing"
        case .tooLong(let limit):
            "a number has more than \(limit) characters"
        case .notANumber(let text):
            "'\(text)' is not a number: write digits such as 12, -3.75 or 7/4"
        case .zeroDenominator(let text):
            "'\(text)' divides by zero"
        case .exponentOutOfRange(let text, let limit):
            "'\(text)' has an exponent beyond \(limit)"
        }
    }
}

extension Rational {
    /// Longest text ``init(parsing:allowingExponent:)`` takes: reading digits costs the square of
    /// their number.
    public static let longestText = 4_096

    /// Largest power of ten either way, enough for every finite `Double` written out.
    public static let largestExponent = 400

    /// Reads a number exactly: `12`, `-3.75`, `.5`, `7/4`, and `1.5e-3` where exponents are
    /// allowed.
    ///
    /// ASCII digits only, no leading `+`, no separators, no spaces, no hexadecimal, infinity or
    /// NaN. At least one digit must stand on one side of the point.
    public init(
        parsing text: some StringProtocol,
        allowingExponent: Bool = false
    ) throws(RationalParseError) {
        let bytes = Array(text.utf8)
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= Self.longestText else { throw .tooLong(limit: Self.longestText) }
        let fault = RationalParseError.notANumber(text: String(text))

        let isNegative = bytes[0] == UInt8(ascii: "-")
        let unsigned = bytes[(isNegative ? 1 : 0)...]
        let magnitude: Rational
        if let slash = unsigned.firstIndex(of: UInt8(ascii: "/")) {
            guard let numerator = wholeNumber(unsigned[..<slash]),
                let denominator = wholeNumber(unsigned[(slash + 1)...])
            else { throw fault }
            guard let fraction = Rational(numerator, over: denominator) else {
                throw .zeroDenominator(text: String(text))
            }
            magnitude = fraction
        } else {
            let mark = unsigned.firstIndex { $0 | 0x20 == UInt8(ascii: "e") }
            guard mark == nil || allowingExponent,
                let mantissa = decimalNumber(unsigned[..<(mark ?? unsigned.endIndex)])
            else { throw fault }
            if let mark {
                guard let exponent = exponentNumber(unsigned[(mark + 1)...]) else { throw fault }
                guard abs(exponent) <= Self.largestExponent else {
                    throw .exponentOutOfRange(text: String(text), limit: Self.largestExponent)
                }
                let scale = Rational(BigInt(10).power(abs(exponent)))
                magnitude = exponent < 0 ? mantissa / scale : mantissa * scale
            } else {
                magnitude = mantissa
            }
        }
        self = isNegative ? -magnitude : magnitude
    }
}

/// Digits only, at least one.
private func wholeNumber(_ bytes: ArraySlice<UInt8>) -> BigInt? {
    guard !bytes.isEmpty, bytes.allSatisfy(isDigit) else { return nil }
    if bytes.count <= 18 {
        return BigInt(bytes.reduce(0) { $0 * 10 + Int($1 & 0x0F) })
    }
    return BigInt(String(decoding: bytes, as: UTF8.self), radix: 10)
}

/// Digits with at most one point, at least one digit.
private func decimalNumber(_ bytes: ArraySlice<UInt8>) -> Rational? {
    guard let point = bytes.firstIndex(of: UInt8(ascii: ".")) else {
        return wholeNumber(bytes).map { Rational($0) }
    }
    let fraction = bytes[(point + 1)...]
    guard let digits = wholeNumber(bytes[..<point] + fraction) else { return nil }
    return Rational(digits, over: BigInt(10).power(fraction.count))
}

/// An optional sign and one to nine digits.
private func exponentNumber(_ bytes: ArraySlice<UInt8>) -> Int? {
    let isNegative = bytes.first == UInt8(ascii: "-")
    let isSigned = isNegative || bytes.first == UInt8(ascii: "+")
    let digits = isSigned ? bytes.dropFirst() : bytes
    guard !digits.isEmpty, digits.count <= 9, digits.allSatisfy(isDigit) else { return nil }
    let value = digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    return isNegative ? -value : value
}

private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
}

import Glibc

/// Decimal text of doubles, correctly rounded (ties to even on the exact binary value).
package enum FixedPoint {
    /// "-1234.50" for (-1234.5, 2). Not for values that are not finite.
    package static func text(_ value: Double, decimals: Int) -> String {
        formatted("%.*f", Int32(max(0, decimals)), value)
    }

    /// Digits and power of ten: (1.25, 3) of 1250 with two decimals.
    package static func scientific(_ value: Double, decimals: Int) -> (
        mantissa: String, exponent: Int
    ) {
        let text = formatted("%.*e", Int32(max(0, decimals)), value)
        let parts = text.split(separator: "e", maxSplits: 1)
        guard parts.count == 2, let exponent = Int(parts[1]) else { return (text, 0) }
        return (String(parts[0]), exponent)
    }

    /// The shortest of plain and power-of-ten notation with so many significant digits.
    package static func general(_ value: Double, digits: Int) -> String {
        formatted("%.*g", Int32(max(1, digits)), value)
    }

    private static func formatted(_ format: String, _ decimals: Int32, _ value: Double) -> String {
        withVaList([decimals, value]) { arguments in
            // The longest double has 309 digits before the point.
            var buffer = [CChar](repeating: 0, count: 400)
            let length = vsnprintf(&buffer, buffer.count, format, arguments)
            let written = buffer.prefix(max(0, min(Int(length), buffer.count - 1)))
            return String(decoding: written.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }
}

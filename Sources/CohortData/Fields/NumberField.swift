/// A decimal number as a cohort file may spell it:
/// `-? (digits [. digits?] | . digits) ([eE] [+-]? digits)?`.
///
/// No plus sign, no thousands separators, no hexadecimal, no `inf` or `nan`, ASCII digits only.
enum NumberField {
    /// The nearest Double (ties to even), or nil where the bytes are not such a number or the number is
    /// beyond the largest finite Double. A number nearer to zero than the smallest Double is zero.
    ///
    /// See `DecimalField`, which both readers of a cohort share.
    static func parse(_ bytes: FieldBytes) -> Double? {
        bytes.baseAddress.flatMap { DecimalField.parse($0, count: bytes.count)?.value }
    }

    /// Whether the bytes are well-formed as a number, but beyond the largest finite Double.
    static func isOverflow(_ bytes: FieldBytes) -> Bool {
        guard parse(bytes) == nil else { return false }
        guard let exponent = bytes.firstIndex(where: { $0 == 0x45 || $0 == 0x65 }) else {
            return bytes.count > 308 && bytes.dropFirst().allSatisfy { $0.digitValue < 10 }
        }
        let mantissa = FieldBytes(rebasing: bytes[..<exponent])
        return parse(mantissa) != nil && writtenExponent(bytes, exponent) != nil
    }

    /// The value of `e…` at `start`; nil where it is not a whole exponent.
    private static func writtenExponent(_ bytes: FieldBytes, _ start: Int) -> Int? {
        guard let base = bytes.baseAddress else { return nil }
        var index = start
        return DecimalField.readExponent(base, bytes.count, &index)
    }
}

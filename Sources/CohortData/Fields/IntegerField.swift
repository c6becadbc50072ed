/// A whole number: any spelling `NumberField` reads whose value is whole, so `3`, `3.0` (as pandas writes
/// whole numbers of a column with gaps) and `3e2`.
enum IntegerField {
    /// Largest magnitude, 2^53: beyond it neighbouring whole numbers are one Double.
    static let largestMagnitude = 9_007_199_254_740_992

    /// Nil where the bytes are not a whole number of at most 2^53 in magnitude.
    static func parse(_ bytes: FieldBytes) -> Int? {
        if let small = parseDigits(bytes) { return small }
        guard let value = NumberField.parse(bytes),
            value.magnitude <= Double(largestMagnitude),
            value == value.rounded(.towardZero)
        else { return nil }
        // 2^53 + 1 written out would round to 2^53.
        if value.magnitude == Double(largestMagnitude), !isExactLimit(bytes) { return nil }
        return Int(value)
    }

    /// The common case: one to fifteen digits, perhaps a minus sign.
    private static func parseDigits(_ bytes: FieldBytes) -> Int? {
        guard bytes.count > 0, bytes.count <= 15 else { return nil }
        var value = 0
        var index = bytes[0] == .minus ? 1 : 0
        guard index < bytes.count else { return nil }
        let isNegative = index == 1
        while index < bytes.count {
            let digit = bytes[index].digitValue
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int(digit)
            index += 1
        }
        return isNegative ? -value : value
    }

    private static func isExactLimit(_ bytes: FieldBytes) -> Bool {
        bytes.equals(Array("9007199254740992".utf8))
            || bytes.equals(Array("-9007199254740992".utf8))
    }
}

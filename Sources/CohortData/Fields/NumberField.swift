internal import Glibc

/// A decimal number as a cohort file may spell it:
/// `-? (digits [. digits?] | . digits) ([eE] [+-]? digits)?`.
///
/// No plus sign, no thousands separators, no hexadecimal, no `inf` or `nan`, ASCII digits only.
enum NumberField {
    /// The nearest Double (ties to even), or nil where the bytes are not such a number or the number is
    /// beyond the largest finite Double. A number nearer to zero than the smallest Double is zero.
    ///
    /// Clinger (1990), "How to read floating point numbers accurately": a mantissa below 2^53 and a power
    /// of ten of at most 22 are both exact Doubles, so one multiplication or division rounds correctly.
    /// Anything else goes to `strtod`, which rounds correctly at any length.
    static func parse(_ bytes: FieldBytes) -> Double? {
        guard let base = bytes.baseAddress else { return nil }
        let count = bytes.count
        var index = 0
        var isNegative = false
        if count > 0, base[0] == .minus {
            isNegative = true
            index = 1
        }
        var mantissa: UInt64 = 0
        var digitCount = 0
        var fractionDigits = 0
        while index < count {
            let digit = base[index].digitValue
            guard digit < 10 else { break }
            mantissa = mantissa &* 10 &+ UInt64(digit)
            digitCount += 1
            index += 1
        }
        if index < count, base[index] == .point {
            index += 1
            while index < count {
                let digit = base[index].digitValue
                guard digit < 10 else { break }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digitCount += 1
                fractionDigits += 1
                index += 1
            }
        }
        guard digitCount > 0 else { return nil }
        var exponent = -fractionDigits
        if index < count {
            guard let written = writtenExponent(base, index, count) else { return nil }
            exponent += written
        }
        // Beyond 19 digits the mantissa may have wrapped round.
        if digitCount <= 19, mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
            let whole = Double(mantissa)
            let value =
                exponent < 0 ? whole / powersOfTen[-exponent] : whole * powersOfTen[exponent]
            return isNegative ? -value : value
        }
        return parseSlowly(bytes)
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

    private static func writtenExponent(_ bytes: FieldBytes, _ start: Int) -> Int? {
        bytes.baseAddress.flatMap { writtenExponent($0, start, bytes.count) }
    }

    /// The value of `e…` at `start`, held within ±1,000,000; nil where it is not a whole exponent.
    private static func writtenExponent(
        _ base: UnsafePointer<UInt8>,
        _ start: Int,
        _ count: Int
    ) -> Int? {
        guard base[start] == UInt8(ascii: "e") || base[start] == UInt8(ascii: "E") else {
            return nil
        }
        var index = start + 1
        var isNegative = false
        if index < count, base[index] == .minus || base[index] == UInt8(ascii: "+") {
            isNegative = base[index] == .minus
            index += 1
        }
        guard index < count else { return nil }
        var value = 0
        while index < count {
            let digit = base[index].digitValue
            guard digit < 10 else { return nil }
            value = min(value * 10 + Int(digit), 1_000_000)
            index += 1
        }
        return isNegative ? -value : value
    }

    /// The grammar has been checked; `strtod` needs a NUL at the end, hence the copy.
    private static func parseSlowly(_ bytes: FieldBytes) -> Double? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { copy in
            for index in 0..<bytes.count {
                copy[index] = CChar(bitPattern: bytes[index])
            }
            copy[bytes.count] = 0
            guard let start = copy.baseAddress else { return nil }
            let value = strtod(start, nil)
            return value.isFinite ? value : nil
        }
    }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}

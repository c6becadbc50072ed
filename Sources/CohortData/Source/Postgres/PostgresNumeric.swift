/// A `numeric` as the nearest double: digits of base 10,000, so that a short number is two exact doubles divided.
enum PostgresNumeric {
    private static let powers: [Double] = (0...22).map { exponent in
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }

    /// Nil for bytes that are no such number; NaN and infinities as themselves.
    static func value(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard bytes.count >= 8 else { return nil }
        func short(_ place: Int) -> UInt16 {
            UInt16(bytes[place]) << 8 | UInt16(bytes[place + 1])
        }
        let (count, weight, sign) = (
            Int(short(0)), Int(Int16(bitPattern: short(2))), short(4)
        )
        guard bytes.count == 8 + 2 * count else { return nil }
        let isNegative: Bool
        switch sign {
        case 0x0000: isNegative = false
        case 0x4000: isNegative = true
        case 0xC000: return .nan
        case 0xD000: return .infinity
        case 0xF000: return -.infinity
        default: return nil
        }
        guard count > 0 else { return 0 }
        // The place of the last digit, in powers of ten.
        let exponent = 4 * (weight - count + 1)
        if count <= 4 {
            var whole: UInt64 = 0
            for digit in 0..<count { whole = whole * 10_000 + UInt64(short(8 + 2 * digit)) }
            if whole <= 1 << 53, exponent.magnitude <= 22 {
                let power = powers[Int(exponent.magnitude)]
                let value = exponent < 0 ? Double(whole) / power : Double(whole) * power
                return isNegative ? -value : value
            }
        }
        var digits = ""
        for digit in 0..<count {
            let text = String(short(8 + 2 * digit))
            digits += String(repeating: "0", count: 4 - text.utf8.count) + text
        }
        return Double("\(isNegative ? "-" : "")\(digits)e\(exponent)")
    }
}

/// An amount of pounds as people type it, read exactly into pence without floating point:
/// `1200.50`, `10.5`, `.50`, `£1,234.56`, `-5.00`.
///
/// At most two decimals; commas only between groups of three; the pound sign only directly before the
/// number (after a minus sign). No plus sign, brackets, exponents, other currencies or other digits.
enum MoneyField {
    enum Reading: Equatable {
        case pence(Int64)
        /// A third decimal: half a penny cannot be paid.
        case tooPrecise
        /// Beyond ±£92,233,720,368,547,758.07.
        case outOfRange
        case notMoney
    }

    static func parse(_ bytes: FieldBytes) -> Reading {
        var index = 0
        let isNegative = bytes.first == .minus
        if isNegative { index = 1 }
        if index + 1 < bytes.count, bytes[index] == 0xC2, bytes[index + 1] == 0xA3 {
            index += 2
        }
        let wholeStart = index
        while index < bytes.count, bytes[index].digitValue < 10 || bytes[index] == .comma {
            index += 1
        }
        let whole = FieldBytes(rebasing: bytes[wholeStart..<index])
        guard hasProperGroups(whole) else { return .notMoney }
        var decimals = FieldBytes(rebasing: bytes[index..<index])
        if index < bytes.count {
            guard bytes[index] == .point else { return .notMoney }
            decimals = FieldBytes(rebasing: bytes[(index + 1)...])
            guard !decimals.isEmpty, decimals.allSatisfy({ $0.digitValue < 10 }) else {
                return .notMoney
            }
        }
        guard !whole.isEmpty || !decimals.isEmpty else { return .notMoney }
        guard decimals.count <= 2 else { return .tooPrecise }
        return pence(whole: whole, decimals: decimals, isNegative: isNegative)
    }

    /// No comma at all, or one to three digits and then groups of exactly three.
    private static func hasProperGroups(_ whole: FieldBytes) -> Bool {
        guard let firstComma = whole.firstIndex(of: .comma) else { return true }
        guard firstComma >= 1, firstComma <= 3, (whole.count - firstComma) % 4 == 0 else {
            return false
        }
        for index in firstComma..<whole.count {
            let expectsComma = (index - firstComma) % 4 == 0
            guard (whole[index] == .comma) == expectsComma else { return false }
        }
        return true
    }

    /// Accumulated with its sign, so that the lowest Int64 is reached too.
    private static func pence(
        whole: FieldBytes,
        decimals: FieldBytes,
        isNegative: Bool
    ) -> Reading {
        var total: Int64 = 0
        func append(_ digit: UInt8) -> Bool {
            let (shifted, tooBig) = total.multipliedReportingOverflow(by: 10)
            guard !tooBig else { return false }
            let step = isNegative ? -Int64(digit) : Int64(digit)
            let (sum, overflows) = shifted.addingReportingOverflow(step)
            total = sum
            return !overflows
        }
        for byte in whole where byte != .comma {
            guard append(byte.digitValue) else { return .outOfRange }
        }
        for position in 0..<2 {
            let digit = position < decimals.count ? decimals[position].digitValue : 0
            guard append(digit) else { return .outOfRange }
        }
        return .pence(total)
    }
}

/// The decimal number that a stored double stands for.
///
/// Workbooks store doubles as text: `0.1`, but also `0.10000000000000001` for the same double, or `1E-1`. The shortest
/// text that reads back as the double is the number that was typed, as long as that had fifteen digits or fewer.
enum StoredNumber {
    /// Plain digits with at most one point and no exponent; nil where the text is no finite number.
    static func shortest(_ text: String) -> String? {
        if let plain = plain(text) { return plain }
        // Only what a workbook may store: no hexadecimal, no names of infinities.
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }),
            text.utf8.count <= 400, let value = Double(text), value.isFinite
        else { return nil }
        return written(value)
    }

    /// Most digits that every double keeps.
    private static let keptDigits = 15

    /// Digits that a double keeps as they are, without zeros that say nothing; nil for all others.
    private static func plain(_ text: String) -> String? {
        var digits = 0
        var points = 0
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        for byte in text.utf8.dropFirst(isNegative ? 1 : 0) {
            switch byte {
            case 0x30...0x39: digits += 1
            case UInt8(ascii: "."): points += 1
            default: return nil
            }
        }
        guard (1...keptDigits).contains(digits), points <= 1 else { return nil }
        return tidy(text)
    }

    /// Without zeros in front and behind a point, `0` for nothing.
    private static func tidy(_ text: String) -> String {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let bytes = Array(text.utf8.dropFirst(isNegative ? 1 : 0))
        let point = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.count
        let whole = bytes[..<point].drop { $0 == 0x30 }
        var decimals = bytes[min(point + 1, bytes.count)...]
        while decimals.last == 0x30 { decimals.removeLast() }
        if whole.isEmpty, decimals.isEmpty { return "0" }
        let digits =
            (whole.isEmpty ? [0x30] : Array(whole))
            + (decimals.isEmpty ? [] : [UInt8(ascii: ".")] + decimals)
        return (isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }

    /// The shortest digits that read back as the double (`description` gives them), without an exponent.
    static func written(_ value: Double) -> String {
        let text = value.description
        guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...])
        else { return tidy(text) }
        let isNegative = text.hasPrefix("-")
        let mantissa = text[..<mark].drop { $0 == "-" }
        let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
        let digits = parts.joined()
        let point = (parts.first?.count ?? 0) + power
        let plain: String
        if point <= 0 {
            plain = "0." + String(repeating: "0", count: -point) + digits
        } else if point >= digits.count {
            plain = digits + String(repeating: "0", count: point - digits.count)
        } else {
            plain = digits.prefix(point) + "." + digits.dropFirst(point)
        }
        return tidy((isNegative ? "-" : "") + plain)
    }
}

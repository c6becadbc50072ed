/// What counts as a number in a YAML file, judged by its ASCII characters.
enum DecimalText {
    /// `0`, `12`, `-3`; not `012`, `1_000`, `+1` or `-0`.
    static func isWhole(_ text: String) -> Bool {
        guard let digits = unsignedDigits(text), digits.allSatisfy(isDigit) else { return false }
        if digits.first == UInt8(ascii: "0") { return digits.count == 1 && text.utf8.count == 1 }
        return true
    }

    /// `12`, `12.50`, `-0.5`; not `.5`, `5.`, `1e3`, `012` or `1,000`.
    static func isDecimal(_ text: String) -> Bool {
        guard let digits = unsignedDigits(text) else { return false }
        let parts = digits.split(
            separator: UInt8(ascii: "."),
            omittingEmptySubsequences: false
        )
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else {
            return false
        }
        return parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
    }

    /// What a person probably meant to write.
    static func hint(_ text: String) -> String {
        if text.hasSuffix("%") { return "; leave out the % sign" }
        if text.unicodeScalars.contains(where: { "£$€".unicodeScalars.contains($0) }) {
            return "; leave out the currency sign"
        }
        if text.utf8.contains(UInt8(ascii: ",")) || text.utf8.contains(UInt8(ascii: "_")) {
            return "; leave out the separators between thousands"
        }
        return ""
    }

    private static func unsignedDigits(_ text: String) -> Substring.UTF8View? {
        let digits = text.utf8.drop(while: { _ in false })
        let unsigned = digits.first == UInt8(ascii: "-") ? digits.dropFirst() : digits
        return unsigned.isEmpty ? nil : unsigned
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte &- UInt8(ascii: "0") < 10
    }
}

/// A name from a header or a path made safe to show: what cannot be seen, or could be mistaken for an
/// ASCII letter, is written as its code point.
///
/// Printable ASCII and the precomposed Latin letters (U+00C0 to U+024F) stay as they are; everything else,
/// look-alike letters of other alphabets, combining marks, no-break spaces, controls, becomes `\u00A0`
/// (or `\U0001F600` beyond the first plane). What is longer than `longest` characters is cut.
package func escapedName(_ name: String, longest: Int = 80) -> String {
    var shown = ""
    var count = 0
    for scalar in name.unicodeScalars {
        if count == longest {
            return shown + "…"
        }
        count += 1
        switch scalar.value {
        case 0x20...0x7E, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F:
            shown.unicodeScalars.append(scalar)
        case 0...0xFFFF:
            shown += "\\u" + hexadecimal(scalar.value, width: 4)
        default:
            shown += "\\U" + hexadecimal(scalar.value, width: 8)
        }
    }
    return shown
}

func hexadecimal(_ value: UInt32, width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

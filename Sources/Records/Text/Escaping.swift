extension Unicode.Scalar {
    /// Whether it cannot be seen where it stands, or changes how its neighbours are shown: controls (C0, DEL,
    /// C1), marks and overrides of direction, joiners and spaces without width, the byte-order mark, line and
    /// paragraph separators, what is private, and what is no character at all (U+FFFE, U+FFFF).
    package var isHidden: Bool {
        switch properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            true
        default: false
        }
    }

    /// `\u00A0`, or `\U0001F600` beyond the first plane.
    package var escape: String {
        value <= 0xFFFF ? "\\u" + hexadecimal(width: 4) : "\\U" + hexadecimal(width: 8)
    }

    /// `U+00A0`.
    package var codePoint: String { "U+" + hexadecimal(width: 4) }

    private func hexadecimal(width: Int) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// A text made safe to show: whatever cannot be seen, and every space but the plain one, is written as its
/// code point; what is longer than `longest` characters is cut.
package func escaped(_ text: String, longest: Int = 200) -> String {
    shown(text, longest) { scalar in
        !scalar.isHidden
            && (scalar == " " || scalar.properties.generalCategory != .spaceSeparator)
    }
}

/// A name made safe to show where it must not be mistaken for another: as `escaped`, and what could pass for
/// an ASCII letter is written as its code point too.
///
/// Printable ASCII and the precomposed Latin letters (U+00C0 to U+024F) stay as they are; look-alike letters
/// of other alphabets and combining marks do not.
package func escapedName(_ name: String, longest: Int = 80) -> String {
    shown(name, longest) { scalar in
        switch scalar.value {
        case 0x20...0x7E, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: true
        default: false
        }
    }
}

private func shown(
    _ text: String,
    _ longest: Int,
    _ isPlain: (Unicode.Scalar) -> Bool
) -> String {
    var shown = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
        if count == longest { return shown + "…" }
        if isPlain(scalar) {
            shown.unicodeScalars.append(scalar)
        } else {
            shown += scalar.escape
        }
    }
    return shown
}

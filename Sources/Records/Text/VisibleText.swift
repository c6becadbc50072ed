/// The text with everything that cannot be seen, or that acts on the reader's screen, written as its code point.
///
/// Names come from files of other people: an escape sequence in one could clear a terminal, an override of direction
/// could show a payment to another partner, a non-character makes a workbook that does not open. They become `\u001B`
/// (`\U000E0041` beyond the first plane); letters of every script stay as they are. For text inside a message in
/// which even look-alike letters must be told apart, see ``escapedName(_:longest:)``.
///
/// - Parameter kept: controls that have a meaning where the text goes, such as the line feed.
/// - Complexity: O(length of the text); plain ASCII is only looked at.
package func visible(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 > 0x7E }) else { return text }
    guard text.unicodeScalars.contains(where: { $0.isUnseen && !kept.contains($0) }) else {
        return text
    }
    var shown = ""
    for scalar in text.unicodeScalars {
        guard scalar.isUnseen, !kept.contains(scalar) else {
            shown.unicodeScalars.append(scalar)
            continue
        }
        shown += scalar.escape
    }
    return shown
}

extension Unicode.Scalar {
    /// Whether the scalar leaves no mark of its own: controls (C0, C1), marks and overrides of direction, separators of
    /// lines and paragraphs, what programs may ignore (zero-width spaces, the byte-order mark, tags), non-characters.
    ///
    /// The joiners and the variation selectors are not among them: words of several scripts and emoji need them.
    package var isUnseen: Bool {
        switch value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF: false
        case 0...0x9F, 0xAD, 0x2028, 0x2029, 0xFFF9...0xFFFB: true
        case 0x200C, 0x200D, 0xFE00...0xFE0F: false
        case 0x2010...0x2027, 0x2030...0x205E: false
        default:
            properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
                || value & 0xFFFE == 0xFFFE
        }
    }
}

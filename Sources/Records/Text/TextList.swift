/// Lists as people write them in one cell or behind one flag.
package enum TextList {
    /// Parts between separators without the blanks round them; empty parts are kept, to be refused by name.
    ///
    /// By bytes, since a game may have a million coalitions; separators are ASCII.
    package static func parts(_ text: some StringProtocol, separatedBy separator: UInt8) -> [String]
    {
        Array(text.utf8).split(separator: separator, omittingEmptySubsequences: false)
            .map { trimmed($0) }
    }

    /// Without the spaces and tabs round it.
    package static func trimmed(_ text: some StringProtocol) -> String {
        trimmed(Array(text.utf8)[...])
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        let start = bytes.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: start[...last], as: UTF8.self)
    }
}

/// The words by which people mark a row of totals.
enum TotalLabel {
    private static let whole: Set<String> = [
        "total", "totals", "grand total", "subtotal", "sub-total", "sub total", "sum",
    ]

    /// Whether a text is one of the words and nothing else.
    static func isWhole(_ text: String) -> Bool { whole.contains(plain(text)) }

    /// Whether it begins or ends with one: `Total spend`, `Adult care total`.
    static func isPart(_ text: String) -> Bool {
        let text = plain(text)
        return whole.contains(text)
            || whole.contains { text.hasPrefix($0 + " ") || text.hasSuffix(" " + $0) }
    }

    private static func plain(_ text: String) -> String {
        let words = text.lowercased().split { " \t\r\n\u{A0}".contains($0) }
        return words.joined(separator: " ").trimmingSuffix(":")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}

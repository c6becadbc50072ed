/// The currency of the amounts of a table, as headings call it: `Amount (£)`, `Net GBP`.
package struct HeadingCurrency: Sendable, Hashable {
    /// Three capital letters.
    package let code: String
    /// Such as `£`; nil where it has none of its own.
    package let sign: String?

    package init(code: String, sign: String?) {
        self.code = code
        self.sign = sign
    }

    /// What may stand behind any heading without saying anything of its name.
    private static let usual = ["£", "GBP", "€", "EUR", "$", "USD", "¥", "JPY"]

    /// Whether a mark behind a heading means this one.
    func isStated(as mark: String) -> Bool { mark == code || mark == sign }

    /// The mark that stands behind a heading; nil for none.
    static func stated(in heading: String, besides own: HeadingCurrency?) -> String? {
        taken(off: heading, besides: own).mark
    }

    /// A heading in small letters without the mark behind it.
    static func taken(
        off heading: String,
        besides own: HeadingCurrency?
    ) -> (name: Substring, mark: String?) {
        var text = heading.lowercased()[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        for mark in usual + [own?.code, own?.sign].compactMap({ $0 }) {
            let small = mark.lowercased()
            if text.hasSuffix("(\(small))") { return (text.dropLast(small.count + 2), mark) }
            // Letters without brackets may be the end of a word.
            if mark.utf8.count != 3 || !mark.utf8.allSatisfy({ (65...90).contains($0) }),
                text.hasSuffix(small)
            {
                return (text.dropLast(small.count), mark)
            }
        }
        return (text, nil)
    }
}

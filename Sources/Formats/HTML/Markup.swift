/// A piece of HTML or SVG. Text is escaped once, when it is written; nothing is written raw.
package indirect enum Markup: Sendable, Equatable {
    case text(String)
    case element(String, [Attribute], [Markup])
    case fragment([Markup])
    /// The rows of a table, which are written without being built.
    case table(HTMLTable.Rows)
    /// The rules of a style element; must be the program's own text, never input.
    case style(StaticStyle)

    package struct Attribute: Sendable, Equatable {
        package var name: String
        package var value: String

        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Style rules; only this module can make them.
    package struct StaticStyle: Sendable, Equatable {
        let rules: String

        init(_ rules: String) {
            self.rules = rules
        }
    }
}

extension Markup: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        self = .text(value)
    }
}

extension Markup {
    /// `tag("p", ["class": "note"], "text")`.
    package static func tag(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        _ children: Markup...
    ) -> Markup {
        .element(name, attributes.map { Attribute($0.key, $0.value) }, children)
    }

    package static func tag(
        _ name: String,
        _ attributes: KeyValuePairs<String, String> = [:],
        children: [Markup]
    ) -> Markup {
        .element(name, attributes.map { Attribute($0.key, $0.value) }, children)
    }

    package static func paragraph(_ text: String) -> Markup {
        .element("p", [], prose(text))
    }

    package static func list(_ items: [String]) -> Markup {
        .element("ul", [], items.map { .element("li", [], prose($0)) })
    }

    /// Words whose signed amounts of money stay whole: lines may be broken between a sign and a currency.
    package static func prose(_ text: String) -> [Markup] {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == 0xE2 }) else {
            return [.text(text)]
        }
        var parts: [Markup] = []
        var plain = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !plain.isEmpty || !parts.isEmpty { plain += " " }
            if isSignedMoney(word) {
                if !plain.isEmpty { parts.append(.text(plain)) }
                plain = ""
                parts.append(.element("span", [.init("class", "d")], [.text(String(word))]))
            } else {
                plain += word
            }
        }
        return plain.isEmpty ? parts : parts + [.text(plain)]
    }

    /// "−£543", "(+$1,000": a sign that is followed by neither a digit nor a blank.
    private static func isSignedMoney(_ word: Substring) -> Bool {
        guard let sign = word.firstIndex(where: { $0 == "−" || $0 == "+" }) else { return false }
        let after = word.index(after: sign)
        return after < word.endIndex && !word[after].isNumber
            && word[after...].contains(where: \.isNumber)
    }

    /// Terms with their meanings.
    package static func definitions(_ entries: [(term: String, meaning: String)]) -> Markup {
        .element(
            "dl",
            [],
            entries.flatMap { entry in
                [
                    Markup.element("dt", [], [.text(entry.term)]),
                    .element("dd", [], prose(entry.meaning)),
                ]
            }
        )
    }
}

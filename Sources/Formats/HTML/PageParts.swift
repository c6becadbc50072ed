/// Pieces that pages share.
package enum PageParts {
    /// The answer in plain sentences, then the key figures, then whatever weakens them.
    package static func opening(
        answer: [String],
        cards: [Markup],
        warnings: [String]
    ) -> [Markup] {
        [
            .tag("div", ["class": "answer"], children: answer.map(Markup.paragraph)),
            cards.isEmpty ? nil : .tag("ul", ["class": "cards"], children: cards),
            Self.warnings(warnings),
        ].compactMap { $0 }
    }

    package static func card(_ figure: String, _ words: String) -> Markup {
        .tag(
            "li",
            [:],
            .tag("strong", [:], .text(figure)),
            .tag("span", [:], .text(words))
        )
    }

    /// Nil where there is nothing to warn of.
    /// - `first`: for those that stand before the answer; a page may have one list of either kind.
    package static func warnings(_ warnings: [String], first: Bool = false) -> Markup? {
        guard !warnings.isEmpty else { return nil }
        return .tag(
            "section",
            ["class": "warnings", "aria-labelledby": first ? "first-h" : "warnings-h"],
            .tag(
                "h2",
                ["id": first ? "first-h" : "warnings-h"],
                .text(first ? "Before the figures" : warnings.count == 1 ? "Warning" : "Warnings")
            ),
            .list(warnings)
        )
    }
}

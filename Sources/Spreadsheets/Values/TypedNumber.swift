package import TopsliceMoney

/// A number as people type it into a cell of text.
package struct TypedNumber {
    /// Without spaces round it, with the plain minus in front, groups with the separator of the style.
    private let text: String
    private let isNil: Bool

    package init(_ typed: String, groupedBy style: AmountStyle) {
        var text = String(typed.map { Self.isMinus($0) ? "-" : Self.isBlank($0) ? " " : $0 })
        text = Self.trimmed(text)
        isNil = Self.trimmed(text.filter { !"£$€¥".contains($0) }) == "-"
        if text.last == "-", text.first != "-", text.first != "(", text.count > 1 {
            text = "-" + Self.trimmed(String(text.dropLast()))
        }
        if style == .british { text = Self.withCommas(text) }
        self.text = text
    }

    /// Dashes that people put for a minus or for nothing.
    private static func isMinus(_ character: Character) -> Bool {
        "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".contains(character)
    }

    private static func isBlank(_ character: Character) -> Bool {
        " \t\u{A0}\u{2007}\u{2009}\u{202F}".contains(character)
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == " " }
        guard let end = start.lastIndex(where: { $0 != " " }) else { return "" }
        return String(start[...end])
    }

    /// A space between digits groups them, as a comma does; the reader of amounts says where one may stand.
    private static func withCommas(_ text: String) -> String {
        var result: [Character] = []
        let characters = Array(text)
        for (place, character) in characters.enumerated() {
            let isBetween =
                character == " " && place > 0 && place + 1 < characters.count
                && characters[place - 1].isASCII && characters[place - 1].isNumber
                && characters[place + 1].isASCII && characters[place + 1].isNumber
            result.append(isBetween ? "," : character)
        }
        return String(result)
    }

    package var amountText: String { isNil ? "0" : text }

    /// Without separators that stand where they may; with a percent sign, the part of one.
    package var numberText: String {
        guard text.last == "%" else { return ungrouped(text) }
        let number = ungrouped(Self.trimmed(String(text.dropLast())))
        return CellDecimal(number)?.hundredth.text ?? text
    }

    /// In percent, with the sign or without.
    package var percentageText: String {
        ungrouped(text.last == "%" ? Self.trimmed(String(text.dropLast())) : text)
    }

    private func ungrouped(_ text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = (parts.first ?? "").split(separator: ",", omittingEmptySubsequences: false)
        let head = groups.first?.drop { $0 == "-" } ?? ""
        guard groups.count > 1, (1...3).contains(head.count),
            groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return text }
        return groups.joined() + (parts.count == 2 ? "." + parts[1] : "")
    }
}

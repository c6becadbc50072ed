/// Which characters separate groups of three digits and decimals, where a document declares it.
///
/// `1.234` is one thousand and more in Paris and one and a bit in London: nothing in the text says
/// which, so a style other than the British one is used only when it was declared.
public enum AmountStyle: String, Sendable, Hashable, CaseIterable {
    /// 1,234,567.89
    case british
    /// 1.234.567,89 (Germany, Spain, Italy, the Netherlands, Denmark)
    case continental
    /// 1 234 567,89 with a space, a no-break space or a narrow one (France, Sweden, Norway)
    case spaced

    var decimalPoint: Character { self == .british ? "." : "," }

    /// The character that is written between groups.
    var groupSeparator: Character {
        switch self {
        case .british: ","
        case .continental: "."
        case .spaced: "\u{A0}"
        }
    }

    func isGroupSeparator(_ character: Character) -> Bool {
        switch self {
        case .british: character == ","
        case .continental: character == "."
        case .spaced: character == " " || character == "\u{A0}" || character == "\u{202F}"
        }
    }
}

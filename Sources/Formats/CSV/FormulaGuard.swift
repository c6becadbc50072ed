internal import TopsliceRecords

/// Keeps words in a table from being run as a formula by the spreadsheet that opens it.
///
/// Spreadsheets take a cell beginning with `=`, `+`, `-` or `@` (full-width and small forms too) for a formula, and some
/// skip blanks, invisible characters and marks before it, or take a cell that begins with a tab or a line end apart.
/// Such words get a leading apostrophe, which spreadsheets read as "this is text" (OWASP, "CSV Injection"). Cells that
/// hold numbers never pass through here, and words that are just a number, a fraction or an interval, such as "-1/3",
/// "-£5.00" or "-0.2 to +3.5", stay as they are: a spreadsheet makes nothing else of them.
enum FormulaGuard {
    private static let risky: Set<Unicode.Scalar> = [
        "=", "+", "-", "@",
        "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
        "\u{FE66}", "\u{FE62}", "\u{FE63}", "\u{FE6B}", "\u{2212}",
    ]
    private static let separators: Set<Unicode.Scalar> = ["\t", "\r", "\n"]

    /// The words as they may stand in a cell: what cannot be seen made visible, formulas made text.
    static func neutralised(_ words: String) -> String {
        let shown = visible(words, keeping: separators)
        // Scalars, not characters: "=" followed by a combining mark is one character but still begins with "=" in
        // the file. Looked for in the words as they came: what is made visible was invisible to a spreadsheet.
        guard let first = words.unicodeScalars.first,
            separators.contains(first)
                || words.unicodeScalars.first(where: { !isSkipped($0) }).map(risky.contains)
                    == true,
            !isNumber(words)
        else { return shown }
        return "'" + shown
    }

    /// Whether a reader, or a spreadsheet, may see nothing there.
    private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0x7E || scalar.value <= 0x20 else { return false }
        switch scalar.properties.generalCategory {
        case .spaceSeparator, .nonspacingMark, .enclosingMark, .spacingMark, .control, .format,
            .lineSeparator, .paragraphSeparator:
            return true
        default: return scalar.isUnseen
        }
    }

    /// A number, or an interval: two of them with "to" between.
    private static func isNumber(_ words: String) -> Bool {
        var rest = Array(words.utf8)[...]
        guard takeNumber(&rest) else { return false }
        if rest.isEmpty { return true }
        let between = Array(" to ".utf8)
        guard rest.starts(with: between) else { return false }
        rest = rest.dropFirst(between.count)
        return takeNumber(&rest) && rest.isEmpty
    }

    private static let currencies = ["£", "€", "$"].map { Array($0.utf8) }

    /// A sign (a true minus too), the sign of a currency, digits in groups by commas or points, perhaps an exponent, a denominator or a per cent sign:
    /// "-1/3", "-1,234.50", "+5%", "-1.5e-7".
    private static func takeNumber(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let trueMinus = Array("\u{2212}".utf8)
        if rest.starts(with: trueMinus) {
            rest = rest.dropFirst(trueMinus.count)
        } else {
            take("+-", &rest)
        }
        for currency in currencies where rest.starts(with: currency) {
            rest = rest.dropFirst(currency.count)
            break
        }
        guard takeDigits(&rest) else { return false }
        while take(",.", &rest) { guard takeDigits(&rest) else { return false } }
        if take("eE", &rest) {
            take("+-", &rest)
            guard takeDigits(&rest) else { return false }
        }
        if take("/", &rest) { guard takeDigits(&rest) else { return false } }
        take("%", &rest)
        return true
    }

    private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count)
        return !digits.isEmpty
    }

    @discardableResult
    private static func take(_ choices: String, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard let first = rest.first, choices.utf8.contains(first) else { return false }
        rest = rest.dropFirst()
        return true
    }
}

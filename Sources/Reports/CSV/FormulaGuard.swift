/// Keeps words in a table from being run as a formula by the spreadsheet that opens it.
///
/// Spreadsheets take a cell beginning with `=`, `+`, `-` or `@` (full-width forms too), or with a
/// tab or line end before one, for a formula. Such words get a leading apostrophe, which
/// spreadsheets read as "this is text" (OWASP, "CSV Injection"). Numbers never pass through here.
enum FormulaGuard {
    private static let risky: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n",
        "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    static func neutralised(_ words: String) -> String {
        // Scalars, not characters: "=" followed by a combining mark is one character but still
        // begins with "=" in the file.
        guard let first = words.unicodeScalars.first, risky.contains(first) else { return words }
        return "'" + words
    }
}

/// The usual codes of a missing value.
enum MissingCode {
    /// No value in any column.
    private static let marks: Set<String> = [
        "NA", "N/A", "n/a", "na", "#N/A", "NULL", "Null", "null", "None", "NaN", "nan", ".", "-",
        "?",
    ]
    /// No value in a column of numbers or days; in a category perhaps a group of its own.
    private static let words: Set<String> = [
        "missing", "Missing", "MISSING", "unknown", "Unknown", "UNKNOWN", "not known", "Not known",
        "refused", "Refused",
    ]
    private static let longest = 9

    /// The code that a cell is.
    static func named(_ bytes: FieldBytes) -> String? {
        guard bytes.count <= longest, bytes[0].digitValue >= 10 else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return marks.contains(text) || words.contains(text) ? text : nil
    }

    static func isWord(_ code: String) -> Bool { words.contains(code) }
}

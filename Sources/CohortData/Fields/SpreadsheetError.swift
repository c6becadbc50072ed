/// What a spreadsheet writes in place of a value it could not compute or show: `#N/A`, `#REF!`, `#####`.
enum SpreadsheetError {
    private static let words: [[UInt8]] = [
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA",
        "#SPILL!",
        "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
    ].map { Array($0.utf8) }

    /// Whether the field is one of these, or two or more `#` (a column too narrow when it was saved).
    static func matches(_ bytes: FieldBytes) -> Bool {
        guard bytes.count > 1, bytes[0] == UInt8(ascii: "#") else { return false }
        if bytes.allSatisfy({ $0 == UInt8(ascii: "#") }) { return true }
        return words.contains { bytes.equals($0) }
    }
}

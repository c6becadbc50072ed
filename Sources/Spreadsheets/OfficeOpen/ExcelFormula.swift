/// What can be told of a formula without working it out.
enum ExcelFormula {
    /// Whether it refers to another workbook: `[1]Sheet1!A1`, `'C:\books\[other.xlsx]Sheet 1'!A1`.
    ///
    /// The brackets of a table's columns, `Actuals[[#This Row],[Net]]`, are never followed by the name of a sheet.
    static func isLinked(_ formula: [UInt8]) -> Bool {
        guard formula.contains(UInt8(ascii: "[")) else { return false }
        let quote = UInt8(ascii: "'")
        var isQuoted = false
        var isInText = false
        for (place, byte) in formula.enumerated() {
            switch byte {
            case UInt8(ascii: "\"") where !isQuoted: isInText.toggle()
            case quote where !isInText: isQuoted.toggle()
            case UInt8(ascii: "]") where !isInText:
                var rest = formula[(place + 1)...]
                if isQuoted {
                    rest = rest.drop { $0 != quote }
                    if rest.dropFirst().first == UInt8(ascii: "!") { return true }
                } else {
                    let name = rest.prefix(while: isOfName)
                    if !name.isEmpty, rest.dropFirst(name.count).first == UInt8(ascii: "!") {
                        return true
                    }
                }
            default: break
            }
        }
        return false
    }

    /// Whether a byte may stand in the name of a sheet without quotes.
    private static func isOfName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF) || byte == 0x5F
            || byte == 0x2E || byte >= 0x80
    }
}

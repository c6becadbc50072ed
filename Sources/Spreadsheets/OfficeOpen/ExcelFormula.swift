/// What can be told of a formula without working it out.
enum ExcelFormula {
    /// Functions that ask another program or a server.
    private static let outside = ["RTD", "WEBSERVICE"].map { Array($0.utf8) }

    /// Whether it refers to another workbook, `[1]Sheet1!A1`, `'C:\books\[other.xlsx]Sheet 1'!A1`, or to another program,
    /// `server|topic!item`, `RTD("server",,"topic")`.
    ///
    /// The brackets of a table's columns, `Actuals[[#This Row],[Net]]`, are never followed by the name of a sheet, and
    /// a bar stands in nothing else.
    static func isLinked(_ formula: [UInt8]) -> Bool {
        guard formula.contains(where: { [0x5B, 0x7C, 0x28].contains($0) }) else { return false }
        let quote = UInt8(ascii: "'")
        var isQuoted = false
        var isInText = false
        for (place, byte) in formula.enumerated() {
            switch byte {
            case UInt8(ascii: "\"") where !isQuoted: isInText.toggle()
            case quote where !isInText: isQuoted.toggle()
            case UInt8(ascii: "|") where !isInText: return true
            case UInt8(ascii: "(") where !isInText && !isQuoted:
                let name = formula[..<place].reversed().prefix(while: isOfName).reversed()
                if outside.contains(name.map { $0 & 0xDF }) { return true }
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

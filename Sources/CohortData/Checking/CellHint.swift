/// What a person may have done to a cell that is not a number, told without showing the cell.
enum CellHint {
    static func number(_ bytes: FieldBytes) -> String {
        if bytes.contains(where: { $0 >= 0x80 }) {
            return
                "; it holds characters other than ASCII digits (perhaps a no-break space or a long dash)"
        }
        if bytes.contains(.comma) {
            return "; commas are not accepted, the decimal sign is a point"
        }
        if bytes.first == UInt8(ascii: "+") { return "; leave out the plus sign" }
        if bytes.first == UInt8(ascii: "(") { return "; brackets are not read as a minus sign" }
        if bytes.last == UInt8(ascii: "%") { return "; leave out the % sign" }
        if NumberField.isOverflow(bytes) { return "; it is too large" }
        let isText = !bytes.contains { $0.digitValue < 10 }
        return isText ? "; if it stands for a missing value, name it in missing_codes" : ""
    }

    static func money(_ bytes: FieldBytes) -> String {
        if bytes.first == UInt8(ascii: "(") {
            return "; brackets are not read as a minus sign, write -1200.50"
        }
        if bytes.contains(UInt8(ascii: "e")) || bytes.contains(UInt8(ascii: "E")),
            NumberField.isOverflow(bytes) || NumberField.parse(bytes) != nil
        {
            return "; write it out, without an exponent"
        }
        if bytes.contains(.comma) {
            return "; commas stand only between groups of three digits, the decimal sign is a point"
        }
        return number(bytes)
    }

    static func date(_ bytes: FieldBytes) -> String {
        if bytes.count > 10, DateField.parse(FieldBytes(rebasing: bytes[0..<10])) != nil {
            return "; leave out the time of day"
        }
        if bytes.count == 5, bytes.allSatisfy({ $0.digitValue < 10 }) {
            return "; it looks like a spreadsheet's day number"
        }
        if bytes.contains(UInt8(ascii: "/")) || bytes.contains(.point) {
            return "; the order of day and month is unknown"
        }
        let isShaped = bytes.count == 10 && bytes[4] == .minus && bytes[7] == .minus
        return isShaped ? "; there is no such day" : ""
    }
}

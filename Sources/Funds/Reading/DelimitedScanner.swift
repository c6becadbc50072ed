/// Takes a CSV file apart, record by record.
struct DelimitedScanner {
    private let bytes: [UInt8]
    private let file: String
    private let isPersonal: Bool
    private var position: Int
    private var line = 1
    /// Where the current line begins.
    private var lineStart: Int

    /// - Parameter isPersonal: whether cells say something about single people.
    init(_ bytes: [UInt8], file: String, isPersonal: Bool = false) {
        self.bytes = bytes
        self.file = file
        self.isPersonal = isPersonal
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        lineStart = position
    }

    /// The next record; nil at the end of the file. A record that is not sound is reported and taken as
    /// far as it can be.
    mutating func record(_ faults: inout FaultBook) -> [Field]? {
        guard position < bytes.count else { return nil }
        var fields: [Field] = []
        while true {
            fields.append(field(&faults))
            guard position < bytes.count else { return fields }
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: ",") { continue }
            if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
            line += 1
            lineStart = position
            return fields
        }
    }

    /// One field; leaves `position` at the comma or line end behind it.
    private mutating func field(_ faults: inout FaultBook) -> Field {
        let place = here
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, !Self.ends(bytes[position]) { position += 1 }
            return made(bytes[start..<position], place, &faults)
        }
        var content: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                    position += 1
                } else {
                    return closed(content, place, &faults)
                }
            } else if byte == 0x0A {
                line += 1
                lineStart = position
            }
            content.append(byte)
        }
        faults.add(
            FundFault(place: place, subject: "", message: "a quotation mark is never closed")
        )
        return made(content[...], place, &faults)
    }

    private mutating func closed(
        _ content: [UInt8],
        _ place: FundPlace,
        _ faults: inout FaultBook
    ) -> Field {
        if position < bytes.count, !Self.ends(bytes[position]) {
            faults.add(
                FundFault(
                    place: here,
                    subject: "",
                    message: "text follows a closing quotation mark"
                )
            )
            while position < bytes.count, !Self.ends(bytes[position]) { position += 1 }
        }
        return made(content[...], place, &faults)
    }

    private static func ends(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
    }

    private func made(
        _ content: ArraySlice<UInt8>,
        _ place: FundPlace,
        _ faults: inout FaultBook
    ) -> Field {
        let trimmed = content.drop { $0 == 0x20 || $0 == 0x09 }
        let end = trimmed.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 }
        let kept = trimmed[..<(end ?? trimmed.startIndex)]
        guard let text = String(validating: kept, as: UTF8.self) else {
            faults.add(
                FundFault(
                    place: place,
                    subject: "",
                    message: "the text is not UTF-8; save the table as UTF-8"
                )
            )
            return Field(text: "", place: place, subject: "")
        }
        return Field(text: text, place: place, subject: "", isPersonal: isPersonal)
    }

    private var here: FundPlace {
        // Continuation bytes of UTF-8 do not count as characters.
        let column = bytes[lineStart..<min(position, bytes.count)].count { $0 & 0xC0 != 0x80 } + 1
        return FundPlace(file: file, line: line, column: column)
    }
}

internal import TopsliceRecords

/// A string as it stands in JSON, with its quotes: made once where it is written often.
package struct JSONText: Sendable {
    let bytes: [UInt8]

    package init(_ text: String) {
        bytes = TextStream.bytes { Self.write(text, to: $0) }
    }

    /// Writes a string in quotes, with the escapes that JSON asks for. `<` is escaped too, which could end a script
    /// element.
    static func write(_ text: String, to output: TextStream) {
        output.append(UInt8(ascii: "\""))
        defer { output.append(UInt8(ascii: "\"")) }
        var text = text
        let isPlain = text.withUTF8 { bytes in
            guard !bytes.contains(where: mayNeedEscape) else { return false }
            output.append(bytes)
            return true
        }
        guard !isPlain else { return }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output.append("\\\"")
            case "\\": output.append("\\\\")
            case "\n": output.append("\\n")
            case "\r": output.append("\\r")
            case "\t": output.append("\\t")
            case "<": output.append(plain: escape(scalar))
            case _ where scalar.isUnseen: output.append(plain: escape(scalar))
            default: output.append(plain: String(scalar))
            }
        }
    }

    /// False for bytes that always stand for themselves, as those of ASCII and of Latin letters do.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x5C || byte == 0x7F || byte == 0xC2
            || byte >= 0xCD
    }

    /// UTF-16 units in hexadecimal: two of them beyond the first plane.
    private static func escape(_ scalar: Unicode.Scalar) -> String {
        String(scalar).utf16.map { unit in
            let digits = String(unit, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }.joined()
    }
}

internal import TopsliceRecords

extension JSONValue {
    /// The value as JSON text, indented by two spaces, ending with a line feed.
    ///
    /// Arrays that hold no array or object stand on one line, and so do small objects that hold none. `<` is written as an escape, so the
    /// text may stand inside a `<script>` element of a page.
    /// - Complexity: O(length of the text).
    package func text() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// ``text()`` in UTF-8.
    package func bytes() -> [UInt8] {
        var output: [UInt8] = []
        write(to: &output, depth: 0)
        output += "\n".utf8
        return output
    }

    private var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    private func write(to output: inout [UInt8], depth: Int) {
        switch self {
        case .null:
            output += "null".utf8
        case .boolean(let value):
            output += (value ? "true" : "false").utf8
        case .integer(let value):
            output += value.description.utf8
        case .unsigned(let value):
            output += value.description.utf8
        case .number(let value):
            output += (value.isFinite ? value.description : "null").utf8
        case .string(let value):
            Self.write(value, to: &output)
        case .array(let elements):
            Self.write(elements, to: &output, depth: depth)
        case .object(let members):
            Self.write(members, to: &output, depth: depth)
        }
    }

    private static func write(_ elements: [JSONValue], to output: inout [UInt8], depth: Int) {
        let isOneLine = !elements.contains { $0.isContainer }
        output += "[".utf8
        for (position, element) in elements.enumerated() {
            if position > 0 { output += (isOneLine ? ", " : ",").utf8 }
            if !isOneLine { newLine(&output, depth: depth + 1) }
            element.write(to: &output, depth: depth + 1)
        }
        if !isOneLine { newLine(&output, depth: depth) }
        output += "]".utf8
    }

    private static func write(_ members: [Member], to output: inout [UInt8], depth: Int) {
        let isOneLine =
            members.count <= mostOnALine && depth > 0
            && !members.contains { $0.value.isContainer }
        output.append(UInt8(ascii: "{"))
        for (position, member) in members.enumerated() {
            if position > 0 { output += (isOneLine ? ", " : ",").utf8 }
            if !isOneLine { newLine(&output, depth: depth + 1) }
            write(member.key, to: &output)
            output += ": ".utf8
            member.value.write(to: &output, depth: depth + 1)
        }
        if !members.isEmpty, !isOneLine { newLine(&output, depth: depth) }
        output.append(UInt8(ascii: "}"))
    }

    /// Members of an object that still read well beside each other.
    private static let mostOnALine = 6

    private static func newLine(_ output: inout [UInt8], depth: Int) {
        output.append(0x0A)
        for _ in 0..<2 * depth { output.append(0x20) }
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        defer { output.append(UInt8(ascii: "\"")) }
        var text = text
        let isPlain = text.withUTF8 { bytes in
            guard !bytes.contains(where: mayNeedEscape) else { return false }
            output.append(contentsOf: bytes)
            return true
        }
        guard !isPlain else { return }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\"".utf8
            case "\\": output += "\\\\".utf8
            case "\n": output += "\\n".utf8
            case "\r": output += "\\r".utf8
            case "\t": output += "\\t".utf8
            // Could end a script element.
            case "<": output += escape(scalar).utf8
            case _ where scalar.isUnseen: output += escape(scalar).utf8
            default: output += UTF8.encode(scalar).map(Array.init) ?? []
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

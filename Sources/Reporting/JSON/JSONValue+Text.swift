extension JSONValue {
    /// The value as JSON text, indented by two spaces, ending with a line feed.
    ///
    /// Arrays that hold no array or object stand on one line. `<` is written as an escape, so the
    /// text may stand inside a `<script>` element of a page.
    /// - Complexity: O(length of the text).
    public func text() -> String {
        var output = ""
        write(to: &output, depth: 0)
        output += "\n"
        return output
    }

    private var isContainer: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    private func write(to output: inout String, depth: Int) {
        switch self {
        case .null:
            output += "null"
        case .boolean(let value):
            output += value ? "true" : "false"
        case .integer(let value):
            output += value.description
        case .unsigned(let value):
            output += value.description
        case .number(let value):
            output += value.isFinite ? value.description : "null"
        case .string(let value):
            Self.write(value, to: &output)
        case .array(let elements):
            Self.write(elements, to: &output, depth: depth)
        case .object(let members):
            Self.write(members, to: &output, depth: depth)
        }
    }

    private static func write(_ elements: [JSONValue], to output: inout String, depth: Int) {
        let isOneLine = !elements.contains { $0.isContainer }
        output += "["
        for (position, element) in elements.enumerated() {
            if position > 0 { output += isOneLine ? ", " : "," }
            if !isOneLine { newLine(&output, depth: depth + 1) }
            element.write(to: &output, depth: depth + 1)
        }
        if !isOneLine { newLine(&output, depth: depth) }
        output += "]"
    }

    private static func write(_ members: [Member], to output: inout String, depth: Int) {
        output += "{"
        for (position, member) in members.enumerated() {
            if position > 0 { output += "," }
            newLine(&output, depth: depth + 1)
            write(member.key, to: &output)
            output += ": "
            member.value.write(to: &output, depth: depth + 1)
        }
        if !members.isEmpty { newLine(&output, depth: depth) }
        output += "}"
    }

    private static func newLine(_ output: inout String, depth: Int) {
        output += "\n"
        for _ in 0..<depth { output += "  " }
    }

    private static func write(_ text: String, to output: inout String) {
        output += "\""
        defer { output += "\"" }
        guard text.utf8.contains(where: mayNeedEscape) else {
            output += text
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            // Line ends in JavaScript but not in JSON; `<` could end a script element.
            case "\u{2028}", "\u{2029}", "<": output += escape(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: output += escape(scalar)
            default: output.unicodeScalars.append(scalar)
            }
        }
    }

    /// False for bytes that always stand for themselves; U+2028 and U+2029 begin with E2.
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x22 || byte == 0x3C || byte == 0x5C || byte == 0x7F || byte == 0xE2
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}

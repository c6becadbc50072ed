extension JSONValue {
    /// The value as JSON text, indented by two spaces, ending with a line feed.
    ///
    /// Arrays that hold no array or object stand on one line, and so do small objects that hold none. `<` is written as an escape, so the
    /// text may stand inside a `<script>` element of a page.
    /// - Complexity: O(length of the text).
    package func text() -> String { String(decoding: bytes(), as: UTF8.self) }

    /// ``text()`` in UTF-8.
    package func bytes() -> [UInt8] { TextStream.bytes(write(to:)) }

    /// ``text()`` as the content of a file.
    package var content: OutputContent {
        .pieces { try TextStream.write(to: $0, write(to:)) }
    }

    private func write(to output: TextStream) {
        write(to: output, depth: 0)
        output.append("\n")
    }

    private var isContainer: Bool {
        switch self {
        case .array, .object, .stream: true
        case .null, .boolean, .integer, .unsigned, .number, .string: false
        }
    }

    func write(to output: TextStream, depth: Int) {
        switch self {
        case .null:
            output.append("null")
        case .boolean(let value):
            output.append(value ? "true" : "false")
        case .integer(let value):
            output.append(value)
        case .unsigned(let value):
            output.append(plain: value.description)
        case .number(let value):
            output.append(plain: value.isFinite ? value.description : "null")
        case .string(let value):
            JSONText.write(value, to: output)
        case .array(let elements):
            Self.write(elements, to: output, depth: depth)
        case .object(let members):
            Self.write(members, to: output, depth: depth)
        case .stream(let stream):
            stream.write(to: output, depth: depth)
        }
    }

    private static func write(_ elements: [JSONValue], to output: TextStream, depth: Int) {
        let isOneLine = !elements.contains { $0.isContainer }
        output.append("[")
        for (position, element) in elements.enumerated() {
            if position > 0 { output.append(isOneLine ? ", " : ",") }
            if !isOneLine { newLine(output, depth: depth + 1) }
            element.write(to: output, depth: depth + 1)
        }
        if !isOneLine { newLine(output, depth: depth) }
        output.append("]")
    }

    private static func write(_ members: [Member], to output: TextStream, depth: Int) {
        let isOneLine =
            members.count <= mostOnALine && depth > 0
            && !members.contains { $0.value.isContainer }
        output.append("{")
        for (position, member) in members.enumerated() {
            if position > 0 { output.append(isOneLine ? ", " : ",") }
            if !isOneLine { newLine(output, depth: depth + 1) }
            JSONText.write(member.key, to: output)
            output.append(": ")
            member.value.write(to: output, depth: depth + 1)
        }
        if !members.isEmpty, !isOneLine { newLine(output, depth: depth) }
        output.append("}")
    }

    /// Members of an object that still read well beside each other.
    static let mostOnALine = 6

    static func newLine(_ output: TextStream, depth: Int) {
        output.append("\n")
        for _ in 0..<depth { output.append("  ") }
    }
}

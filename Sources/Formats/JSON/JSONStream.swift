/// A long array of objects, or a long object, that is written item by item without being built.
///
/// Its text is that of the ``JSONValue`` of the same items.
package struct JSONStream: Sendable {
    /// What the items are.
    private enum Form: Sendable {
        /// Objects with these keys, each ready with its colon.
        case records(keys: [[UInt8]])
        /// The members of one object.
        case members
    }

    private let form: Form
    private let count: Int
    private let writeItem: @Sendable (Int, inout JSONCells) -> Void

    /// An array of objects that all have the same keys, none of whose values is an array or object.
    ///
    /// - Parameter writeItem: writes the values of one object in the order of the keys.
    package static func records(
        _ keys: [String],
        count: Int,
        _ write: @escaping @Sendable (Int, inout JSONCells) -> Void
    ) -> JSONValue {
        .stream(
            JSONStream(
                form: .records(keys: keys.map { JSONText($0).bytes + ": ".utf8 }),
                count: count,
                writeItem: write
            )
        )
    }

    /// An object.
    ///
    /// - Parameter writeItem: writes the key and then the value of one member.
    package static func object(
        count: Int,
        _ write: @escaping @Sendable (Int, inout JSONCells) -> Void
    ) -> JSONValue {
        .stream(JSONStream(form: .members, count: count, writeItem: write))
    }

    func write(to output: TextStream, depth: Int) {
        switch form {
        case .records(let keys): writeRecords(keys, to: output, depth: depth)
        case .members: writeMembers(to: output, depth: depth)
        }
    }

    private func writeRecords(_ keys: [[UInt8]], to output: TextStream, depth: Int) {
        output.append("[")
        let isOneLine = keys.count <= JSONValue.mostOnALine
        for item in 0..<count {
            if item > 0 { output.append(",") }
            JSONValue.newLine(output, depth: depth + 1)
            output.append("{")
            var cells = JSONCells(output, keys: keys, depth: isOneLine ? nil : depth + 2)
            writeItem(item, &cells)
            precondition(cells.count == keys.count, "\(cells.count) of \(keys.count) values")
            if !isOneLine { JSONValue.newLine(output, depth: depth + 1) }
            output.append("}")
        }
        if count > 0 { JSONValue.newLine(output, depth: depth) }
        output.append("]")
    }

    private func writeMembers(to output: TextStream, depth: Int) {
        output.append("{")
        let isOneLine = count <= JSONValue.mostOnALine && depth > 0
        for item in 0..<count {
            if item > 0 { output.append(isOneLine ? ", " : ",") }
            if !isOneLine { JSONValue.newLine(output, depth: depth + 1) }
            var cells = JSONCells(output, keys: nil, depth: nil)
            writeItem(item, &cells)
            precondition(cells.count == 2, "\(cells.count) values for a key and its value")
        }
        if count > 0, !isOneLine { JSONValue.newLine(output, depth: depth) }
        output.append("}")
    }
}

/// The values of one item of a ``JSONStream``, written in order.
package struct JSONCells {
    private let output: TextStream
    /// Nil for a key and its value.
    private let keys: [[UInt8]]?
    /// How far each value is indented on a line of its own; nil where all stand on one.
    private let depth: Int?
    fileprivate var count = 0

    fileprivate init(_ output: TextStream, keys: [[UInt8]]?, depth: Int?) {
        self.output = output
        self.keys = keys
        self.depth = depth
    }

    private mutating func begin() {
        if let keys {
            if count > 0 { output.append(depth == nil ? ", " : ",") }
            if let depth { JSONValue.newLine(output, depth: depth) }
            output.append(keys[count])
        } else if count == 1 {
            output.append(": ")
        }
        count += 1
    }

    package mutating func text(_ text: JSONText) {
        begin()
        output.append(text.bytes)
    }

    package mutating func text(_ text: String) {
        begin()
        JSONText.write(text, to: output)
    }

    /// Nil stands for null.
    package mutating func text(_ text: String?) {
        guard let text else {
            begin()
            return output.append("null")
        }
        self.text(text)
    }

    package mutating func integer(_ number: Int) {
        begin()
        output.append(number)
    }

    /// An exact amount, as a decimal string.
    package mutating func amount(minorUnits: Int, decimals: Int) {
        begin()
        output.append(UInt8(ascii: "\""))
        output.append(minorUnits: minorUnits, decimals: decimals)
        output.append(UInt8(ascii: "\""))
    }
}

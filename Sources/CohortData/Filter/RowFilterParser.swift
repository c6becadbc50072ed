/// Reads a row filter from its bytes: `column relation value and …`.
struct RowFilterParser {
    /// What is wrong, and at which character (from 1).
    struct Fault: Error {
        let character: Int
        let message: String
    }

    private let bytes: [UInt8]
    private var index = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    static func filter(_ text: String) throws(Fault) -> RowFilter {
        var parser = RowFilterParser(text)
        var comparisons: [RowFilter.Comparison] = []
        while true {
            comparisons.append(try parser.comparison())
            parser.skipSpaces()
            guard parser.index < parser.bytes.count else { break }
            try parser.takeAnd()
        }
        return RowFilter(comparisons: comparisons, text: text)
    }

    private mutating func comparison() throws(Fault) -> RowFilter.Comparison {
        skipSpaces()
        guard let column = try word(endingAt: Self.relationBytes, what: "column") else {
            throw fault("expected the name of a column")
        }
        let place = index
        let relation = try takeRelation()
        skipSpaces()
        let valuePlace = index
        guard let value = try word(endingAt: [], what: "value") else {
            throw fault("expected a value after '\(relation.rawValue)'")
        }
        let operand = value.isQuoted ? .text(value.bytes) : Self.operand(value.bytes)
        if relation.isOrder, case .text = operand {
            throw Fault(
                character: character(at: value.isQuoted ? valuePlace : place),
                message:
                    "'\(relation.rawValue)' needs a number or a day such as 2024-03-31 after it; texts have no order"
            )
        }
        return .init(
            column: String(decoding: column.bytes, as: UTF8.self),
            relation: relation,
            operand: operand,
            written: String(decoding: value.bytes, as: UTF8.self)
        )
    }

    private static func operand(_ bytes: [UInt8]) -> RowFilter.Operand {
        bytes.withUnsafeBufferPointer { bytes in
            if let day = DateField.parse(bytes) { return .day(day) }
            if let number = NumberField.parse(bytes) { return .number(number) }
            return .text(Array(bytes))
        }
    }

    // MARK: Parts

    private static let relationBytes = Array("=!<>".utf8)

    private mutating func takeRelation() throws(Fault) -> RowFilter.Relation {
        skipSpaces()
        let start = index
        while index < bytes.count, Self.relationBytes.contains(bytes[index]) { index += 1 }
        let written = String(decoding: bytes[start..<index], as: UTF8.self)
        if let relation = RowFilter.Relation(rawValue: written == "==" ? "=" : written) {
            return relation
        }
        index = start
        throw fault("expected one of =, !=, <, <=, >, >= after the column")
    }

    private mutating func takeAnd() throws(Fault) {
        let start = index
        while index < bytes.count, bytes[index] != .space { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        guard word == "and" else {
            index = start
            throw fault(
                word == "or"
                    ? "'or' is not known; comparisons are joined by 'and'"
                    : "expected 'and' or the end; put quotes round a value with spaces in it"
            )
        }
    }

    /// A bare word, or one in quotes of a kind; nil where there is none.
    private mutating func word(
        endingAt ends: [UInt8],
        what: String
    ) throws(Fault) -> (bytes: [UInt8], isQuoted: Bool)? {
        guard index < bytes.count else { return nil }
        let quote = bytes[index]
        guard [UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`")].contains(quote) else {
            let start = index
            while index < bytes.count, bytes[index] != .space, !ends.contains(bytes[index]) {
                index += 1
            }
            return start == index ? nil : (Array(bytes[start..<index]), false)
        }
        let start = index
        var result: [UInt8] = []
        index += 1
        while index < bytes.count {
            if bytes[index] == quote {
                // A quote is doubled to stand inside.
                guard index + 1 < bytes.count, bytes[index + 1] == quote else {
                    index += 1
                    return (result, true)
                }
                index += 1
            }
            result.append(bytes[index])
            index += 1
        }
        index = start
        throw fault("the quote round the \(what) is never closed")
    }

    private mutating func skipSpaces() {
        while index < bytes.count, bytes[index] == .space { index += 1 }
    }

    private func fault(_ message: String) -> Fault {
        Fault(character: character(at: index), message: message)
    }

    /// Bytes that go on with a character are not counted.
    private func character(at index: Int) -> Int {
        bytes[0..<index].count { $0 & 0xC0 != 0x80 } + 1
    }
}

/// The records of a CSV text (RFC 4180), one after the other: quotes, quoted line ends, LF and CRLF, strictly.
///
/// A quote inside an unquoted field, text after a closing quote, an open quote and bytes that are not UTF-8 are
/// faults; the record is left out and reading goes on with the next line. Lines that hold nothing are skipped.
/// No message repeats what a field holds.
/// - Complexity: O(bytes), one record in memory at a time, and of a large file a block.
package struct DelimitedRecords {
    private var bytes: ArraySlice<UInt8>
    /// Where more text comes from; nil once all of it is in `bytes`.
    private var blocks: TextBlocks?
    /// Where in the file the bytes end.
    private var offset = 0
    private let separator: UInt8
    private let keepsPlaces: Bool
    private var position: Int
    private var line = 1
    /// Where the current line begins.
    private var lineStart: Int
    package private(set) var faults: FaultList

    /// - Parameters:
    ///   - bytes: UTF-8 without a byte-order mark.
    ///   - keepsPlaces: whether records tell where each of their fields starts.
    package init(
        _ bytes: ArraySlice<UInt8>,
        file: String,
        delimiter: Delimiter,
        keepsPlaces: Bool = false
    ) {
        self.bytes = bytes
        self.keepsPlaces = keepsPlaces
        separator = delimiter.byte
        position = bytes.startIndex
        lineStart = position
        faults = FaultList(file: file)
    }

    /// The records of a large file, of which little is in memory at a time.
    package init(_ blocks: TextBlocks, delimiter: Delimiter, keepsPlaces: Bool = false) {
        self.init([], file: blocks.file, delimiter: delimiter, keepsPlaces: keepsPlaces)
        self.blocks = blocks
        offset = blocks.start
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed: UInt8 = 0x0A
    private static let carriageReturn: UInt8 = 0x0D

    /// The next record without a fault; nil at the end.
    package mutating func next() -> TableRecord? {
        while position < bytes.endIndex || readMore() {
            let start = line
            let before = faults.count
            let saved = (position, lineStart, faults)
            let (fields, places) = record()
            // What touches the end of a block may go on in the next.
            if position == bytes.endIndex, blocks != nil {
                (position, lineStart, faults) = saved
                line = start
                _ = readMore()
                continue
            }
            if faults.count > before || (fields.count == 1 && fields[0].isEmpty) { continue }
            return TableRecord(line: start, fields: fields, places: places)
        }
        return nil
    }

    /// Goes on to bytes that were not read yet; false where there are none.
    private mutating func readMore() -> Bool {
        guard let blocks else { return false }
        let rest = bytes[position...]
        let more: [UInt8]
        do throws(FileTrouble) {
            // Twice as many each time, so that a long record is not looked at again and again.
            more = try blocks.block(at: offset, count: max(TextBlocks.length, 2 * rest.count))
        } catch {
            faults.add(line: line, error.message)
            self.blocks = nil
            bytes = []
            position = 0
            lineStart = 0
            return false
        }
        if more.isEmpty { self.blocks = nil }
        offset += more.count
        bytes = (Array(rest) + more)[...]
        position = 0
        lineStart = 0
        return !more.isEmpty
    }

    /// One record and the line end behind it.
    private mutating func record() -> (fields: [String], places: [TextPosition]) {
        var fields: [String] = []
        var places: [TextPosition] = []
        while true {
            let start = line
            if keepsPlaces { places.append(here) }
            let field = nextFieldIsQuoted ? quotedField() : plainField()
            fields.append(text(field, line: start))
            guard position < bytes.endIndex else { return (fields, places) }
            let byte = bytes[position]
            position += 1
            if byte == separator { continue }
            if byte == Self.carriageReturn, position < bytes.endIndex,
                bytes[position] == Self.lineFeed
            {
                position += 1
            }
            line += 1
            lineStart = position
            return (fields, places)
        }
    }

    private var nextFieldIsQuoted: Bool {
        position < bytes.endIndex && bytes[position] == Self.quote
    }

    private func endsField(_ byte: UInt8) -> Bool {
        byte == separator || byte == Self.lineFeed || byte == Self.carriageReturn
    }

    private mutating func plainField() -> [UInt8] {
        let start = position
        while position < bytes.endIndex, !endsField(bytes[position]) { position += 1 }
        let field = Array(bytes[start..<position])
        if field.contains(Self.quote) {
            faults.add(
                line: line,
                "a quote inside a field; put the whole field in quotes and double the inner one"
            )
        }
        return field
    }

    private mutating func quotedField() -> [UInt8] {
        let start = line
        var field: [UInt8] = []
        position += 1
        while position < bytes.endIndex {
            let byte = bytes[position]
            position += 1
            guard byte == Self.quote else {
                if byte == Self.lineFeed {
                    line += 1
                    lineStart = position
                }
                field.append(byte)
                continue
            }
            if nextFieldIsQuoted {
                field.append(Self.quote)
                position += 1
                continue
            }
            if position < bytes.endIndex, !endsField(bytes[position]) {
                faults.add(line: line, "text after a closing quote")
                while position < bytes.endIndex, !endsField(bytes[position]) { position += 1 }
            }
            return field
        }
        faults.add(line: start, "a quote is opened and never closed")
        return []
    }

    /// The field as text without the blanks round it.
    private mutating func text(_ field: [UInt8], line: Int) -> String {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        let trimmed = field.drop(while: isBlank)
        let end = trimmed.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? trimmed.startIndex
        let kept = trimmed[..<end]
        // Nearly every field is plain ASCII, of which every character can be seen.
        if kept.allSatisfy({ (0x20...0x7E).contains($0) }) {
            return String(decoding: kept, as: UTF8.self)
        }
        guard let text = String(validating: kept, as: UTF8.self) else {
            faults.add(line: line, "the text is not UTF-8; save the file as UTF-8")
            return ""
        }
        return text
    }

    private var here: TextPosition {
        // Continuation bytes of UTF-8 do not count as characters.
        let before = bytes[lineStart..<position].count { $0 & 0xC0 != 0x80 }
        return TextPosition(line: line, column: before + 1)
    }
}

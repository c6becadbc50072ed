internal import TopsliceRecords

/// Splits a text into records and fields, one after the other, by RFC 4180; finds what is wrong with its
/// bytes and quotes, and keeps count of physical lines.
///
/// Memory is one block, larger only while a record is, and never more than `recordLimit` and a block.
final class RecordScanner {
    static let columnLimit = 4_096
    /// Bytes of one record.
    static let recordLimit = 16 << 20
    private static let blockLength = 1 << 18
    /// Faults kept of one record.
    private static let faultLimit = 100
    /// An unclosed quote swallows the rest of the file; how often the lines after one are read again.
    private static let resumptionLimit = 10

    enum Outcome {
        case record
        /// The record is longer than `recordLimit` and was passed over.
        case overlong
        case end
    }

    /// Nil where there is nothing to scan.
    let file: InputFile?
    /// The class of each of the 256 bytes.
    private let classes: UnsafeMutablePointer<UInt8>
    var block: UnsafeMutableBufferPointer<UInt8>
    /// Offset in the file of the first byte of the block.
    var blockOffset: Int
    var available = 0
    var isAtEnd = false
    var position = 0
    var nextLine: Int
    private var resumptions = 0

    // The record read last.
    private let spans: UnsafeMutablePointer<FieldSpan>
    private(set) var fieldCount = 0
    /// Physical line on which the record starts.
    var line = 0
    var recordStart = 0
    private(set) var faults: [StructuralFault] = []
    /// How the record ended: LF, CRLF, or the end of the file.
    private(set) var endsWithCarriageReturn = false
    private(set) var endsWithLineFeed = false
    private var quotedLineCount = 0
    /// Whether each record counts as one line, though it may hold line feeds.
    private let numbersRecords: Bool

    init(
        file: InputFile?,
        offset: Int,
        line: Int = 1,
        delimiter: Delimiter,
        numbersRecords: Bool = false
    ) {
        self.numbersRecords = numbersRecords
        self.file = file
        classes = .allocate(capacity: 256)
        classes.initialize(from: ByteClass.table(delimiter: delimiter.byte), count: 256)
        block = .allocate(capacity: Self.blockLength)
        spans = .allocate(capacity: Self.columnLimit)
        blockOffset = offset
        nextLine = line
    }

    deinit {
        block.deallocate()
        classes.deallocate()
        spans.deallocate()
    }

    /// Offset in the file, and line, of the next record.
    var place: (offset: Int, line: Int) { (blockOffset + position, nextLine) }

    func span(_ field: Int) -> FieldSpan { spans[field] }

    func markBroken(_ field: Int) { spans[field].marks.insert(.broken) }

    /// The bytes of a field as they stand; valid until the next call of `next`.
    func bytes(_ span: FieldSpan) -> FieldBytes {
        FieldBytes(rebasing: block[span.start..<span.end])
    }

    /// Nothing, or nothing but spaces (and tabs where these are no delimiter).
    var isBlankRecord: Bool {
        guard fieldCount == 1, faults.isEmpty, !spans[0].marks.contains(.quoted) else {
            return false
        }
        return bytes(spans[0]).allSatisfy { $0 == .space || $0 == .tab }
    }

    /// Whether the record consists of these fields.
    func holds(_ fields: [[UInt8]]) -> Bool {
        guard fields.count == fieldCount else { return false }
        return fields.indices.allSatisfy { bytes(spans[$0]).equals(fields[$0]) }
    }

    /// Reads the next record.
    ///
    /// - Throws: only where the file cannot be read.
    func next() throws(Faults) -> Outcome {
        while true {
            if position == available, isAtEnd { return .end }
            recordStart = position
            line = nextLine
            if position < available, scan() {
                nextLine = line + 1 + (numbersRecords ? 0 : quotedLineCount)
                return position - recordStart > Self.recordLimit ? .overlong : .record
            }
            if isAtEnd, position == available { return .end }
            if available - recordStart > Self.recordLimit { return try passOver() }
            try refill()
        }
    }

    // MARK: Scanning

    /// Scans one record from `recordStart`; false where the block ends before the record.
    private func scan() -> Bool {
        guard let base = block.baseAddress else { return false }
        fieldCount = 0
        quotedLineCount = 0
        if !faults.isEmpty { faults.removeAll() }
        var index = recordStart
        while true {
            let isQuoted = index < available && base[index] == .quote
            let step =
                isQuoted ? scanQuoted(base, &index) : scanPlain(base, &index, [], nil)
            switch step {
            case .nextField: continue
            case .endOfRecord:
                position = index
                return true
            case .endOfBlock: return false
            }
        }
    }

    private enum Step {
        case nextField
        case endOfRecord
        case endOfBlock
    }

    /// A field without quotes, or what follows a closing quote; `index` moves behind its end.
    @inline(__always)
    private func scanPlain(
        _ base: UnsafeMutablePointer<UInt8>,
        _ index: inout Int,
        _ initialMarks: FieldSpan.Marks,
        _ fieldStart: Int?
    ) -> Step {
        let start = fieldStart ?? index
        var marks = initialMarks
        var cursor = index
        let end = available
        let classes = classes
        while true {
            while cursor < end, classes[Int(base[cursor])] == ByteClass.ordinary { cursor += 1 }
            guard cursor < end else {
                guard isAtEnd else { return .endOfBlock }
                emit(FieldSpan(start: start, end: cursor, marks: marks))
                return finishRecord(at: cursor, next: cursor, &index)
            }
            switch classes[Int(base[cursor])] {
            case ByteClass.delimiter:
                emit(FieldSpan(start: start, end: cursor, marks: marks))
                index = cursor + 1
                return .nextField
            case ByteClass.lineFeed:
                emit(FieldSpan(start: start, end: cursor, marks: marks))
                endsWithCarriageReturn = false
                return finishRecord(at: cursor, next: cursor + 1, &index)
            case ByteClass.nonASCII:
                marks.insert(.nonASCII)
            case ByteClass.carriageReturn:
                if cursor + 1 == end, !isAtEnd { return .endOfBlock }
                if cursor + 1 < end, base[cursor + 1] == .lineFeed {
                    emit(FieldSpan(start: start, end: cursor, marks: marks))
                    endsWithCarriageReturn = true
                    return finishRecord(at: cursor, next: cursor + 2, &index)
                }
                note(.loneCarriageReturn, cursor, &marks)
            case ByteClass.quote:
                if !marks.contains(.broken) { note(.bareQuote, cursor, &marks) }
            default:
                note(base[cursor] == 0 ? .nul : .control(base[cursor]), cursor, &marks)
            }
            cursor += 1
        }
    }

    private func scanQuoted(
        _ base: UnsafeMutablePointer<UInt8>,
        _ index: inout Int
    ) -> Step {
        let start = index + 1
        var marks: FieldSpan.Marks = .quoted
        var cursor = start
        var lineCount = 0
        let end = available
        let classes = classes
        while true {
            while cursor < end, classes[Int(base[cursor])] == ByteClass.ordinary { cursor += 1 }
            guard cursor < end else {
                guard isAtEnd else { return .endOfBlock }
                return leaveUnclosed(start, &index, marks)
            }
            switch classes[Int(base[cursor])] {
            case ByteClass.quote:
                if cursor + 1 == end, !isAtEnd { return .endOfBlock }
                if cursor + 1 < end, base[cursor + 1] == .quote {
                    marks.insert(.doubledQuotes)
                    cursor += 1
                } else {
                    quotedLineCount += lineCount
                    return closeQuote(base, &index, start, cursor, marks)
                }
            case ByteClass.nonASCII: marks.insert(.nonASCII)
            case ByteClass.lineFeed: lineCount += 1
            case ByteClass.control:
                note(base[cursor] == 0 ? .nul : .control(base[cursor]), cursor, &marks)
            default: break
            }
            cursor += 1
        }
    }

    /// What stands behind a closing quote at `cursor`: an end of the field, or text that may not be there.
    private func closeQuote(
        _ base: UnsafeMutablePointer<UInt8>,
        _ index: inout Int,
        _ start: Int,
        _ cursor: Int,
        _ marks: FieldSpan.Marks
    ) -> Step {
        let end = available
        let after = cursor + 1
        if after == end {
            emit(FieldSpan(start: start, end: cursor, marks: marks))
            return finishRecord(at: after, next: after, &index)
        }
        let isLineEnd =
            base[after] == .lineFeed
            || (base[after] == .carriageReturn && after + 1 < end && base[after + 1] == .lineFeed)
        if base[after] == .carriageReturn, after + 1 == end, !isAtEnd { return .endOfBlock }
        if isLineEnd {
            emit(FieldSpan(start: start, end: cursor, marks: marks))
            endsWithCarriageReturn = base[after] == .carriageReturn
            return finishRecord(at: after, next: after + (endsWithCarriageReturn ? 2 : 1), &index)
        }
        if classes[Int(base[after])] == ByteClass.delimiter {
            emit(FieldSpan(start: start, end: cursor, marks: marks))
            index = after + 1
            return .nextField
        }
        var broken = marks
        note(.textAfterQuote, after, &broken)
        index = after
        return scanPlain(base, &index, broken, start)
    }

    /// The file ends within quotes: a fault where they were opened. Reading goes on behind that line, so
    /// that one forgotten quote does not hide the faults of all the lines it swallowed.
    private func leaveUnclosed(_ start: Int, _ index: inout Int, _ marks: FieldSpan.Marks) -> Step {
        var broken = marks
        note(.unclosedQuote, start - 1, &broken)
        emit(FieldSpan(start: start, end: start, marks: broken))
        let lineEnd = resumptions < Self.resumptionLimit ? lineFeed(from: start) : nil
        resumptions += 1
        return finishRecord(at: start, next: lineEnd.map { $0 + 1 } ?? available, &index)
    }

    func lineFeed(from start: Int) -> Int? {
        block[start..<available].firstIndex(of: .lineFeed)
    }

    @inline(__always)
    private func emit(_ span: FieldSpan) {
        if fieldCount < Self.columnLimit { spans[fieldCount] = span }
        fieldCount += 1
    }

    private func finishRecord(at end: Int, next: Int, _ index: inout Int) -> Step {
        endsWithLineFeed = next > end
        index = next
        return .endOfRecord
    }

    private func note(
        _ kind: StructuralFault.Kind,
        _ offset: Int,
        _ marks: inout FieldSpan.Marks
    ) {
        marks.insert(.broken)
        guard faults.count < Self.faultLimit else { return }
        faults.append(StructuralFault(kind: kind, offset: offset, field: fieldCount))
    }
}

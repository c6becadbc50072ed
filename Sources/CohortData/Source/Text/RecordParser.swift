internal import CTopsliceTextKernels

/// Turns whole records into rows of a block: the inner loop of reading a cohort.
///
/// Fields are parsed where they lie. Plain numbers take `PlainNumber`; everything else (quotes, spaces, exponents, text)
/// goes through `readField`. A fault is only noticed here, with no line number: the caller then lets the careful checker
/// find every fault of the file. What is accepted is exactly what the checker accepts.
final class RecordParser: RowBuilder {
    let delimiter: UInt8
    /// By column of the file: whether the filter looks at it or it says how many people a row that is left out stands for, where its cell lies, and its content where quotes are doubled in it.
    let isCompared: [Bool]
    var compared: [FieldBytes]
    var unquoted: [Int: [UInt8]] = [:]
    private(set) var scratch: [UInt8] = []
    /// By column: where plain numbers go; nil for columns that need more than that.
    private let targets: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
    private let powers: UnsafeMutablePointer<Double>
    /// By column: how many numbers stand side by side from there on, where these are read together; else zero.
    private let runs: UnsafeMutablePointer<Int>
    private let fields: UnsafeMutablePointer<text_fields>
    /// By column of the file: where its levels or flags are looked for first; nil where it is neither.
    private let shortLevels: UnsafeMutablePointer<ShortLevels?>
    /// By column of the file: whether nobody looks at it.
    private let isSkipped: UnsafeMutablePointer<Bool>
    /// Fewer numbers side by side are read one by one.
    private static let shortestRun = 3
    /// Set once a column held its own name, so that a header in the middle of a file is noticed.
    var watchesForHeader = false

    init(_ plan: RowPlan, _ tables: [CategoryTable], delimiter: UInt8) {
        let columns = plan.columns
        self.delimiter = delimiter
        isCompared = columns.indices.map { column in
            guard let filter = plan.filter else { return false }
            return columns[column].isCount || filter.columns.contains(column)
        }
        compared = columns.map { _ in FieldBytes(start: nil, count: 0) }
        targets = .allocate(capacity: max(1, columns.count))
        shortLevels = .allocate(capacity: max(1, columns.count))
        isSkipped = .allocate(capacity: max(1, columns.count))
        powers = .allocate(capacity: DecimalField.powers.count)
        powers.initialize(from: DecimalField.powers, count: DecimalField.powers.count)
        runs = .allocate(capacity: max(1, columns.count))
        runs.initialize(repeating: 0, count: columns.count)
        fields = .allocate(capacity: 1)
        fields.initialize(to: text_fields())
        fields.pointee.powers = UnsafePointer(powers)
        fields.pointee.delimiter = delimiter
        super.init(plan, tables)
        for (index, column) in columns.enumerated() {
            let isPlain = column.takesPlainNumbers && !plan.exactDecimals
            let target = isPlain ? values + column.numberSlot * stride : nil
            (targets + index).initialize(to: target)
            (isSkipped + index).initialize(to: column.levelSlot < 0 && column.numberSlot < 0)
            (shortLevels + index).initialize(
                to: ShortLevels(column, in: values, stride: stride)
            )
        }
        guard text_has_kernels() != 0 else { return }
        var length = 0
        for index in columns.indices.reversed() {
            length = targets[index] == nil ? 0 : length + 1
            runs[index] = length < RecordParser.shortestRun ? 0 : length
        }
    }

    deinit {
        for index in columns.indices { shortLevels[index]?.deallocate() }
        shortLevels.deallocate()
        isSkipped.deallocate()
        runs.deallocate()
        fields.deallocate()
        powers.deallocate()
        targets.deallocate()
    }

    override func welcome(_ level: FieldBytes, _ index: Int) throws {
        try super.welcome(level, index)
        if level.elementsEqual(columns[index].name.utf8) { watchesForHeader = true }
    }

    /// Parses the records in `start ..< end`; the last byte before `end` is a line feed, and 32 readable bytes
    /// follow it. Calls `flush` whenever the block is full.
    func parse(
        from start: UnsafePointer<UInt8>,
        to end: UnsafePointer<UInt8>,
        flush: () throws -> Void
    ) throws {
        // Counters of the object are written back once: each access to a property of a class is checked for exclusivity.
        let last = columns.count - 1
        let delimiter = delimiter
        let (targets, shortLevels, isSkipped) = (targets, shortLevels, isSkipped)
        let (runs, fields, columnCount) = (runs, fields, columns.count)
        fields.pointee.block = nil
        let plain = PlainNumber(powers: powers)
        var cursor = start
        // Where a slow field ended: apart from the cursor, which so stays in a register.
        var place = start
        var row = rowCount
        var (rowsRead, rowsComplete) = (0, 0)
        let weights = weightSlot < 0 ? nil : values + weightSlot * stride
        defer {
            recordCount += rowsRead
            summary.rowsRead += rowsRead
            summary.rowsComplete += rowsComplete
        }
        while cursor < end {
            if cursor[0] <= 32, let next = afterBlankLine(cursor) {
                summary.blankLines += 1
                cursor = next
                continue
            }
            if let filter, let next = try passOver(cursor, filter, before: end) {
                rowsRead &+= 1
                cursor = next
                continue
            }
            let record = cursor
            var (isComplete, index) = (true, 0)
            while index < last {
                let run = runs[index]
                if run > 0 {
                    let isLast = index &+ run == columnCount
                    let taken = fields.take(&cursor, run, targets + index, row, endsLine: isLast)
                    index &+= taken
                    if taken == run || index == last { continue }
                }
                if plain.take(&cursor, delimiter, row, targets[index], shortLevels + index) {
                    index &+= 1
                    continue
                }
                if isSkipped[index], let next = skip(cursor) {
                    cursor = next
                    index &+= 1
                    continue
                }
                if try !readField(&place, from: cursor, index, delimiter, row, before: end) {
                    isComplete = false
                }
                cursor = place
                index &+= 1
            }
            if index == last,
                !plain.take(&cursor, .lineFeed, row, targets[last], shortLevels + last)
            {
                if try !readField(&place, from: cursor, last, .lineFeed, row, before: end) {
                    isComplete = false
                }
                cursor = place
            }
            if watchesForHeader, try isHeader(record, before: end) {
                throw ReadInterruption.unclean
            }
            rowsRead &+= 1
            guard isComplete else {
                leaveOutIncomplete(row)
                continue
            }
            if let weights, weights[row] == 0 {
                leaveOutWeightless(row)
                continue
            }
            if let counts, !takePeople(counts[row]) { continue }
            rowsComplete &+= 1
            row &+= 1
            if row == capacity {
                rowCount = row
                try flush()
                row = rowCount
            }
        }
        rowCount = row
    }

    /// Where the next record begins, if the filter leaves this one out; it is counted.
    private func passOver(
        _ record: UnsafePointer<UInt8>,
        _ filter: BoundFilter,
        before end: UnsafePointer<UInt8>
    ) throws -> UnsafePointer<UInt8>? {
        let (verdict, next) = try judge(record, filter, before: end)
        guard verdict != .kept else { return nil }
        try leaveOut(verdict)
        return next
    }

    /// Where the next line begins, if this one holds nothing but spaces and tabs.
    private func afterBlankLine(_ start: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
        var cursor = start
        while cursor[0] == .space || (cursor[0] == .tab && delimiter != .tab) { cursor += 1 }
        if cursor[0] == .lineFeed { return cursor + 1 }
        return cursor[0] == .carriageReturn && cursor[1] == .lineFeed ? cursor + 2 : nil
    }

    /// Reads any legal field and moves behind its terminator; false where it is missing.
    private func readField(
        _ cursor: inout UnsafePointer<UInt8>,
        from start: UnsafePointer<UInt8>,
        _ index: Int,
        _ terminator: UInt8,
        _ row: Int,
        before end: UnsafePointer<UInt8>
    ) throws -> Bool {
        cursor = start
        if cursor[0] == .quote {
            try takeQuoted(&cursor, before: end)
            guard cursor - start - 2 <= CohortReader.longestField else {
                throw ReadInterruption.unclean
            }
            try pass(terminator, &cursor)
            return try scratch.withUnsafeBufferPointer { try store($0, index, row) }
        }
        cursor = fieldEnd(cursor)
        let count = cursor - start
        guard count <= CohortReader.longestField else { throw ReadInterruption.unclean }
        try pass(terminator, &cursor)
        let isThere = try store(FieldBytes(start: start, count: count), index, row)
        if isThere, let levels = shortLevels[index] { levels.keep(start, count: count, row) }
        return isThere
    }

    /// Where the field after this one begins, which nobody looks at; nil where it is quoted, the last or too long.
    @inline(__always)
    private func skip(_ field: UnsafePointer<UInt8>) -> UnsafePointer<UInt8>? {
        let end = fieldEnd(field)
        guard end[0] == delimiter, end - field <= CohortReader.longestField else { return nil }
        return end + 1
    }

    /// Moves behind the end of a field, which must be there.
    @inline(__always)
    func pass(_ terminator: UInt8, _ cursor: inout UnsafePointer<UInt8>) throws {
        if cursor[0] == terminator {
            cursor += 1
        } else if terminator == .lineFeed, cursor[0] == .carriageReturn, cursor[1] == .lineFeed {
            cursor += 2
        } else {
            throw ReadInterruption.unclean
        }
    }

    /// Copies the content of a quoted field to `scratch`; stops behind the closing quote.
    func takeQuoted(
        _ cursor: inout UnsafePointer<UInt8>,
        before end: UnsafePointer<UInt8>
    ) throws {
        scratch.removeAll(keepingCapacity: true)
        var place = cursor + 1
        while true {
            guard place < end else { throw ReadInterruption.unclean }
            if place[0] == .quote {
                guard place[1] == .quote else { break }
                place += 1
            }
            scratch.append(place[0])
            place += 1
        }
        cursor = place + 1
    }

    /// The first delimiter, line feed, carriage return or quote at or after `cursor`.
    @inline(__always)
    func fieldEnd(_ cursor: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let delimiters = ones &* UInt64(delimiter)
        var cursor = cursor
        while true {
            let word = UnsafeRawPointer(cursor).loadUnaligned(as: UInt64.self)
            let found =
                zeroBytes(word ^ delimiters) | zeroBytes(word ^ (ones &* 10))
                | zeroBytes(word ^ (ones &* 13)) | zeroBytes(word ^ (ones &* 34))
            if found != 0 { return cursor + found.trailingZeroBitCount >> 3 }
            cursor += 8
        }
    }

    /// The high bit of every zero byte; bytes above the first zero one may be marked wrongly.
    @inline(__always)
    private func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }
}

extension PlainNumber {
    /// Takes the usual field of a column and moves behind its terminator; false, with nothing moved, where it is unusual.
    ///
    /// - `target`: where plain numbers go; else its levels or flags are looked for.
    @inline(__always)
    fileprivate func take(
        _ cursor: inout UnsafePointer<UInt8>,
        _ terminator: UInt8,
        _ row: Int,
        _ target: UnsafeMutablePointer<Double>?,
        _ levels: UnsafePointer<ShortLevels?>
    ) -> Bool {
        if let target { return take(&cursor, terminator, into: target + row) }
        return levels.pointee?.take(&cursor, terminator, row) ?? false
    }
}

extension UnsafeMutablePointer<text_fields> {
    /// Takes the numbers of fields side by side and moves behind those that are plain ones; answers how many.
    ///
    /// - `targets`: by field, where its number goes, at index `row`; of `count` fields none is nil.
    @inline(__always)
    fileprivate func take(
        _ cursor: inout UnsafePointer<UInt8>,
        _ count: Int,
        _ targets: UnsafePointer<UnsafeMutablePointer<Double>?>,
        _ row: Int,
        endsLine: Bool
    ) -> Int {
        let taken = text_take_numbers(
            self,
            cursor,
            targets,
            Int64(count),
            Int64(row),
            endsLine ? 1 : 0
        )
        cursor += Int(pointee.moved)
        return Int(taken)
    }
}

/// Turns whole records into rows of a block: the inner loop of reading a cohort.
///
/// Fields are parsed where they lie. Numbers of up to eight digits take a branch-poor path that looks at eight bytes
/// at a time (the digits are gathered by three multiplications); anything unusual (quotes, spaces, exponents, long
/// numbers) goes through `slowField`. A fault is only noticed here, with no line number: the caller then lets
/// the careful checker find every fault of the file.
final class RecordParser {
    /// What to do with one column of the file.
    struct Column {
        var numberSlot = -1
        var numberKind = ColumnRequest.Kind.number
        var levelSlot = -1
        /// Where plain numbers go; nil for columns that need more than that.
        var fastTarget: UnsafeMutablePointer<Double>?
        var isWanted: Bool { numberSlot >= 0 || levelSlot >= 0 }
    }

    let columns: [Column]
    let delimiter: UInt8
    let missingCodes: [[UInt8]]
    let exactDecimals: Bool
    let capacity: Int
    let values: UnsafeMutablePointer<Double>
    let lowParts: UnsafeMutablePointer<Double>?
    var tables: [CategoryTable]
    var rowCount = 0
    var summary = ReadSummary()
    private var missingByColumn: [Int]
    private var scratch: [UInt8] = []
    /// Powers of ten up to the longest fraction of the fast paths, where no bounds are checked.
    private let powers: UnsafeMutablePointer<Double>

    init(
        columns: [Column],
        slotCount: Int,
        delimiter: UInt8,
        missingCodes: [[UInt8]],
        exactDecimals: Bool,
        capacity: Int,
        tables: [CategoryTable]
    ) {
        self.delimiter = delimiter
        self.missingCodes = missingCodes
        self.exactDecimals = exactDecimals
        self.capacity = capacity
        self.tables = tables
        values = .allocate(capacity: max(1, capacity * slotCount))
        values.initialize(repeating: 0, count: max(1, capacity * slotCount))
        let base = values
        self.columns = columns.map { column in
            var column = column
            if column.levelSlot < 0, column.numberSlot >= 0, column.numberKind == .number {
                column.fastTarget = base + column.numberSlot * capacity
            }
            return column
        }
        if exactDecimals {
            let low = UnsafeMutablePointer<Double>.allocate(capacity: max(1, capacity * slotCount))
            low.initialize(repeating: 0, count: max(1, capacity * slotCount))
            lowParts = low
        } else {
            lowParts = nil
        }
        missingByColumn = [Int](repeating: 0, count: columns.count)
        powers = .allocate(capacity: DecimalField.powers.count)
        powers.initialize(from: DecimalField.powers, count: DecimalField.powers.count)
    }

    deinit {
        powers.deallocate()
        values.deallocate()
        lowParts?.deallocate()
    }

    /// Rows that lacked each column of the file.
    var missingCounts: [Int] { missingByColumn }

    /// Parses the records in `start ..< end`; the last byte before `end` is a line feed, and sixteen readable bytes
    /// follow it. Calls `flush` whenever the block is full.
    func parse(
        from start: UnsafePointer<UInt8>,
        to end: UnsafePointer<UInt8>,
        flush: () throws -> Void
    ) throws {
        var cursor = start
        let columnCount = columns.count
        let delimiter = delimiter
        let fastNumbers = missingCodes.isEmpty && !exactDecimals
        let fastText = missingCodes.isEmpty
        try columns.withUnsafeBufferPointer { columns in
            while cursor < end {
                if cursor[0] == 10 || (cursor[0] == 13 && cursor[1] == 10) {
                    summary.blankLines += 1
                    cursor += cursor[0] == 10 ? 1 : 2
                    continue
                }
                var complete = true
                let row = rowCount
                for index in 0..<columnCount {
                    let target = columns[index].fastTarget
                    if let target, fastNumbers {
                        let length = fastNumber(cursor, delimiter, target + row)
                        if length > 0 {
                            cursor += length
                        } else if try !slowField(&cursor, columns[index], end) {
                            complete = false
                            missingByColumn[index] += 1
                        }
                    } else if try !textField(&cursor, columns[index], end, fastText) {
                        complete = false
                        missingByColumn[index] += 1
                    }
                    if index &+ 1 < columnCount {
                        guard cursor[0] == delimiter else { throw ReadInterruption.unclean }
                        cursor += 1
                    }
                }
                if cursor[0] == 13 { cursor += 1 }
                guard cursor[0] == 10 else { throw ReadInterruption.unclean }
                cursor += 1
                summary.rowsRead += 1
                if complete {
                    rowCount += 1
                    summary.rowsComplete += 1
                    if rowCount == capacity { try flush() }
                }
            }
        }
    }

    /// A column that is text or not wanted: taken whole up to its terminator where that is simple.
    @inline(__always)
    private func textField(
        _ cursor: inout UnsafePointer<UInt8>,
        _ column: Column,
        _ end: UnsafePointer<UInt8>,
        _ fastText: Bool
    ) throws -> Bool {
        let isText = column.levelSlot >= 0 || !column.isWanted
        guard isText, fastText else { return try slowField(&cursor, column, end) }
        let fieldEnd = plainFieldEnd(cursor)
        let length = fieldEnd - cursor
        guard length > 0, length <= CohortReader.longestField, isTerminator(fieldEnd, delimiter)
        else { return try slowField(&cursor, column, end) }
        if column.isWanted { try storeText(column, cursor, length) }
        cursor = fieldEnd
        return true
    }

    // MARK: - Fast paths

    /// The first delimiter, line feed, carriage return or quote at or after `cursor`.
    @inline(__always)
    private func plainFieldEnd(_ cursor: UnsafePointer<UInt8>) -> UnsafePointer<UInt8> {
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

    @inline(__always)
    private func isTerminator(_ cursor: UnsafePointer<UInt8>, _ delimiter: UInt8) -> Bool {
        let byte = cursor[0]
        return byte == delimiter || byte == 10 || (byte == 13 && cursor[1] == 10)
    }

    /// Parses a plain number that ends at a terminator into `target` and returns its length; zero where the slow
    /// path must look.
    @inline(__always)
    private func fastNumber(
        _ field: UnsafePointer<UInt8>,
        _ delimiter: UInt8,
        _ target: UnsafeMutablePointer<Double>
    ) -> Int {
        let sign = field[0] == UInt8(ascii: "-") ? 1 : 0
        let start = field + sign
        let raw = UnsafeRawPointer(start)
        let zeros: UInt64 = 0x3030_3030_3030_3030
        let plain = raw.loadUnaligned(as: UInt64.self) ^ zeros
        // Marks of bytes that are no digit; the lowest mark is right, higher ones may be carries.
        let notDigit = ((plain &+ 0x7676_7676_7676_7676) | plain) & 0x8080_8080_8080_8080
        guard notDigit != 0 else { return longNumber(field, target) }
        let wholeBits = UInt64(truncatingIfNeeded: notDigit.trailingZeroBitCount) & 0x38
        var digits = plain
        var digitBits = wholeBits
        var length = Int(truncatingIfNeeded: wholeBits >> 3)
        var scale = 1.0
        if start[length] == UInt8(ascii: ".") {
            // Close up over the point: bytes below it stay, bytes above it move down by one.
            let shifted = raw.loadUnaligned(fromByteOffset: 1, as: UInt64.self) ^ zeros
            let below: UInt64 = (1 &<< wholeBits) &- 1
            digits = (plain & below) | (shifted & ~below)
            let rest = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
            guard rest != 0 else { return longNumber(field, target) }
            digitBits = UInt64(truncatingIfNeeded: rest.trailingZeroBitCount) & 0x38
            scale = powers[Int(truncatingIfNeeded: (digitBits &- wholeBits) >> 3)]
            length = Int(truncatingIfNeeded: digitBits >> 3) &+ 1
        }
        guard digitBits > 0, isTerminator(start + length, delimiter) else { return 0 }
        var gathered = digits &<< (64 &- digitBits)
        gathered = (gathered &* 10) &+ (gathered >> 8)
        gathered =
            (((gathered & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064)
                &+ (((gathered >> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001)) >> 32
        // At most seven digits: the division of two exact numbers rounds once.
        let magnitude = Double(Int32(truncatingIfNeeded: gathered)) / scale
        target.pointee = sign == 0 ? magnitude : -magnitude
        return length &+ sign
    }

    /// A number of eight to seventeen digits, byte by byte, exact where the digits fit in 53 bits; zero otherwise.
    private func longNumber(
        _ field: UnsafePointer<UInt8>,
        _ target: UnsafeMutablePointer<Double>
    ) -> Int {
        let negative = field[0] == UInt8(ascii: "-")
        var place = negative ? field + 1 : field
        var mantissa: UInt64 = 0
        var digits = 0
        var fraction = 0
        var pointSeen = false
        while digits < 18 {
            let digit = place[0] &- 48
            if digit <= 9 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits += 1
                if pointSeen { fraction += 1 }
            } else if place[0] == UInt8(ascii: "."), !pointSeen {
                pointSeen = true
            } else {
                break
            }
            place += 1
        }
        guard digits > 0, mantissa < 1 << 53, isTerminator(place, delimiter) else { return 0 }
        let magnitude = Double(mantissa) / powers[fraction]
        target.pointee = negative ? -magnitude : magnitude
        return place - field
    }

    @inline(__always)
    private func storeText(
        _ column: Column,
        _ text: UnsafePointer<UInt8>,
        _ count: Int
    ) throws {
        var text = text
        var count = count
        trim(&text, &count)
        try storeTrimmed(column, text, count)
    }

    // MARK: - The slow path

    /// Reads any legal field; false where it is missing. Leaves the cursor at the terminator.
    private func slowField(
        _ cursor: inout UnsafePointer<UInt8>,
        _ column: Column,
        _ end: UnsafePointer<UInt8>
    ) throws -> Bool {
        if cursor[0] == UInt8(ascii: "\"") {
            scratch.removeAll(keepingCapacity: true)
            var place = cursor + 1
            while true {
                guard place < end else { throw ReadInterruption.unclean }
                if place[0] == UInt8(ascii: "\"") {
                    guard place[1] == UInt8(ascii: "\"") else { break }
                    place += 1
                }
                scratch.append(place[0])
                place += 1
            }
            cursor = place + 1
            guard isTerminator(cursor, delimiter) else { throw ReadInterruption.unclean }
            return try scratch.withUnsafeBufferPointer { content in
                guard let base = content.baseAddress else { return false }
                return try storeField(column, base, content.count)
            }
        }
        let fieldEnd = plainFieldEnd(cursor)
        guard isTerminator(fieldEnd, delimiter), fieldEnd < end else {
            throw ReadInterruption.unclean
        }
        let start = cursor
        cursor = fieldEnd
        return try storeField(column, start, fieldEnd - start)
    }

    /// Stores one field's content, trimmed of spaces; false where it is empty or a declared missing code.
    private func storeField(
        _ column: Column,
        _ text: UnsafePointer<UInt8>,
        _ count: Int
    ) throws -> Bool {
        var text = text
        var count = count
        guard count <= CohortReader.longestField else { throw ReadInterruption.unclean }
        trim(&text, &count)
        guard column.isWanted else { return true }
        if count == 0 { return false }
        for code in missingCodes
        where code.count == count
            && code.elementsEqual(UnsafeBufferPointer(start: text, count: count))
        {
            return false
        }
        try storeTrimmed(column, text, count)
        return true
    }

    private func storeTrimmed(
        _ column: Column,
        _ text: UnsafePointer<UInt8>,
        _ count: Int
    ) throws {
        guard count > 0 else { throw ReadInterruption.unclean }
        if column.levelSlot >= 0 {
            let number = tables[column.levelSlot].number(of: text, count: count)
            values[column.levelSlot * capacity + rowCount] = Double(number)
        }
        guard column.numberSlot >= 0 else { return }
        let place = column.numberSlot * capacity + rowCount
        if column.numberKind == .date {
            guard let day = CalendarDay.parse(text, count: count) else {
                throw ReadInterruption.unclean
            }
            values[place] = Double(day)
            return
        }
        guard let number = DecimalField.parse(text, count: count) else {
            throw ReadInterruption.unclean
        }
        if column.numberKind == .binary, number.value != 0, number.value != 1 {
            throw ReadInterruption.unclean
        }
        values[place] = number.value
        lowParts?[place] = number.low
    }

    @inline(__always)
    private func trim(_ text: inout UnsafePointer<UInt8>, _ count: inout Int) {
        while count > 0, text[0] == 32 {
            text += 1
            count -= 1
        }
        while count > 0, text[count - 1] == 32 { count -= 1 }
    }
}

/// Turns whole records into rows of a block: the inner loop of reading a cohort.
///
/// Fields are parsed where they lie. Plain numbers take `PlainNumber`; everything else (quotes, spaces, exponents, text)
/// goes through `readField`. A fault is only noticed here, with no line number: the caller then lets the careful checker
/// find every fault of the file. What is accepted is exactly what the checker accepts.
final class RecordParser {
    /// A column without its texts, so that nothing is retained in the inner loop.
    private struct Plan {
        let numberSlot: Int
        let numberKind: ColumnRequest.Kind
        let levelSlot: Int
        let hasMissingCodes: Bool
        let hasFlags: Bool
        let hasDeclaredFlags: Bool
        var isWanted: Bool { numberSlot >= 0 || levelSlot >= 0 }
    }

    let columns: [Column]
    private let plans: UnsafeMutablePointer<Plan>
    let delimiter: UInt8
    let capacity: Int
    let values: UnsafeMutablePointer<Double>
    /// What the values lack to their decimal text; nil unless exact decimals are wanted.
    let lowParts: UnsafeMutablePointer<Double>?
    /// The levels met, by slot; empty for slots that are no category.
    private let levels: UnsafeMutablePointer<CategoryTable>
    private let slotCount: Int
    var rowCount = 0
    var summary = ReadSummary()
    /// By slot, whether a row that was handed on has each level; a level of absent rows is none.
    private let levelUses: UnsafeMutablePointer<[LevelUse]>
    /// The slot of the weights; negative without.
    private let weightSlot: Int
    /// Rows that lacked each column of the file.
    private let missing: UnsafeMutablePointer<Int>
    let absent: AbsentRows
    /// By column of the file: cells that are flags in words, and in which spellings.
    private let flagCounts: UnsafeMutablePointer<Int>
    private let flagSpellings: UnsafeMutablePointer<UInt8>
    private let filter: BoundFilter?
    /// By column of the file: whether the filter looks at it, where its cell lies, and its content where quotes are doubled in it.
    let isCompared: [Bool]
    var compared: [FieldBytes]
    var unquoted: [Int: [UInt8]] = [:]
    private(set) var scratch: [UInt8] = []
    /// By column: where plain numbers go; nil for columns that need more than that.
    private let targets: UnsafeMutablePointer<UnsafeMutablePointer<Double>?>
    private let powers: UnsafeMutablePointer<Double>
    /// Set once a column held its own name, so that a header in the middle of a file is noticed.
    var watchesForHeader = false

    init(
        columns: [Column],
        slotCount: Int,
        delimiter: UInt8,
        exactDecimals: Bool,
        capacity: Int,
        tables: [CategoryTable],
        armSlots: [Int] = [],
        filter: BoundFilter? = nil
    ) {
        absent = AbsentRows(slots: armSlots, columnCount: columns.count)
        self.columns = columns
        self.filter = filter
        isCompared = columns.indices.map { filter?.columns.contains($0) ?? false }
        compared = columns.map { _ in FieldBytes(start: nil, count: 0) }
        self.delimiter = delimiter
        self.capacity = capacity
        self.slotCount = slotCount
        levels = .allocate(capacity: max(1, slotCount))
        for slot in 0..<slotCount { (levels + slot).initialize(to: tables[slot]) }
        levelUses = .allocate(capacity: max(1, slotCount))
        levelUses.initialize(repeating: [], count: slotCount)
        weightSlot = columns.first { $0.isWeight }?.numberSlot ?? -1
        plans = .allocate(capacity: max(1, columns.count))
        for (index, column) in columns.enumerated() {
            let plan = Plan(
                numberSlot: column.numberSlot,
                numberKind: column.numberKind,
                levelSlot: column.levelSlot,
                hasMissingCodes: !column.missingCodes.isEmpty,
                hasFlags: column.flagRule != nil,
                hasDeclaredFlags: column.flagRule?.declared != nil
            )
            (plans + index).initialize(to: plan)
        }
        let size = max(1, capacity * slotCount)
        values = .allocate(capacity: size)
        values.initialize(repeating: 0, count: size)
        targets = .allocate(capacity: max(1, columns.count))
        for (index, column) in columns.enumerated() {
            let isPlain = column.takesPlainNumbers && !exactDecimals
            let target = isPlain ? values + column.numberSlot * capacity : nil
            (targets + index).initialize(to: target)
        }
        if exactDecimals {
            let low = UnsafeMutablePointer<Double>.allocate(capacity: size)
            low.initialize(repeating: 0, count: size)
            lowParts = low
        } else {
            lowParts = nil
        }
        missing = .allocate(capacity: max(1, columns.count))
        missing.initialize(repeating: 0, count: columns.count)
        flagCounts = .allocate(capacity: max(1, columns.count))
        flagCounts.initialize(repeating: 0, count: columns.count)
        flagSpellings = .allocate(capacity: max(1, columns.count))
        flagSpellings.initialize(repeating: 0, count: columns.count)
        powers = .allocate(capacity: DecimalField.powers.count)
        powers.initialize(from: DecimalField.powers, count: DecimalField.powers.count)
    }

    deinit {
        levels.deinitialize(count: slotCount)
        levels.deallocate()
        levelUses.deinitialize(count: slotCount)
        levelUses.deallocate()
        plans.deallocate()
        missing.deallocate()
        flagCounts.deallocate()
        flagSpellings.deallocate()
        powers.deallocate()
        targets.deallocate()
        values.deallocate()
        lowParts?.deallocate()
    }

    /// Level tables by slot.
    var tables: [CategoryTable] { (0..<slotCount).map { levels[$0] } }

    /// By slot, how many of the rows handed on have each level of its table.
    var usedLevels: [[LevelUse]] {
        (0..<slotCount).map { slot in
            levelUses[slot]
                + [LevelUse](
                    repeating: .none,
                    count: levels[slot].count - levelUses[slot].count
                )
        }
    }

    /// Notes the levels of the rows in the block, which is about to be handed on.
    func noteLevels() {
        for slot in 0..<slotCount where levels[slot].count > 0 {
            let (count, column) = (levels[slot].count, values + slot * capacity)
            while levelUses[slot].count < count { levelUses[slot].append(.none) }
            levelUses[slot].withUnsafeMutableBufferPointer { uses in
                for row in 0..<rowCount { uses[Int(column[row])].addOne() }
            }
        }
    }

    var missingCounts: [Int] { columns.indices.map { missing[$0] } }

    func flagWords(ofColumn column: Int) -> (count: Int, spellings: UInt8) {
        (flagCounts[column], flagSpellings[column])
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
        let targets = targets
        let plain = PlainNumber(powers: powers)
        var cursor = start
        // Where a slow field ended: apart from the cursor, which so stays in a register.
        var place = start
        var row = rowCount
        var (rowsRead, rowsComplete, rowsWithoutWeight) = (0, 0, 0)
        let weights = weightSlot < 0 ? nil : values + weightSlot * capacity
        defer {
            summary.rowsWithoutWeight += rowsWithoutWeight
            summary.rowsRead += rowsRead
            summary.rowsComplete += rowsComplete
        }
        while cursor < end {
            if cursor[0] <= 32, let next = afterBlankLine(cursor) {
                summary.blankLines += 1
                cursor = next
                continue
            }
            if let filter {
                let (verdict, next) = try judge(cursor, filter, before: end)
                if verdict != .kept {
                    rowsRead &+= 1
                    summary.rowsFiltered += 1
                    if case .missing = verdict { summary.rowsFilteredMissing += 1 }
                    cursor = next
                    continue
                }
            }
            let record = cursor
            var isComplete = true
            var index = 0
            while index < last {
                if let target = targets[index],
                    plain.take(&cursor, delimiter, into: target + row)
                {
                    index &+= 1
                    continue
                }
                if try !readField(&place, from: cursor, index, delimiter, row, before: end) {
                    isComplete = false
                }
                cursor = place
                index &+= 1
            }
            if let target = targets[last], plain.take(&cursor, .lineFeed, into: target + row) {
                // Taken.
            } else {
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
                absent.countIncomplete(values + row, stride: capacity)
                continue
            }
            if let weights, weights[row] == 0 {
                rowsWithoutWeight &+= 1
                absent.countWeightless(values + row, stride: capacity)
                continue
            }
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
        return try store(FieldBytes(start: start, count: count), index, row)
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

    /// Stores one field's content, trimmed of spaces; false where it is empty or a declared missing code.
    private func store(_ text: FieldBytes, _ index: Int, _ row: Int) throws -> Bool {
        let plan = plans[index]
        guard plan.isWanted else { return true }
        let content = text.trimmed
        guard let base = content.baseAddress, !content.isEmpty,
            !(plan.hasMissingCodes && isMissingCode(content, index))
        else {
            missing[index] += 1
            absent.note(column: index)
            if plan.numberSlot >= 0 { values[plan.numberSlot * capacity + row] = .nan }
            return false
        }
        if plan.levelSlot >= 0 {
            let known = levels[plan.levelSlot].count
            let number = levels[plan.levelSlot].number(of: base, count: content.count)
            if number == known { try welcome(content, index) }
            values[plan.levelSlot * capacity + row] = Double(number)
        }
        guard plan.numberSlot >= 0 else { return true }
        let place = plan.numberSlot * capacity + row
        switch plan.numberKind {
        case .date:
            guard let day = DateField.parse(content) else { throw ReadInterruption.unclean }
            values[place] = Double(day)
        case .binary:
            if !plan.hasDeclaredFlags, let flag = BinaryField.parse(content) {
                values[place] = flag ? 1 : 0
            } else {
                values[place] = try flag(content, index)
            }
        case .number, .weight, .category:
            guard !plan.hasDeclaredFlags,
                let number = DecimalField.parse(base, count: content.count)
            else {
                guard plan.hasFlags else { throw ReadInterruption.unclean }
                values[place] = try flag(content, index)
                return true
            }
            values[place] = number.value
            lowParts?[place] = number.low
        }
        return true
    }

    /// A flag in words as 1 or 0, its spelling noted.
    private func flag(_ content: FieldBytes, _ index: Int) throws -> Double {
        let rule = columns[index].flagRule ?? FlagRule()
        guard let flag = rule.value(of: content) else { throw ReadInterruption.unclean }
        if let spelling = flag.spelling {
            flagCounts[index] += 1
            flagSpellings[index] |= spelling.rawValue
        }
        return flag.isOne ? 1 : 0
    }

    private func isMissingCode(_ content: FieldBytes, _ index: Int) -> Bool {
        columns[index].missingCodes.contains { content.equals($0) }
    }
}

/// What a pass wants of every row, whatever source it comes from.
struct RowPlan: Sendable {
    /// In the order of the file.
    var columns: [WantedColumn]
    var slotCount: Int
    var exactDecimals: Bool
    /// Rows of a block.
    var capacity: Int
    /// Where in a block the values of each arm stand.
    var armSlots: [Int]
    var filter: BoundFilter?
    /// Whether a word where a number is wanted is noted and no fault.
    var notesWords = false
}

/// The rows of a block while it is filled, and the count of everything that was met on the way: what all sources share.
///
/// Every source fills it in a class of its own; the properties are of the class itself, since the inner loops use them.
/// Used by one thread at a time.
package class RowBuilder {
    /// What is wanted of each column of the file.
    final let columns: [WantedColumn]
    final let capacity: Int
    /// How far apart the columns are in `values`: further than there are rows, since columns a power of two apart would have one place in the cache.
    final let stride: Int
    final let values: UnsafeMutablePointer<Double>
    /// What the values lack to their decimal text; nil unless exact decimals are wanted.
    final let lowParts: UnsafeMutablePointer<Double>?
    /// The levels met, by slot; empty for slots that are no category.
    final let levels: UnsafeMutablePointer<CategoryTable>
    final let slotCount: Int
    final var rowCount = 0
    final var summary = ReadSummary()
    /// By slot, whether a row that was handed on has each level; a level of absent rows is none.
    private let levelUses: UnsafeMutablePointer<[LevelUse]>
    /// The slot of the weights; negative without.
    final let weightSlot: Int
    /// The column of the file that says how many people each row stands for, and its values in the block.
    final let countColumn: Int?
    final let counts: UnsafeMutablePointer<Double>?
    /// Rows of the file, where `summary` counts people.
    final var recordCount = 0
    /// Rows that lacked each column of the file.
    final let missing: UnsafeMutablePointer<Int>
    final let absent: AbsentRows
    /// By column of the file: cells that are flags in words, and in which spellings.
    final let flagCounts: UnsafeMutablePointer<Int>
    final let flagSpellings: UnsafeMutablePointer<UInt8>
    final let filter: BoundFilter?
    /// By column of the file, whether a word was met where a number was wanted; nil where that is a fault.
    final var wordsMet: [Bool]?

    /// A column without its texts, so that nothing is retained in the inner loop.
    struct Plan {
        let numberSlot: Int
        let numberKind: ColumnRequest.Kind
        let levelSlot: Int
        let hasMissingCodes: Bool
        let keepsMissing: Bool
        let hasFlags: Bool
        let hasDeclaredFlags: Bool
        let mayBeMissing: Bool
        var isWanted: Bool { numberSlot >= 0 || levelSlot >= 0 }
    }

    final let plans: UnsafeMutablePointer<Plan>

    init(_ plan: RowPlan, _ tables: [CategoryTable]) {
        let columns = plan.columns
        self.columns = columns
        (capacity, slotCount, filter) = (plan.capacity, plan.slotCount, plan.filter)
        stride = capacity + 8
        absent = AbsentRows(slots: plan.armSlots, columnCount: columns.count)
        levels = .allocate(capacity: max(1, slotCount))
        for slot in 0..<slotCount { (levels + slot).initialize(to: tables[slot]) }
        levelUses = .allocate(capacity: max(1, slotCount))
        levelUses.initialize(repeating: [], count: slotCount)
        weightSlot = columns.first { $0.isWeight }?.numberSlot ?? -1
        let size = max(1, stride * slotCount)
        values = .allocate(capacity: size)
        countColumn = columns.firstIndex { $0.isCount }
        counts = countColumn.map { [values, stride] in
            values + columns[$0].numberSlot * stride
        }
        values.initialize(repeating: 0, count: size)
        lowParts = plan.exactDecimals ? .allocate(capacity: size) : nil
        lowParts?.initialize(repeating: 0, count: size)
        plans = .allocate(capacity: max(1, columns.count))
        for (index, column) in columns.enumerated() {
            let plan = Plan(
                numberSlot: column.numberSlot,
                numberKind: column.numberKind,
                levelSlot: column.levelSlot,
                hasMissingCodes: !column.missingCodes.isEmpty,
                keepsMissing: column.keepsMissing,
                hasFlags: column.flagRule != nil,
                hasDeclaredFlags: column.flagRule?.declared != nil,
                mayBeMissing: column.mayBeMissing
            )
            (plans + index).initialize(to: plan)
        }
        wordsMet = plan.notesWords ? columns.map { _ in false } : nil
        missing = .allocate(capacity: max(1, columns.count))
        missing.initialize(repeating: 0, count: columns.count)
        flagCounts = .allocate(capacity: max(1, columns.count))
        flagCounts.initialize(repeating: 0, count: columns.count)
        flagSpellings = .allocate(capacity: max(1, columns.count))
        flagSpellings.initialize(repeating: 0, count: columns.count)
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
        values.deallocate()
        lowParts?.deallocate()
    }

    /// Level tables by slot.
    final var tables: [CategoryTable] { (0..<slotCount).map { levels[$0] } }

    /// By slot, how many of the rows handed on have each level of its table.
    final var usedLevels: [[LevelUse]] {
        (0..<slotCount).map { slot in
            levelUses[slot]
                + [LevelUse](
                    repeating: .none,
                    count: levels[slot].count - levelUses[slot].count
                )
        }
    }

    /// How many people a row of the block stands for.
    private func people(inRow row: Int) -> Int { counts.map { Int($0[row]) } ?? 1 }

    /// Counts a row that lacks something, of which one row is counted as read.
    final func leaveOutIncomplete(_ row: Int) {
        let people = people(inRow: row)
        summary.rowsRead += people - 1
        absent.countIncomplete(values + row, stride: stride, people: people, missing: missing)
    }

    /// Counts a complete row of weight zero, of which one row is counted as read.
    final func leaveOutWeightless(_ row: Int) {
        let people = people(inRow: row)
        summary.rowsRead += people - 1
        summary.rowsWithoutWeight += people
        absent.countWeightless(values + row, stride: stride, people: people)
    }

    /// Counts the people of a row of which one is counted already; false where it has none and is not there.
    final func takePeople(_ people: Double) -> Bool {
        summary.rowsRead += Int(people) - 1
        guard people > 0 else { return false }
        summary.rowsComplete += Int(people) - 1
        return true
    }

    /// Notes the levels of the rows in the block, which is about to be handed on.
    final func noteLevels() {
        for slot in 0..<slotCount where levels[slot].count > 0 {
            let (count, column) = (levels[slot].count, values + slot * stride)
            while levelUses[slot].count < count { levelUses[slot].append(.none) }
            levelUses[slot].withUnsafeMutableBufferPointer { uses in
                // A level that is missing and may be is NaN.
                for row in 0..<rowCount where column[row] >= 0 { uses[Int(column[row])].addOne() }
                guard let counts else { return }
                for row in 0..<rowCount where counts[row] > 1 && column[row] >= 0 {
                    uses[Int(column[row])].addOne()
                }
            }
        }
    }

    final var missingCounts: [Int] { columns.indices.map { missing[$0] } }

    final func flagWords(ofColumn column: Int) -> (count: Int, spellings: UInt8) {
        (flagCounts[column], flagSpellings[column])
    }

    /// Is told of a level met for the first time, which it may refuse.
    ///
    /// - Throws: `ReadInterruption.unclean`.
    func welcome(_ level: FieldBytes, _ index: Int) throws {
        try admit(level, toColumn: index)
    }

    /// Judges a level met for the first time.
    ///
    /// - Throws: `ReadInterruption.unclean`.
    final func admit(_ level: FieldBytes, toColumn index: Int) throws {
        guard CategoryChecker.isWellFormed(level), !SpreadsheetError.matches(level) else {
            throw ReadInterruption.unclean
        }
        if columns[index].holdsWords, NumberField.parse(level) != nil {
            throw ReadInterruption.unclean
        }
    }

    /// A flag in words as 1 or 0, its spelling noted.
    final func flag(_ content: FieldBytes, _ index: Int) throws -> Double {
        let rule = columns[index].flagRule ?? FlagRule()
        guard let flag = rule.value(of: content) else { throw ReadInterruption.unclean }
        if let spelling = flag.spelling {
            flagCounts[index] += 1
            flagSpellings[index] |= spelling.rawValue
        }
        return flag.isOne ? 1 : 0
    }

    final func isMissingCode(_ content: FieldBytes, _ index: Int) -> Bool {
        content.isAmong(columns[index].missingCodes)
    }
}

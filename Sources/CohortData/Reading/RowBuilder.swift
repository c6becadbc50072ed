/// What a pass wants of every row, whatever source it comes from.
struct RowPlan: Sendable {
    /// In the order of the file.
    var columns: [WantedColumn]
    var slotCount: Int
    var exactDecimals: Bool
    var capacity: Int
    /// Where in a block the values of each arm stand.
    var armSlots: [Int]
    var filter: BoundFilter?
}

/// The rows of a block while it is filled, and the count of everything that was met on the way: what all sources share.
///
/// Every source fills it in a class of its own; the properties are of the class itself, since the inner loops use them.
/// Used by one thread at a time.
package class RowBuilder {
    /// What is wanted of each column of the file.
    final let columns: [WantedColumn]
    final let capacity: Int
    final let values: UnsafeMutablePointer<Double>
    /// What the values lack to their decimal text; nil unless exact decimals are wanted.
    final let lowParts: UnsafeMutablePointer<Double>?
    /// The levels met, by slot; empty for slots that are no category.
    final let levels: UnsafeMutablePointer<CategoryTable>
    private let slotCount: Int
    final var rowCount = 0
    final var summary = ReadSummary()
    /// By slot, whether a row that was handed on has each level; a level of absent rows is none.
    private let levelUses: UnsafeMutablePointer<[LevelUse]>
    /// The slot of the weights; negative without.
    final let weightSlot: Int
    /// Rows that lacked each column of the file.
    final let missing: UnsafeMutablePointer<Int>
    final let absent: AbsentRows
    /// By column of the file: cells that are flags in words, and in which spellings.
    final let flagCounts: UnsafeMutablePointer<Int>
    final let flagSpellings: UnsafeMutablePointer<UInt8>
    final let filter: BoundFilter?

    init(_ plan: RowPlan, _ tables: [CategoryTable]) {
        let columns = plan.columns
        self.columns = columns
        (capacity, slotCount, filter) = (plan.capacity, plan.slotCount, plan.filter)
        absent = AbsentRows(slots: plan.armSlots, columnCount: columns.count)
        levels = .allocate(capacity: max(1, slotCount))
        for slot in 0..<slotCount { (levels + slot).initialize(to: tables[slot]) }
        levelUses = .allocate(capacity: max(1, slotCount))
        levelUses.initialize(repeating: [], count: slotCount)
        weightSlot = columns.first { $0.isWeight }?.numberSlot ?? -1
        let size = max(1, capacity * slotCount)
        values = .allocate(capacity: size)
        values.initialize(repeating: 0, count: size)
        lowParts = plan.exactDecimals ? .allocate(capacity: size) : nil
        lowParts?.initialize(repeating: 0, count: size)
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

    /// Notes the levels of the rows in the block, which is about to be handed on.
    final func noteLevels() {
        for slot in 0..<slotCount where levels[slot].count > 0 {
            let (count, column) = (levels[slot].count, values + slot * capacity)
            while levelUses[slot].count < count { levelUses[slot].append(.none) }
            levelUses[slot].withUnsafeMutableBufferPointer { uses in
                for row in 0..<rowCount where column[row] >= 0 { uses[Int(column[row])].addOne() }
            }
        }
    }

    final var missingCounts: [Int] { columns.indices.map { missing[$0] } }

    final func flagWords(ofColumn column: Int) -> (count: Int, spellings: UInt8) {
        (flagCounts[column], flagSpellings[column])
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
        columns[index].missingCodes.contains { content.equals($0) }
    }
}

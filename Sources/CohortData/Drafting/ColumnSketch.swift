internal import TopsliceRecords

/// What the cells of one column have shown so far, for every type they may be of.
///
/// Memory is constant but for columns whose values are all different, which take 16 to 40 bytes a row.
struct ColumnSketch {
    private static let longestLevel = 64

    private struct Level {
        let text: [UInt8]
        var count = 0
    }

    let name: String
    private var valueCount = 0
    private var emptyCount = 0
    /// Cells that are one of the usual codes of a missing value, by code.
    private var codes: [String: Int] = [:]
    private var digitFlags = 0
    private var spellings: [FlagField.Spelling: Int] = [:]
    private var integers = 0
    private var numbers = 0
    private var dates = 0
    private var daysFirst = 0
    private var amounts = 0
    private var hasCurrency = false
    private var hasDecimals = false
    private var leadingNoughts = 0
    /// The first line whose cell is no number, and no day.
    private var firstOdd: (number: Int?, date: Int?) = (nil, nil)
    private var summary = NumberSummary()
    private var sentinels = SentinelTally()
    /// The values met so far; nil once there are too many.
    private var levels: [ContentHash: Level]? = [:]
    /// Every value; nil once one came twice and they are too many to be levels.
    private var identities: IdentifierTable? = IdentifierTable()
    private var repeats = 0

    init(name: String) {
        self.name = name
    }

    mutating func add(_ cell: FieldBytes, line: Int) {
        let bytes = cell.trimmed
        guard !bytes.isEmpty else {
            emptyCount += 1
            return
        }
        if let code = MissingCode.named(bytes) {
            codes[code, default: 0] += 1
            return
        }
        valueCount += 1
        addKinds(bytes, line: line)
        addIdentity(bytes, line: line)
    }

    private mutating func addKinds(_ bytes: FieldBytes, line: Int) {
        if BinaryField.parse(bytes) != nil { digitFlags += 1 }
        if let flag = FlagField.parse(bytes) { spellings[flag.spelling, default: 0] += 1 }
        if let number = NumberField.parse(bytes) {
            numbers += 1
            summary.add(number)
            sentinels.add(number)
            if IntegerField.parse(bytes) != nil { integers += 1 }
            if bytes.contains(.point) { hasDecimals = true }
            if bytes.count > 1, bytes[0] == .zero, bytes[1].digitValue < 10 { leadingNoughts += 1 }
        } else if firstOdd.number == nil {
            firstOdd.number = line
        }
        if case .pence = MoneyField.parse(bytes) { amounts += 1 }
        if bytes.count > 1, bytes[0] == 0xC2, bytes[1] == 0xA3 { hasCurrency = true }
        if DateField.parse(bytes) != nil {
            dates += 1
        } else {
            if firstOdd.date == nil { firstOdd.date = line }
            if Self.isDayFirst(bytes) { daysFirst += 1 }
        }
    }

    /// `31/03/2025`, and what is like it.
    private static func isDayFirst(_ bytes: FieldBytes) -> Bool {
        let marks: Set<UInt8> = [UInt8(ascii: "/"), .minus, .point]
        let parts = bytes.split(whereSeparator: { marks.contains($0) })
        return parts.count == 3 && parts.allSatisfy { $0.allSatisfy { $0.digitValue < 10 } }
            && parts[0].count <= 2 && parts[1].count <= 2 && [2, 4].contains(parts[2].count)
    }

    private mutating func addIdentity(_ bytes: FieldBytes, line: Int) {
        let hash = ContentHash(bytes)
        if identities?.insert(hash, line: line) != nil {
            repeats += 1
            // Once the values are no levels, and come again, neither levels nor ids are to be told by them.
            if levels == nil, repeats > valueCount / 2 { identities = nil }
        }
        guard levels != nil else { return }
        if levels?[hash] == nil {
            if levels?.count == StudyDraft.mostCounted {
                levels = nil
                return
            }
            levels?[hash] = Level(text: bytes.count <= Self.longestLevel ? Array(bytes) : [])
        }
        levels?[hash]?.count += 1
    }

    // MARK: What it seems to be

    /// The declaration that fits the cells, and what is to be looked at.
    func drafted() -> StudyDraft.Column {
        var column = StudyColumn(name: name, type: type)
        var notes: [DraftNote] = []
        if valueCount == 0 { notes.append(.empty) }
        if valueCount > 0, levels?.count == 1 { notes.append(.constant) }
        switch column.type {
        case .integer, .number, .money:
            column.rangeText = range(column.type)
            if numbers < valueCount, column.type != .money, let line = firstOdd.number {
                notes.append(.unlike(count: valueCount - numbers, firstLine: line))
            }
            if let (code, count) = sentinels.code { notes.append(.missingCode(code, count: count)) }
            if column.type == .integer, let count = levels?.count, (3...8).contains(count) {
                notes.append(.fewNumbers(count))
            }
        case .date:
            if dates < valueCount, let line = firstOdd.date {
                notes.append(.unlike(count: valueCount - dates, firstLine: line))
            }
        case .category: describeLevels(&column, &notes)
        case .id:
            if repeats > 0 {
                column.isUnique = false
                notes.append(.repeatedID)
            }
        case .binary: break
        }
        if column.type != .category {
            column.missingCodes = codes.keys.sorted()
            if emptyCount + codes.values.reduce(0, +) > 0 { column.missingAllowed = true }
        } else {
            column.missingCodes = codes.keys.filter { !MissingCode.isWord($0) }.sorted()
        }
        return StudyDraft.Column(
            declaration: column,
            distinctCount: levels?.count,
            notes: notes
        )
    }

    private var type: ColumnType {
        let count = valueCount
        guard count > 0 else { return .category }
        if digitFlags == count || spellings.contains(where: { $0.value == count }) {
            return .binary
        }
        if IdentifierName.matches(name), isMostlyDifferent { return .id }
        if Self.isMost(dates, of: count) { return .date }
        if amounts == count, hasCurrency || hasDecimals && MoneyName.matches(name) { return .money }
        if leadingNoughts > 0, integers == count { return isMostlyDifferent ? .id : .category }
        if integers == count { return .integer }
        if Self.isMost(numbers, of: count) { return .number }
        return isMostlyDifferent && repeats == 0 ? .id : .category
    }

    /// Nine in ten: the others are slips of the pen, or a code nobody declared.
    private static func isMost(_ part: Int, of whole: Int) -> Bool { part * 10 >= whole * 9 }

    /// Whether more than half the values stand on one row only, and there are too many to be levels.
    private var isMostlyDifferent: Bool {
        valueCount > StudyDraft.mostLevels && identities != nil && repeats * 2 < valueCount
    }

    /// Bounds of a power of ten: they stop a misplaced point or a wrong unit and tell nobody's value.
    private func range(_ type: ColumnType) -> StudyColumn.RangeText? {
        guard summary.count > 0, type != .money else { return nil }
        let magnitude = MagnitudeRange(least: summary.least, greatest: summary.greatest)
        return .init(low: "\(magnitude.low)", high: "\(magnitude.high)")
    }

    private func describeLevels(_ column: inout StudyColumn, _ notes: inout [DraftNote]) {
        if leadingNoughts == valueCount, valueCount > 0 { notes.append(.codes) }
        if daysFirst > 0, Self.isMost(daysFirst, of: valueCount) { notes.append(.dayFirst) }
        guard let levels, valueCount > 0 else {
            if valueCount > 0 { notes.append(.unlistedLevels(count: nil, rare: 0)) }
            return
        }
        // Words for a missing value may be a group of their own, so they stay levels.
        let words = codes.filter { MissingCode.isWord($0.key) }
        let rare =
            levels.values.count { $0.count < StudyDraft.fewestPeople || $0.text.isEmpty }
            + words.values.count { $0 < StudyDraft.fewestPeople }
        let count = levels.count + words.count
        if rare == 0, count <= StudyDraft.mostLevels {
            column.levels =
                (levels.values.map { String(decoding: $0.text, as: UTF8.self) } + words.keys)
                .sorted()
        } else {
            notes.append(.unlistedLevels(count: count, rare: rare))
        }
        if count == 2 { notes.append(.twoWords) }
    }
}

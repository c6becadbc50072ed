internal import TopsliceRecords

/// Fills blocks from columns that have types, to what the text of the same values would give.
final class TypedBuilder: RowBuilder {
    private enum State {
        static let kept: UInt8 = 0
        static let incomplete: UInt8 = 1
        static let leftOut: UInt8 = 2
    }

    /// By row of those that are being taken.
    private var states: [UInt8]
    /// Values that are missing in them.
    private var lacking: [(row: Int, column: Int)] = []
    /// By column of numbers that are levels: the level of every value met, by its bits.
    private var knownLevels: [[Int64: Double]]
    /// The same of values from 0 to below `smallLevels`, by value; below zero where none was met. Empty for other columns.
    private var smallLevels: [[Double]]
    private static let smallLevels: Int64 = 1 << 12
    /// By column, the missing codes that are numbers.
    private let missingNumbers: [[Double]]
    private let nanIsMissing: [Bool]
    private let text = TypedText()

    override init(_ plan: RowPlan, _ tables: [CategoryTable]) {
        states = [UInt8](repeating: 0, count: plan.capacity)
        knownLevels = plan.columns.map { _ in [:] }
        smallLevels = plan.columns.map { column in
            let count = column.levelSlot >= 0 ? Int(Self.smallLevels) : 0
            return [Double](repeating: -1, count: count)
        }
        missingNumbers = plan.columns.map(\.missingNumbers)
        nanIsMissing = plan.columns.map { TypedCells.nanIsMissing($0.missingCodes) }
        super.init(plan, tables)
    }

    /// The columns of the file that must be taken: those that are wanted and those that the filter compares.
    static func needed(_ plan: RowPlan) -> [Int] {
        let compared = Set(plan.filter?.columns ?? [])
        return plan.columns.indices.filter { index in
            let column = plan.columns[index]
            return column.numberSlot >= 0 || column.levelSlot >= 0 || compared.contains(index)
        }
    }

    /// Takes rows; the block must be empty, and `count` at most its capacity.
    ///
    /// - `cells`: by column of the file; nil for those that are not needed.
    /// - Throws: `ReadInterruption.unclean`.
    func take(_ count: Int, _ cells: [TypedCells?]) throws {
        for row in 0..<count { states[row] = State.kept }
        var missingOfFilter = [Bool](repeating: false, count: filter == nil ? 0 : count)
        if let filter { try judge(count, cells, filter, &missingOfFilter) }
        for (index, column) in cells.enumerated() {
            guard let column, plans[index].isWanted else { continue }
            if isPlain(index, column.kind) {
                try takeNumbers(count, column, index)
            } else if plans[index].numberSlot < 0, column.kind != .text {
                try takeLevels(count, column, index)
            } else {
                try takeTexts(count, column, index)
            }
        }
        recordCount += count
        finish(count, missingOfFilter)
    }

    private func judge(
        _ count: Int,
        _ cells: [TypedCells?],
        _ filter: BoundFilter,
        _ isMissing: inout [Bool]
    ) throws {
        let textColumns = Set(filter.columns).filter { cells[$0]?.kind == .text }
        var starts = cells.map { _ in 0 }
        for row in 0..<count {
            let verdict = filter.judge { column, body in
                guard let compared = cells[column] else {
                    preconditionFailure("column \(column) is compared and was not read")
                }
                guard compared.present[row] != 0 else {
                    return body(FieldBytes(start: nil, count: 0))
                }
                text.withText(of: compared, row, starts[column], body)
            }
            switch verdict {
            case .kept: break
            case .leftOut: states[row] = State.leftOut
            case .missing:
                states[row] = State.leftOut
                isMissing[row] = true
            case .fault: throw ReadInterruption.unclean
            }
            for column in textColumns {
                if let compared = cells[column], compared.present[row] != 0 {
                    starts[column] += Int(compared.values[row])
                }
            }
        }
    }

    /// Whether the numbers of a column are what is wanted of it.
    private func isPlain(_ index: Int, _ kind: TypedCells.Kind) -> Bool {
        let plan = plans[index]
        guard plan.levelSlot < 0, !plan.hasDeclaredFlags, lowParts == nil else { return false }
        switch (plan.numberKind, kind) {
        case (.number, .number), (.number, .whole), (.number, .boolean), (.weight, .number),
            (.weight, .whole), (.binary, .whole), (.binary, .number), (.binary, .boolean),
            (.date, .day):
            return true
        default: return false
        }
    }

    private func takeNumbers(_ count: Int, _ cells: TypedCells, _ index: Int) throws {
        let target = values + plans[index].numberSlot * stride
        let codes = missingNumbers[index]
        let (isBinary, isDouble) = (plans[index].numberKind == .binary, cells.kind == .number)
        let (present, source) = (cells.present, cells.values)
        if codes.isEmpty, takeSound(count, cells, target, isBinary: isBinary) { return }
        for row in 0..<count {
            guard present[row] != 0 else {
                lack(row, index)
                continue
            }
            let value =
                isDouble ? Double(bitPattern: UInt64(bitPattern: source[row])) : Double(source[row])
            target[row] = value
            let isSound = value.isFinite && (!isBinary || value == 0 || value == 1)
            if isSound, codes.isEmpty { continue }
            if value.isNaN ? nanIsMissing[index] : codes.contains(value) {
                lack(row, index)
            } else if !isSound, states[row] != State.leftOut {
                throw ReadInterruption.unclean
            }
        }
    }

    /// The numbers of a column in which nothing is missing and nothing unsound, without a question a row; false, with what stands in
    /// `target` of no use, where it is not such a column.
    private func takeSound(
        _ count: Int,
        _ cells: TypedCells,
        _ target: UnsafeMutablePointer<Double>,
        isBinary: Bool
    ) -> Bool {
        let (present, source) = (cells.present, cells.values)
        var isWhole: UInt8 = 1
        for row in 0..<count { isWhole &= present[row] }
        guard isWhole != 0 else { return false }
        if cells.kind == .number {
            guard !isBinary else { return false }
            // The exponents of NaN and the infinities are all ones.
            let exponent: Int64 = 0x7FF0_0000_0000_0000
            var unsound: UInt64 = 0
            for row in 0..<count {
                unsound |= source[row] & exponent == exponent ? 1 : 0
                target[row] = Double(bitPattern: UInt64(bitPattern: source[row]))
            }
            return unsound == 0
        }
        var others: Int64 = 0
        for row in 0..<count {
            others |= source[row]
            target[row] = Double(source[row])
        }
        return !isBinary || others & ~1 == 0
    }

    /// Levels that are numbers: the text of each value is made once.
    private func takeLevels(_ count: Int, _ cells: TypedCells, _ index: Int) throws {
        let target = values + plans[index].levelSlot * stride
        var (last, lastLevel) = (Int64(0), -1.0)
        for row in 0..<count where states[row] != State.leftOut {
            guard cells.present[row] != 0 else {
                lack(row, index)
                continue
            }
            let bits = cells.values[row]
            if bits != last || lastLevel < 0 {
                let isSmall = bits >= 0 && bits < Self.smallLevels
                let small = isSmall ? smallLevels[index][Int(bits)] : -1
                if small >= 0 {
                    (last, lastLevel) = (bits, small)
                } else if !isSmall, let level = knownLevels[index][bits] {
                    (last, lastLevel) = (bits, level)
                } else if try text.withText(of: cells, row, 0, { try take($0, row, index) }) {
                    (last, lastLevel) = (bits, target[row])
                    if isSmall {
                        smallLevels[index][Int(bits)] = lastLevel
                    } else {
                        knownLevels[index][bits] = lastLevel
                    }
                } else {
                    continue
                }
            }
            target[row] = lastLevel
        }
    }

    private func takeTexts(_ count: Int, _ cells: TypedCells, _ index: Int) throws {
        var start = 0
        let (isText, isCount) = (cells.kind == .text, index == countColumn)
        for row in 0..<count {
            let (here, isPresent) = (start, cells.present[row] != 0)
            if isText, isPresent { start += Int(cells.values[row]) }
            // How many people a row stands for is wanted of those that are left out too.
            if states[row] == State.leftOut, !isCount { continue }
            guard isPresent else {
                if isCount { throw ReadInterruption.unclean }
                lack(row, index)
                continue
            }
            _ = try text.withText(of: cells, row, here) { try take($0, row, index) }
        }
    }

    /// Stores a text; false where it is a missing code or nothing.
    private func take(_ text: FieldBytes, _ row: Int, _ index: Int) throws -> Bool {
        guard text.count <= CohortReader.longestField, UTF8Validity.firstFault(text) == nil else {
            throw ReadInterruption.unclean
        }
        let content = text.trimmed
        if index != countColumn,
            content.isEmpty || plans[index].hasMissingCodes && isMissingCode(content, index)
        {
            lack(row, index)
            return false
        }
        return try store(content, index, row)
    }

    /// Notes that a value is missing.
    private func lack(_ row: Int, _ index: Int) {
        guard states[row] != State.leftOut else { return }
        let plan = plans[index]
        if plan.keepsMissing, plan.levelSlot >= 0 {
            let empty = levels[plan.levelSlot].numberOfEmpty()
            values[plan.levelSlot * stride + row] = Double(empty)
            return
        }
        if plan.numberSlot >= 0 { values[plan.numberSlot * stride + row] = .nan }
        if plan.mayBeMissing {
            if plan.levelSlot >= 0 { values[plan.levelSlot * stride + row] = .nan }
            return
        }
        missing[index] += 1
        states[row] = State.incomplete
        lacking.append((row, index))
    }

    /// Counts the rows and brings those that are complete together.
    private func finish(_ count: Int, _ missingOfFilter: [Bool]) {
        // Column by column they were noted; row by row they are counted.
        lacking.sort { $0 < $1 }
        var next = 0
        let weights = weightSlot < 0 ? nil : values + weightSlot * stride
        for row in 0..<count {
            let people = counts.map { Int($0[row]) } ?? 1
            summary.rowsRead += people
            switch states[row] {
            case State.leftOut:
                summary.rowsFiltered += people
                if missingOfFilter[row] { summary.rowsFilteredMissing += people }
            case State.incomplete:
                while next < lacking.count, lacking[next].row == row {
                    absent.note(column: lacking[next].column)
                    next += 1
                }
                absent.countIncomplete(
                    values + row,
                    stride: stride,
                    people: people,
                    missing: missing
                )
            default:
                if let weights, weights[row] == 0 {
                    summary.rowsWithoutWeight += people
                    absent.countWeightless(values + row, stride: stride, people: people)
                } else if people > 0 {
                    summary.rowsComplete += people
                    if rowCount < row { move(row, to: rowCount) }
                    rowCount += 1
                }
            }
        }
        lacking.removeAll(keepingCapacity: true)
    }

    private func move(_ row: Int, to target: Int) {
        for slot in 0..<slotCount {
            values[slot * stride + target] = values[slot * stride + row]
            if let lowParts { lowParts[slot * stride + target] = lowParts[slot * stride + row] }
        }
    }
}

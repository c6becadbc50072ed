/// Checks the cells of one column, one row after another, and keeps what the report says about it.
struct ColumnChecker {
    /// What is expected of the cells.
    enum Plan {
        /// Not part of the study: only its bytes and quotes are checked.
        case ignored
        /// A covariate nobody declared: numbers where every cell is one, levels where none is.
        case numberOrLevel
        /// An outcome nobody declared: numbers throughout, or flags in words throughout.
        case numberOrFlag
        case typed(ColumnType)
    }

    enum Cell {
        case value
        case missing
        case fault
    }

    let name: String
    /// The name, unless it may be somebody's own value (see `HeaderChecker.isShown`).
    let shownName: String?
    /// Number of the field, from 1.
    let field: Int
    let plan: Plan
    let range: ValueRange?
    private let rangeInWords: String
    let roles: ColumnRoles
    private let missingCodes: [[UInt8]]
    /// Those of them that are numbers.
    private let missingNumbers: [Double]
    private let nanIsMissing: Bool
    private let allowsMissing: Bool

    private(set) var valueCount = 0
    private(set) var missingCount = 0
    private(set) var identifiers: IdentifierChecker?
    private(set) var categories: CategoryChecker?
    private(set) var summary = NumberSummary()
    /// Of a `numberOrLevel` column: cells that are no numbers, and those that are.
    private(set) var words = CellTally()
    private(set) var numbers = CellTally()
    /// How those words are spelled that usually stand for a missing value.
    private(set) var missingSpellings: Set<Int> = []
    /// Of a column of flags, or one that may hold them.
    var flags = ColumnFlags()
    let flagRule: FlagRule
    /// Of a money column, pence; nil once it passed what can be held.
    private(set) var total: Int64? = 0

    // The row being checked.
    private(set) var number: Double?
    private(set) var day: Int?

    init(
        name: String,
        isShown: Bool,
        field: Int,
        plan: Plan,
        study: Study,
        roles: ColumnRoles
    ) {
        self.name = name
        shownName = isShown ? name : nil
        self.field = field
        self.plan = plan
        self.roles = roles
        let declaration = study.column(name)
        range = declaration?.range
        rangeInWords = declaration?.rangeText?.inWords ?? "a value within the range"
        missingCodes = (study.missingCodes + (declaration?.missingCodes ?? [])).map {
            Array($0.utf8)
        }
        missingNumbers = missingCodes.compactMap { code in
            code.withUnsafeBufferPointer { NumberField.parse($0) }
        }
        nanIsMissing = TypedCells.nanIsMissing(missingCodes)
        allowsMissing = declaration?.allowsMissing ?? true
        flagRule = FlagRule(declaration)
        switch plan {
        case .typed(.id):
            identifiers = IdentifierChecker(
                isUnique: declaration?.isUnique ?? true,
                allowsScientific: declaration?.allowsScientificIDs ?? false
            )
        case .typed(.category), .numberOrLevel:
            categories = CategoryChecker(declared: declaration?.levels)
        case .ignored, .typed, .numberOrFlag:
            if roles.isLevels { categories = CategoryChecker(declared: nil) }
        }
    }

    /// Forgets the row before; for a cell whose bytes are at fault.
    mutating func clear() {
        number = nil
        day = nil
        categories?.clear()
    }

    /// Checks one cell of well-formed bytes.
    mutating func check(_ bytes: FieldBytes, line: Int, _ log: inout FaultLog) -> Cell {
        clear()
        guard case .typed(let type) = plan else {
            switch plan {
            case .numberOrLevel: return checkUndeclared(bytes, line: line, &log)
            case .numberOrFlag: return checkNumberOrFlag(bytes, line: line, &log)
            case .ignored, .typed: return .value
            }
        }
        if bytes.isEmpty || isMissingCode(bytes) { return missing(line: line, &log) }
        if type == .id { return checkIdentifier(bytes, line: line, &log) }
        if type != .category, let cell = read(bytes, as: type, line: line, &log) {
            return cell
        }
        let trimmed = bytes.trimmed
        let isTrimmed = trimmed.count < bytes.count
        if isTrimmed {
            log.warn(.trimmed, line: line, column: name, "spaces round the value were left out")
            if trimmed.isEmpty || isMissingCode(trimmed) { return missing(line: line, &log) }
        }
        if SpreadsheetError.matches(trimmed) { return spreadsheetError(line: line, &log) }
        if type == .category { return checkLevel(trimmed, line: line, &log) }
        if isTrimmed, let cell = read(trimmed, as: type, line: line, &log) { return cell }
        if type == .binary { flags.addOdd(trimmed, line: line) }
        addTypeFault(trimmed, type, line: line, &log)
        return .fault
    }

    // Mutating, though it changes nothing: a non-mutating call on a struct this large copies it, which was
    // an eighth of the time of a check.
    private mutating func isMissingCode(_ bytes: FieldBytes) -> Bool {
        !missingCodes.isEmpty && bytes.isAmong(missingCodes)
    }

    mutating func isMissingCode(_ value: Double) -> Bool {
        value.isNaN ? nanIsMissing : !missingNumbers.isEmpty && missingNumbers.contains(value)
    }

    mutating func missing(line: Int, _ log: inout FaultLog) -> Cell {
        guard allowsMissing else {
            addFault(.required, line: line, &log, "the cell is empty, expected a value")
            return .fault
        }
        missingCount += 1
        if roles.isOutcome {
            log.warn(
                .outcomeMissing,
                line: line,
                column: name,
                "the outcome is missing; the person is left out of the analysis and counted"
            )
        }
        return .missing
    }

    func addFault(
        _ code: FaultCode,
        line: Int,
        _ log: inout FaultLog,
        _ message: @autoclosure () -> String
    ) {
        log.add(code, line: line, column: name, field: field, message())
    }

    private func spreadsheetError(line: Int, _ log: inout FaultLog) -> Cell {
        let message = "a spreadsheet's error or too narrow a column (#N/A, ####), expected a value"
        addFault(.spreadsheetError, line: line, &log, message)
        return .fault
    }

    // MARK: Texts

    private mutating func checkIdentifier(
        _ bytes: FieldBytes,
        line: Int,
        _ log: inout FaultLog
    ) -> Cell {
        if SpreadsheetError.matches(bytes) { return spreadsheetError(line: line, &log) }
        let places = log.places
        switch identifiers?.check(bytes, line: line, named: { places.named($0) }) {
        case .fault(let code, let message)?:
            addFault(code, line: line, &log, message)
            return .fault
        case .warning(let code, let message)?:
            log.warn(code, line: line, column: name, message)
        case .accepted?, nil: break
        }
        valueCount += 1
        return .value
    }

    private mutating func checkLevel(
        _ bytes: FieldBytes,
        line: Int,
        _ log: inout FaultLog
    ) -> Cell {
        switch categories?.check(bytes, line: line) {
        case .fault(let fault)?:
            addFault(fault.code, line: line, &log, fault.message)
            return .fault
        case .lookAlike(let twin)?:
            let message =
                "a level that differs from the one on \(log.places.named(twin)) only in case, spaces or look-alike "
                + "letters; they are kept as two"
            log.warn(.levelsAlike, line: line, column: name, message)
        case .level?, nil: break
        }
        valueCount += 1
        return .value
    }

    private mutating func checkUndeclared(
        _ bytes: FieldBytes,
        line: Int,
        _ log: inout FaultLog
    ) -> Cell {
        let trimmed = bytes.trimmed
        if trimmed.count < bytes.count {
            log.warn(.trimmed, line: line, column: name, "spaces round the value were left out")
        }
        if trimmed.isEmpty || isMissingCode(trimmed) { return missing(line: line, &log) }
        if SpreadsheetError.matches(trimmed) { return spreadsheetError(line: line, &log) }
        if let value = NumberField.parse(trimmed) {
            if isMissingCode(value) { return missing(line: line, &log) }
            number = value
            summary.add(value)
            numbers.add(line: line)
        } else {
            words.add(line: line)
            if let spelling = ColumnMixture.missingSpelling(trimmed) {
                missingSpellings.insert(spelling)
            }
        }
        return checkLevel(trimmed, line: line, &log)
    }

    private mutating func checkNumberOrFlag(
        _ bytes: FieldBytes,
        line: Int,
        _ log: inout FaultLog
    ) -> Cell {
        let trimmed = bytes.trimmed
        if trimmed.count < bytes.count {
            log.warn(.trimmed, line: line, column: name, "spaces round the value were left out")
        }
        if trimmed.isEmpty || isMissingCode(trimmed) { return missing(line: line, &log) }
        if SpreadsheetError.matches(trimmed) { return spreadsheetError(line: line, &log) }
        if let value = NumberField.parse(trimmed) {
            if isMissingCode(value) { return missing(line: line, &log) }
            flags.addDigits(line: line)
            return accept(value, isInRange: true, line: line, &log)
        }
        if let flag = FlagField.parse(trimmed) {
            flags.add(flag.spelling, line: line)
            return accept(flag.isOne ? 1 : 0, isInRange: true, line: line, &log)
        }
        addTypeFault(trimmed, .number, line: line, &log)
        return .fault
    }

    mutating func note(_ spelling: FlagField.Spelling?, line: Int) {
        if let spelling { flags.add(spelling, line: line) } else { flags.addDigits(line: line) }
    }

    // MARK: Numbers and dates

    /// The cell where the bytes can be read as the type (perhaps with a fault of range), else nil.
    private mutating func read(
        _ bytes: FieldBytes,
        as type: ColumnType,
        line: Int,
        _ log: inout FaultLog
    ) -> Cell? {
        switch type {
        case .binary:
            guard let flag = flagRule.value(of: bytes) else { return nil }
            note(flag.spelling, line: line)
            return accept(flag.isOne ? 1 : 0, isInRange: true, line: line, &log)
        case .integer:
            guard let value = IntegerField.parse(bytes) else { return nil }
            if isMissingCode(Double(value)) { return missing(line: line, &log) }
            var isInRange = true
            if case .integer(let low, let high)? = range {
                isInRange = Self.isWithin(value, low, high)
            }
            return accept(Double(value), isInRange: isInRange, line: line, &log)
        case .number:
            guard let value = NumberField.parse(bytes) else { return nil }
            if isMissingCode(value) { return missing(line: line, &log) }
            var isInRange = true
            if case .number(let low, let high)? = range {
                isInRange = Self.isWithin(value, low, high)
            }
            return accept(value, isInRange: isInRange, line: line, &log)
        case .date:
            guard let value = DateField.parse(bytes) else { return nil }
            return accept(day: value, line: line, &log)
        case .money:
            guard case .pence(let pence) = MoneyField.parse(bytes) else { return nil }
            return accept(pence: pence, line: line, &log)
        case .id, .category: return nil
        }
    }

    mutating func accept(
        _ value: Double,
        isInRange: Bool,
        line: Int,
        _ log: inout FaultLog
    ) -> Cell {
        guard isInRange else { return outOfRange(line: line, &log) }
        if roles.isWeight, value < 0 {
            addFault(.negativeWeight, line: line, &log, "a weight below 0, expected at least 0")
            return .fault
        }
        valueCount += 1
        number = value
        summary.add(value)
        categories?.count(value: value, line: line)
        return .value
    }

    mutating func accept(day value: Int, line: Int, _ log: inout FaultLog) -> Cell {
        day = value
        valueCount += 1
        if case .date(let low, let high)? = range, !Self.isWithin(value, low, high) {
            return outOfRange(line: line, &log)
        }
        return .value
    }

    mutating func accept(pence: Int64, line: Int, _ log: inout FaultLog) -> Cell {
        if case .money(let low, let high)? = range {
            guard Self.isWithin(pence, low, high) else { return outOfRange(line: line, &log) }
        } else if pence < 0 {
            let message = "a negative amount, expected at least 0.00 (or declare a range)"
            addFault(.negativeMoney, line: line, &log, message)
            return .fault
        }
        valueCount += 1
        if let sum = total {
            let (next, overflows) = sum.addingReportingOverflow(pence)
            total = overflows ? nil : next
            if overflows {
                let message =
                    "with this amount the column's total passes £92,233,720,368,547,758.07"
                addFault(.moneyRange, line: line, &log, message)
                return .fault
            }
        }
        return .value
    }

    static func isWithin<Value: Comparable>(_ value: Value, _ low: Value?, _ high: Value?)
        -> Bool
    {
        if let low, value < low { return false }
        if let high, value > high { return false }
        return true
    }

    private func outOfRange(line: Int, _ log: inout FaultLog) -> Cell {
        addFault(.range, line: line, &log, "the value is out of range, expected \(rangeInWords)")
        return .fault
    }

    // MARK: With the outcome

    /// Adds the row's cell, with its person's outcome, to what separation is judged from.
    mutating func countOutcome(_ outcome: Bool) {
        categories?.countOutcome(outcome)
        if let number { summary.addOutcome(number, outcome) }
    }
}

package import TopsliceRecords

/// Checks the files of a cohort against a study, record by record, and reports every fault with its line.
///
/// The file passes when the report has no fault; warnings do not count against it. Faults of the file itself
/// (missing, unreadable, not text) are in the report too.
///
/// - Parameters:
///   - paths: regular files of one shape, or `-` for standard input.
///   - faultLimit: how many faults are kept; the others are counted.
/// - Complexity: one pass; memory is constant but for 16 to 40 bytes an id.
package func checkCohort(
    _ paths: [String],
    choice: DatabaseChoice? = nil,
    study: Study,
    faultLimit: Int = CheckReport.defaultFaultLimit
) -> CheckReport {
    do {
        return try checkCohort(
            openRows(paths, choice: choice),
            study: study,
            faultLimit: faultLimit
        )
    } catch {
        return CheckReport(file: error.faults.first?.place.file ?? paths[0], error)
    }
}

/// Checks one file; see `checkCohort(_:study:faultLimit:)`.
package func checkCohort(
    _ path: String,
    study: Study,
    faultLimit: Int = CheckReport.defaultFaultLimit
) -> CheckReport {
    checkCohort([path], study: study, faultLimit: faultLimit)
}

/// Checks files that are already open; see `checkCohort(_:study:faultLimit:)`.
///
/// - `digesting`: columns whose content is to be told from any other (`CheckReport.contentSum`).
/// - Throws: only where the file cannot be read to its end.
package func checkCohort(
    _ source: any RowSource,
    study: Study,
    faultLimit: Int = CheckReport.defaultFaultLimit,
    digesting: [String]? = nil
) throws(Faults) -> CheckReport {
    var checker = try CohortChecker(source: source, study: study, faultLimit: faultLimit)
    checker.recordDigest = digesting.map { RecordDigest($0) }
    try checker.run()
    try source.refuseIfChanged()
    return checker.report
}

/// The state of one check: where the scanner is, what each column has shown, and how records were counted.
struct CohortChecker {
    static let fieldLimit = 64 << 10

    let study: Study
    let source: any RowSource
    var scanner: RecordScanner
    /// The records of the present file where its columns have types.
    private(set) var typed: TypedRecords?
    /// What is left of `source` after the present file.
    private var laterParts: Range<Int>
    var log: FaultLog
    var header: [[UInt8]] = []
    /// The running number of the line of the present file's header.
    var headerLine = 1
    var filter: BoundFilter?
    var columns: [ColumnChecker] = []
    /// Index of a date column and of the one it may not be before.
    var dateOrder: [(later: Int, earlier: Int)] = []
    var outcomeIndex: Int?
    // Of each column, kept apart because they are asked of every cell.
    var isAnalysed: [Bool] = []
    var covariateIndices: [Int] = []

    /// What is made of columns that are to be told from any others; nil for none.
    var recordDigest: RecordDigest?
    var recordCount = 0
    /// Records before the present file.
    private var earlierCount = 0
    var filteredCount = 0
    var analysedCount = 0
    var missingOutcomeCount = 0
    var missingOtherCount = 0
    var faultyCount = 0
    var blankLineCount = 0
    /// How the first line ended; another end later is worth a warning.
    private var firstLineEndsWithCarriageReturn: Bool?

    init(source: any RowSource, study: Study, faultLimit: Int) throws(Faults) {
        self.source = source
        self.study = study.withRoleColumns.withCounts
        let first = source.parts[0]
        laterParts = 1..<source.parts.count
        let records = try source.records(ofPart: 0, self.study)
        (scanner, typed) = (records.scanner, records.typed)
        log = FaultLog(
            LinePlaces(first.name, records.numbering),
            limit: faultLimit,
            warnings: first.warnings
        )
    }

    /// The running number of the present record's line.
    var line: Int { log.places.base + scanner.line }

    mutating func run() throws(Faults) {
        guard try readHeader() else { return }
        recordDigest?.begin(header)
        try readRecords()
        for number in laterParts {
            let part = source.parts[number]
            let records = try source.records(ofPart: number, study)
            log.open(part.name, records.numbering, after: line, warnings: part.warnings)
            (scanner, typed) = (records.scanner, records.typed)
            firstLineEndsWithCarriageReturn = nil
            earlierCount = recordCount
            if try readLaterHeader() { try readRecords() }
        }
        finish()
    }

    private mutating func readRecords() throws(Faults) {
        defer {
            if recordCount == earlierCount {
                let message = "there are no records after the header, expected some"
                log.add(.noRows, line: headerLine, message)
            }
        }
        if let typed { return try readRecords(typed) }
        while true {
            switch try scanner.next() {
            case .end: return
            case .overlong: addOverlong()
            case .record: checkRecord()
            }
        }
    }

    // MARK: Records

    private mutating func checkRecord() {
        if scanner.isBlankRecord {
            countBlank()
            return
        }
        recordCount += 1
        noteLineEnd()
        let faultsBefore = log.count
        addStructuralFaults()
        guard scanner.fieldCount == columns.count else {
            let isUnclosed = scanner.faults.contains { $0.isUnclosedQuote }
            if !isUnclosed { addFieldCount() }
            for field in 0..<min(scanner.fieldCount, RecordScanner.columnLimit) {
                checkBytes(field, scanner.span(field))
            }
            faultyCount += 1
            return
        }
        recordDigest?.add(scanner)
        if let filter, log.count == faultsBefore, !keeps(filter) { return }
        if scanner.holds(header) {
            log.add(
                .headerInside,
                line: line,
                "the header stands here again, expected data"
            )
            faultyCount += 1
            return
        }
        let line = line
        var missesOutcome = false
        var missesOther = false
        for field in 0..<columns.count {
            guard case .missing = checkCell(field, line: line), isAnalysed[field] else {
                continue
            }
            if field == outcomeIndex { missesOutcome = true } else { missesOther = true }
        }
        settle(faultsBefore, missesOutcome: missesOutcome, missesOther: missesOther)
    }

    /// Counts a record whose cells were checked.
    mutating func settle(_ faultsBefore: Int, missesOutcome: Bool, missesOther: Bool) {
        checkDateOrder()
        if log.count > faultsBefore {
            faultyCount += 1
        } else if missesOutcome {
            missingOutcomeCount += 1
        } else if missesOther {
            missingOtherCount += 1
        } else {
            analysedCount += 1
            countOutcome()
        }
    }

    @inline(__always)
    private mutating func checkCell(_ field: Int, line: Int) -> ColumnChecker.Cell {
        let span = scanner.span(field)
        if span.marks.subtracting(.quoted).isEmpty, span.end - span.start <= Self.fieldLimit {
            return columns[field].check(scanner.bytes(span), line: line, &log)
        }
        return checkOddCell(field, span, line: line)
    }

    /// A cell that is long, broken, or holds doubled quotes or more than ASCII.
    @inline(never)
    private mutating func checkOddCell(
        _ field: Int,
        _ span: FieldSpan,
        line: Int
    ) -> ColumnChecker.Cell {
        checkBytes(field, span)
        let marks = scanner.span(field).marks
        guard !marks.contains(.broken) else {
            columns[field].clear()
            return .fault
        }
        guard marks.contains(.doubledQuotes) else {
            return columns[field].check(scanner.bytes(span), line: line, &log)
        }
        let bytes = Self.unquoted(scanner.bytes(span), marks)
        return bytes.withUnsafeBufferPointer { columns[field].check($0, line: line, &log) }
    }

    private mutating func checkDateOrder() {
        for (later, earlier) in dateOrder {
            guard let day = columns[later].day, let limit = columns[earlier].day, day < limit else {
                continue
            }
            let name = escapedName(columns[earlier].name)
            let message = "before '\(name)' of the same record, expected on or after it"
            columns[later].addFault(.dateOrder, line: line, &log, message)
        }
    }

    private mutating func countOutcome() {
        guard let outcomeIndex, let outcome = columns[outcomeIndex].number,
            outcome == 0 || outcome == 1
        else { return }
        for index in covariateIndices {
            columns[index].countOutcome(outcome == 1)
        }
    }

    mutating func countBlank() {
        blankLineCount += 1
        log.warn(.blankLine, line: line, "a blank line was skipped")
    }

    mutating func noteLineEnd() {
        guard scanner.endsWithLineFeed else { return }
        let isCarriageReturn = scanner.endsWithCarriageReturn
        if let first = firstLineEndsWithCarriageReturn, first != isCarriageReturn {
            let message = "line ends are mixed: some lines end in CRLF, others in LF"
            log.warn(.mixedLineEnds, line: line, message)
        } else {
            firstLineEndsWithCarriageReturn = isCarriageReturn
        }
    }

    static func unquoted(_ bytes: FieldBytes, _ marks: FieldSpan.Marks) -> [UInt8] {
        guard marks.contains(.doubledQuotes) else { return Array(bytes) }
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            result.append(bytes[index])
            index += bytes[index] == .quote ? 2 : 1
        }
        return result
    }
}

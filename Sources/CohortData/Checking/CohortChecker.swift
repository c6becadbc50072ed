/// Checks a cohort file against a study, record by record, and reports every fault with its line.
///
/// The file passes when the report has no fault; warnings do not count against it. Faults of the file itself
/// (missing, unreadable, not text) are in the report too.
///
/// - Parameters:
///   - path: a regular file, or `-` for standard input.
///   - faultLimit: how many faults are kept; the others are counted.
/// - Complexity: one pass; memory is constant but for 16 to 40 bytes an id.
public func checkCohort(
    _ path: String,
    study: Study,
    faultLimit: Int = CohortFaults.defaultLimit
) -> CheckReport {
    do {
        return try checkCohort(TextSource.open(path), study: study, faultLimit: faultLimit)
    } catch {
        return CheckReport(file: path, error)
    }
}

/// Checks a source that is already open; see `checkCohort(_:study:faultLimit:)`.
///
/// - Throws: only where the file cannot be read to its end.
public func checkCohort(
    _ source: TextSource,
    study: Study,
    faultLimit: Int = CohortFaults.defaultLimit
) throws(CohortFaults) -> CheckReport {
    var checker = try CohortChecker(source: source, study: study, faultLimit: faultLimit)
    try checker.run()
    return checker.report
}

struct CohortChecker {
    /// How many records are searched for the header where the first is none.
    private static let headerSearchLength = 50
    static let fieldLimit = 64 << 10

    let study: Study
    let source: TextSource
    private let file: InputFile
    var scanner: RecordScanner
    var log: FaultLog
    private var header: [[UInt8]] = []
    var headerLine = 1
    var columns: [ColumnChecker] = []
    /// Index of a date column and of the one it may not be before.
    private var dateOrder: [(later: Int, earlier: Int)] = []
    private var outcomeIndex: Int?

    var recordCount = 0
    var analysedCount = 0
    var missingOutcomeCount = 0
    var missingOtherCount = 0
    var faultyCount = 0
    var blankLineCount = 0
    /// How the first line ended; another end later is worth a warning.
    private var firstLineEndsWithCarriageReturn: Bool?

    init(source: TextSource, study: Study, faultLimit: Int) throws(CohortFaults) {
        self.source = source
        self.study = study.withRoleColumns
        file = try InputFile(opening: source.path, name: source.name)
        scanner = RecordScanner(file: file, offset: source.offset, delimiter: study.delimiter)
        log = FaultLog(file: source.name, limit: faultLimit, warnings: source.warnings)
    }

    mutating func run() throws(CohortFaults) {
        guard try readHeader() else { return }
        while true {
            switch try scanner.next() {
            case .end:
                finish()
                return
            case .overlong: addOverlong()
            case .record: checkRecord()
            }
        }
    }

    // MARK: Header

    /// Reads and judges the first record; false where nothing after it can be checked.
    private mutating func readHeader() throws(CohortFaults) -> Bool {
        var outcome = try scanner.next()
        while case .record = outcome, isBlank {
            countBlank()
            outcome = try scanner.next()
        }
        switch outcome {
        case .end:
            log.add(.emptyFile, line: 1, "the file is empty, expected a header line")
            return false
        case .overlong:
            addOverlong()
            return false
        case .record: break
        }
        headerLine = scanner.line
        noteLineEnd()
        guard scanner.fieldCount <= RecordScanner.columnLimit else {
            let message =
                "\(scanner.fieldCount) columns, at most \(RecordScanner.columnLimit) are read"
            log.add(.tooManyColumns, line: headerLine, message)
            return false
        }
        let faultsBefore = log.count
        addStructuralFaults()
        header = (0..<scanner.fieldCount).map { field in
            let span = scanner.span(field)
            checkBytes(field, span)
            return Self.unquoted(scanner.bytes(span), span.marks)
        }
        guard log.count == faultsBefore else { return false }
        let names = header.map { String(decoding: $0, as: UTF8.self) }
        return try judge(HeaderChecker(study: study, names: names, line: headerLine))
    }

    private mutating func judge(_ header: HeaderChecker) throws(CohortFaults) -> Bool {
        if let other = header.otherDelimiter() {
            let message =
                "one column found where the delimiter is \(study.delimiter.name); it looks like "
                + "\(other.name), give --delimiter \(other.name)"
            log.add(.delimiter, line: headerLine, message)
            return false
        }
        let required = HeaderChecker.required(study).count
        if required > 1, header.requiredCount * 2 < required,
            let line = try betterHeaderLine(than: header.requiredCount)
        {
            let message =
                "the header seems to be on line \(line), expected on line 1; remove the lines above it"
            log.add(.headerMissing, line: headerLine, message)
            return false
        }
        header.check(&log)
        prepareColumns(header.names)
        return true
    }

    /// The line of a record among the next ones that has at least half the required columns as fields, and
    /// more than the first; reading then goes on where it was.
    private mutating func betterHeaderLine(than count: Int) throws(CohortFaults) -> Int? {
        let place = scanner.place
        let required = HeaderChecker.required(study)
        let search = RecordScanner(
            file: file,
            offset: place.offset,
            line: place.line,
            delimiter: study.delimiter
        )
        for _ in 0..<Self.headerSearchLength {
            guard case .record = try search.next() else { return nil }
            guard search.fieldCount <= RecordScanner.columnLimit else { continue }
            let names = Set(
                (0..<search.fieldCount).map { field in
                    let span = search.span(field)
                    let bytes = Self.unquoted(search.bytes(span), span.marks)
                    return String(decoding: bytes, as: UTF8.self)
                }
            )
            let found = required.filter(names.contains).count
            if found > count, found * 2 >= required.count { return search.line }
        }
        return nil
    }

    private mutating func prepareColumns(_ names: [String]) {
        let undeclared = Set(study.undeclaredCovariates)
        columns = names.enumerated().map { index, name in
            let declaration = study.column(name)
            let plan: ColumnChecker.Plan =
                if names.firstIndex(of: name) != index {
                    .ignored
                } else if let declaration {
                    .typed(declaration.type)
                } else {
                    undeclared.contains(name) ? .numberOrLevel : .ignored
                }
            return ColumnChecker(
                name: name,
                field: index + 1,
                plan: plan,
                study: study,
                roles: ColumnRoles(of: name, in: study.analysis)
            )
        }
        outcomeIndex = study.analysis.outcome.flatMap { names.firstIndex(of: $0) }
        for (index, name) in names.enumerated() {
            if let earlier = study.column(name)?.after, let other = names.firstIndex(of: earlier) {
                dateOrder.append((index, other))
            }
        }
    }

    // MARK: Records

    private mutating func checkRecord() {
        if isBlank {
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
            faultyCount += 1
            return
        }
        if isHeaderAgain {
            log.add(
                .headerInside,
                line: scanner.line,
                "the header stands here again, expected data"
            )
            faultyCount += 1
            return
        }
        var missesOutcome = false
        var missesOther = false
        for field in 0..<columns.count {
            guard case .missing = checkCell(field), columns[field].roles.isAnalysed else {
                continue
            }
            if field == outcomeIndex { missesOutcome = true } else { missesOther = true }
        }
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

    private mutating func checkCell(_ field: Int) -> ColumnChecker.Cell {
        let span = scanner.span(field)
        if span.end - span.start > Self.fieldLimit || !span.marks.subtracting(.quoted).isEmpty {
            checkBytes(field, span)
            let marks = scanner.span(field).marks
            guard !marks.contains(.broken) else {
                columns[field].clear()
                return .fault
            }
            if marks.contains(.doubledQuotes) {
                return Self.unquoted(scanner.bytes(span), marks).withUnsafeBufferPointer {
                    columns[field].check($0, line: scanner.line, &log)
                }
            }
        }
        return columns[field].check(scanner.bytes(span), line: scanner.line, &log)
    }

    private mutating func checkDateOrder() {
        for (later, earlier) in dateOrder {
            guard let day = columns[later].day, let limit = columns[earlier].day, day < limit else {
                continue
            }
            let name = escapedName(columns[earlier].name)
            let message = "before '\(name)' of the same record, expected on or after it"
            columns[later].addFault(.dateOrder, line: scanner.line, &log, message)
        }
    }

    private mutating func countOutcome() {
        guard let outcomeIndex, let outcome = columns[outcomeIndex].number,
            outcome == 0 || outcome == 1
        else { return }
        for index in columns.indices where columns[index].roles.isCovariate {
            columns[index].countOutcome(outcome == 1)
        }
    }

    /// Nothing, or nothing but spaces (and tabs where these are no delimiter).
    private var isBlank: Bool {
        guard scanner.fieldCount == 1, scanner.faults.isEmpty else { return false }
        let span = scanner.span(0)
        guard !span.marks.contains(.quoted) else { return false }
        return scanner.bytes(span).allSatisfy { $0 == .space || $0 == .tab }
    }

    private mutating func countBlank() {
        blankLineCount += 1
        log.warn(.blankLine, line: scanner.line, "a blank line was skipped")
    }

    private var isHeaderAgain: Bool {
        guard let first = header.first, scanner.bytes(scanner.span(0)).equals(first) else {
            return false
        }
        return header.indices.allSatisfy { scanner.bytes(scanner.span($0)).equals(header[$0]) }
    }

    private mutating func noteLineEnd() {
        guard scanner.endsWithLineFeed else { return }
        let isCarriageReturn = scanner.endsWithCarriageReturn
        if let first = firstLineEndsWithCarriageReturn, first != isCarriageReturn {
            let message = "line ends are mixed: some lines end in CRLF, others in LF"
            log.warn(.mixedLineEnds, line: scanner.line, message)
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

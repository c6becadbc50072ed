internal import TopsliceRecords

/// How many records are searched for the header where the first is none.
private let headerSearchLength = 50

extension CohortChecker {
    /// Reads and judges the first record; false where nothing after it can be checked.
    mutating func readHeader() throws(Faults) -> Bool {
        guard let names = try headerNames() else { return false }
        return try judge(HeaderChecker(study: study, names: names, line: headerLine))
    }

    /// Reads the header of a later file, which must be that of the first; false where its records cannot be checked.
    mutating func readLaterHeader() throws(Faults) -> Bool {
        let first = header
        let names = first.map { String(decoding: $0, as: UTF8.self) }
        guard let found = try headerNames() else {
            header = first
            return false
        }
        header = first
        guard found != names else { return true }
        let place = zip(found, names).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let other = escapedFileName(source.parts[0].name)
        let message =
            if let place {
                "column \(place + 1) of the header is another than in '\(other)', expected "
                    + "'\(escapedName(names[place]))'; files of one cohort have the same columns in the same order"
            } else {
                "\(found.count) columns, expected \(names.count) as in '\(other)'; files of one cohort have the same "
                    + "columns in the same order"
            }
        log.add(.headerDiffers, line: headerLine, message)
        return false
    }

    /// The fields of the first record that is not blank, kept in `header`; nil with a fault where there is none.
    private mutating func headerNames() throws(Faults) -> [String]? {
        if let typed {
            scanner.line = 1
            headerLine = line
            header = typed.names.map { Array($0.utf8) }
            return typed.names
        }
        var outcome = try scanner.next()
        while case .record = outcome, scanner.isBlankRecord {
            countBlank()
            outcome = try scanner.next()
        }
        switch outcome {
        case .end:
            log.add(
                .emptyFile,
                line: log.places.base + 1,
                "the file is empty, expected a header line"
            )
            return nil
        case .overlong:
            addOverlong()
            return nil
        case .record: break
        }
        headerLine = line
        noteLineEnd()
        guard scanner.fieldCount <= RecordScanner.columnLimit else {
            let message =
                "\(scanner.fieldCount) columns, at most \(RecordScanner.columnLimit) are read"
            log.add(.tooManyColumns, line: headerLine, message)
            return nil
        }
        let faultsBefore = log.count
        addStructuralFaults()
        header = (0..<scanner.fieldCount).map { field in
            let span = scanner.span(field)
            checkBytes(field, span)
            return Self.unquoted(scanner.bytes(span), span.marks)
        }
        guard log.count == faultsBefore else { return nil }
        return header.map { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func judge(_ header: HeaderChecker) throws(Faults) -> Bool {
        if let other = log.places.hasLines ? header.otherDelimiter() : nil {
            let message =
                "one column found where the delimiter is \(study.delimiter.name); it looks like "
                + "\(other.name), give --delimiter \(other.name)"
            log.add(.delimiter, line: headerLine, message)
            return false
        }
        let required = HeaderChecker.required(study).count
        if log.places.hasLines, header.requiredCount * 2 < required,
            let line = try betterHeaderLine(than: header.requiredCount)
        {
            let message =
                "the header seems to be on line \(line), expected on line 1; remove the lines above it"
            log.add(.headerMissing, line: headerLine, message)
            return false
        }
        header.check(&log)
        prepareColumns(header)
        return true
    }

    /// The line of a record among the next ones that has at least half the required columns as fields, and
    /// more than the first; reading then goes on where it was.
    private mutating func betterHeaderLine(than count: Int) throws(Faults) -> Int? {
        let place = scanner.place
        let required = HeaderChecker.required(study)
        let search = RecordScanner(
            file: scanner.file,
            offset: place.offset,
            line: place.line,
            delimiter: study.delimiter
        )
        for _ in 0..<headerSearchLength {
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

    private mutating func prepareColumns(_ header: HeaderChecker) {
        let names = header.names
        let undeclared = Set(study.undeclaredCovariates)
        columns = names.enumerated().map { index, name in
            let declaration = study.column(name)
            let plan: ColumnChecker.Plan =
                if names.firstIndex(of: name) != index {
                    .ignored
                } else if let declaration {
                    .typed(declaration.type)
                } else if study.numbersOrFlags.contains(name) {
                    .numberOrFlag
                } else {
                    undeclared.contains(name) ? .numberOrLevel : .ignored
                }
            return ColumnChecker(
                name: name,
                isShown: header.isShown(name),
                field: index + 1,
                plan: plan,
                study: study,
                roles: ColumnRoles(of: name, in: study.analysis)
            )
        }
        bindFilter(names)
        isAnalysed = columns.map(\.roles.isAnalysed)
        covariateIndices = columns.indices.filter { columns[$0].roles.isCovariate }
        outcomeIndex = study.analysis.outcomeNames.first.flatMap { names.firstIndex(of: $0) }
        for (index, name) in names.enumerated() {
            if let earlier = study.column(name)?.after, let other = names.firstIndex(of: earlier) {
                dateOrder.append((index, other))
            }
        }
    }
}

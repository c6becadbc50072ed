internal import TopsliceRecords

/// Records of files whose columns have types.
extension CohortChecker {
    /// - Throws: where the file cannot be read to its end.
    mutating func readRecords(_ typed: TypedRecords) throws(Faults) {
        try typed.forEachBlock { count, cells in
            var starts = cells.map { _ in 0 }
            for row in 0..<count {
                check(row, cells, starts)
                for (place, cells) in cells.enumerated()
                where cells.kind == .text && cells.present[row] != 0 {
                    starts[place] += Int(cells.values[row])
                }
            }
        }
    }

    private mutating func check(_ row: Int, _ cells: [TypedCells], _ starts: [Int]) {
        scanner.line += 1
        recordCount += 1
        recordDigest?.add(row, cells, starts)
        let faultsBefore = log.count
        if let filter, !keeps(filter, row, cells, starts) { return }
        let line = line
        var missesOutcome = false
        var missesOther = false
        for field in columns.indices {
            let own = cells[field]
            let cell: ColumnChecker.Cell =
                if own.present[row] == 0 {
                    columns[field].checkMissing(line: line, &log)
                } else if own.kind == .text {
                    checkText(field, own, row, starts[field], line: line)
                } else {
                    columns[field].check(own.values[row], own.kind, line: line, &log)
                        ?? checkText(field, own, row, starts[field], line: line)
                }
            guard case .missing = cell, isAnalysed[field] else { continue }
            if field == outcomeIndex { missesOutcome = true } else { missesOther = true }
        }
        settle(faultsBefore, missesOutcome: missesOutcome, missesOther: missesOther)
    }

    private mutating func checkText(
        _ field: Int,
        _ cells: TypedCells,
        _ row: Int,
        _ start: Int,
        line: Int
    ) -> ColumnChecker.Cell {
        TypedText().withText(of: cells, row, start) { text in
            guard cells.kind != .text || isSound(text, field, line: line) else {
                columns[field].clear()
                return .fault
            }
            return columns[field].check(text, line: line, &log)
        }
    }

    /// Whether a text is short enough, UTF-8, and without control characters; a fault where it is not.
    private mutating func isSound(_ text: FieldBytes, _ field: Int, line: Int) -> Bool {
        func add(_ code: FaultCode, _ message: String) {
            log.add(code, line: line, column: columns[field].shownName, field: field + 1, message)
        }
        if text.count > Self.fieldLimit {
            add(.fieldTooLong, "the text is longer than \(Self.fieldLimit >> 10) KiB")
            return false
        }
        if UTF8Validity.firstFault(text) != nil {
            add(.encoding, "not UTF-8, expected text saved as UTF-8")
            return false
        }
        let isControl: (UInt8) -> Bool = {
            $0 < 32 && $0 != .tab && $0 != .lineFeed && $0 != .carriageReturn
        }
        guard let control = text.first(where: isControl) else { return true }
        let fault = StructuralFault(
            kind: control == 0 ? .nul : .control(control),
            offset: 0,
            field: field
        )
        add(fault.code, "\(fault.what) in the text, \(fault.expected)")
        return false
    }

    /// Whether the filter keeps a record; if not it is counted, and its other cells are not looked at.
    private mutating func keeps(
        _ filter: BoundFilter,
        _ row: Int,
        _ cells: [TypedCells],
        _ starts: [Int]
    ) -> Bool {
        let verdict = filter.judge { column, body in
            guard cells[column].present[row] != 0 else {
                return body(FieldBytes(start: nil, count: 0))
            }
            TypedText().withText(of: cells[column], row, starts[column], body)
        }
        switch verdict {
        case .kept: return true
        case .fault(let number):
            addComparisonFault(filter, number)
            faultyCount += 1
        case .leftOut, .missing: filteredCount += 1
        }
        return false
    }
}

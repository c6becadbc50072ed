internal import TopsliceRecords

extension CohortChecker {
    /// Lays the filter over the header; a fault where the study declares a column as something else than it compares.
    mutating func bindFilter(_ names: [String]) {
        guard let asked = study.filter else { return }
        do throws(RowFilterFault) {
            filter = try BoundFilter(asked, header: names, study: study)
        } catch {
            let message = "the column \(error.message) in the filter"
            log.add(.filter, line: headerLine, column: error.column, message)
        }
    }

    /// Whether the filter keeps the present record; if not it is counted, and its other cells are not looked at.
    mutating func keeps(_ filter: BoundFilter) -> Bool {
        let faultsBefore = log.count
        for field in 0..<columns.count {
            let span = scanner.span(field)
            if span.marks.contains(.nonASCII) || span.end - span.start > Self.fieldLimit {
                checkBytes(field, span)
            }
        }
        let verdict = filter.judge { column, body in
            let span = scanner.span(column)
            let bytes = Self.unquoted(scanner.bytes(span), span.marks)
            bytes.withUnsafeBufferPointer(body)
        }
        switch verdict {
        case .kept where log.count == faultsBefore: return true
        case .fault(let number): addComparisonFault(filter, number)
        case .kept, .leftOut, .missing: break
        }
        if log.count > faultsBefore { faultyCount += 1 } else { filteredCount += 1 }
        return false
    }

    mutating func addComparisonFault(_ filter: BoundFilter, _ number: Int) {
        let comparison = filter.comparisons[number]
        let column = columns[filter.columns[number]]
        let wanted =
            if case .day = comparison.operand { "a day such as 2024-03-31" } else { "a number" }
        log.add(
            .filter,
            line: line,
            column: column.name,
            field: column.field,
            "cannot be compared as the filter asks, expected \(wanted); put the value of the filter in quotes to compare texts"
        )
    }
}

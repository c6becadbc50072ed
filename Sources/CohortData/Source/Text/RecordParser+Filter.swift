extension RecordParser {
    /// Judges a record by a filter before any of its other cells is looked at; says where the next record begins.
    ///
    /// - Throws: `ReadInterruption.unclean` where the record has not the fields of the header, or a cell cannot be compared.
    func judge(
        _ start: UnsafePointer<UInt8>,
        _ filter: BoundFilter,
        before end: UnsafePointer<UInt8>
    ) throws -> (verdict: BoundFilter.Verdict, next: UnsafePointer<UInt8>) {
        var cursor = start
        for index in columns.indices {
            let begin = cursor
            let isQuoted = cursor[0] == .quote
            if isQuoted { try takeQuoted(&cursor, before: end) } else { cursor = fieldEnd(cursor) }
            let quotes = isQuoted ? 1 : 0
            let count = cursor - begin - 2 * quotes
            guard count <= CohortReader.longestField else { throw ReadInterruption.unclean }
            if isCompared[index] {
                // Doubled quotes lie otherwise in the file than they are meant.
                if isQuoted, scratch.count < count {
                    unquoted[index] = scratch
                } else {
                    unquoted[index] = nil
                    compared[index] = FieldBytes(start: begin + quotes, count: count)
                }
            }
            try pass(index == columns.count - 1 ? .lineFeed : delimiter, &cursor)
        }
        let verdict = filter.judge { column, body in
            if let content = unquoted[column] {
                content.withUnsafeBufferPointer(body)
            } else {
                body(compared[column])
            }
        }
        if case .fault = verdict { throw ReadInterruption.unclean }
        return (verdict, cursor)
    }

    /// Counts the record that was judged last, of which one row is counted as read.
    func leaveOut(_ verdict: BoundFilter.Verdict) throws {
        let people = try peopleLeftOut()
        summary.rowsRead += people - 1
        summary.rowsFiltered += people
        if case .missing = verdict { summary.rowsFilteredMissing += people }
    }

    /// The people of the record that was judged last.
    private func peopleLeftOut() throws -> Int {
        guard let countColumn else { return 1 }
        if let content = unquoted[countColumn] {
            return try content.withUnsafeBufferPointer { try people($0.trimmed) }
        }
        return try people(compared[countColumn].trimmed)
    }
}

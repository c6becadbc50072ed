extension CohortReader {
    /// What is wanted of each row.
    var plan: RowPlan {
        var columns = [WantedColumn](repeating: .init(), count: header.count)
        for (slot, request) in requests.enumerated() {
            guard let index = header.firstIndex(of: request.name) else {
                preconditionFailure("column '\(request.name)' is asked for but not in the header")
            }
            if request.kind == .category {
                columns[index].levelSlot = slot
            } else if columns[index].numberSlot < 0 {
                columns[index].numberSlot = slot
                columns[index].numberKind = request.kind
            } else if request.kind != .number, request.kind != .weight {
                // The same values under the stricter of two kinds; `twins` copies them.
                columns[index].numberKind = request.kind
            }
        }
        for request in requests where request.kind == .weight {
            guard let index = header.firstIndex(of: request.name) else { continue }
            columns[index].isWeight = true
        }
        if let countSlot, let index = header.firstIndex(of: requests[countSlot].name) {
            // Whatever else the column is wanted as, it holds counts.
            columns[index].isCount = true
            columns[index].numberKind = .count
        }
        for index in columns.indices {
            columns[index].name = header[index]
            columns[index].keepsMissing = keepsMissing
            columns[index].holdsWords = wordColumns.contains(header[index])
            columns[index].missingCodes = missingCodes + (columnMissingCodes[header[index]] ?? [])
            columns[index].flagRule = flagColumns[header[index]]
            columns[index].mayBeMissing = gaps.contains(header[index])
        }
        return RowPlan(
            columns: columns,
            slotCount: requests.count,
            exactDecimals: exactDecimals,
            capacity: CohortReader.blockRows,
            armSlots: arms.map { arm in
                guard let column = columns.first(where: { $0.name == arm && $0.numberSlot >= 0 })
                else { preconditionFailure("arm '\(arm)' is not among the numbers asked for") }
                return column.numberSlot
            },
            filter: filter,
            notesWords: notesWords
        )
    }
}

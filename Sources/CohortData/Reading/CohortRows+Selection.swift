extension CohortRows {
    /// The rows that are wanted, as a cohort of their own with the same levels; nil where not every row is in memory.
    ///
    /// - `isWanted`: asked of every row of a block, in their order.
    package func selecting(_ isWanted: (RowBlock, Int) -> Bool) -> CohortRows? {
        guard keepsAll, renumberings.isEmpty else { return nil }
        let room = BlockRoom()
        var people = 0
        let chosen = kept.map { blocks in
            blocks.compactMap { block -> KeptBlock? in
                let rows = block.rows(in: room, countSlot: reader.countSlot)
                let wanted = (0..<block.rowCount).filter { isWanted(rows, $0) }
                guard !wanted.isEmpty else { return nil }
                people += wanted.reduce(0) { sum, row in
                    sum + (rows.counts.map { Int($0[row]) } ?? 1)
                }
                return block.selecting(wanted)
            }
        }
        var left = summary
        left.rowsRead -= left.rowsComplete - people
        left.rowsComplete = people
        return CohortRows(
            reader: reader,
            threads: threads,
            levels: levels,
            levelsOfOneRow: levelsOfOneRow,
            summary: left,
            kept: chosen,
            keepsAll: true,
            stores: [],
            storedNumbers: [],
            onProgress: nil,
            cellCount: cellCount
        )
    }
}

extension KeptBlock {
    /// Some of its rows, every column alike.
    fileprivate func selecting(_ rows: [Int]) -> KeptBlock {
        func picked(_ columns: [Double]) -> [Double] {
            stride(from: 0, to: columns.count, by: rowCount).flatMap { start in
                rows.map { columns[start + $0] }
            }
        }
        return KeptBlock(
            rowCount: rows.count,
            values: picked(values),
            lowParts: picked(lowParts),
            counts: picked(counts)
        )
    }
}

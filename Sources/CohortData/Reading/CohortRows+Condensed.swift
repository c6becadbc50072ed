/// The rows of a cohort in the smallest form they have, and some of them.
package struct CondensedRows: Sendable {
    /// All rows: as cells where these fit in memory and rows do not.
    package let all: CohortRows
    /// All of them where there are few or they repeat; else some, chosen by what they hold.
    ///
    /// Nothing of it depends on the order of the rows, on threads, or on whether the rows came as cells.
    package let some: CohortRows
}

extension CohortRows {
    /// Looks for cells among all rows where the first ones hardly repeated, and chooses some rows for what is not worth a look at all.
    ///
    /// - Complexity: nothing, or one pass; a second one where there are cells.
    package func condensed() throws -> CondensedRows {
        let most = reader.mostChosenRows
        let held = kept.joined().reduce(0) { $0 + $1.rowCount }
        if keepsAll, held <= most || summary.rowsComplete >= 2 * held {
            return CondensedRows(all: self, some: self)
        }
        let (requestCount, countSlot) = (reader.requests.count, reader.countSlot)
        let samples = try forEachUnweighedBlock(
            makeState: { _ in
                ContentSample(requestCount: requestCount, countSlot: countSlot, most: most)
            },
            body: { sample, block in sample.add(block) }
        )
        let (chosen, level) = ContentSample.merged(samples)
        let some = holding(chosen)
        guard level > 0 else { return CondensedRows(all: some, some: some) }
        let about = Double(chosen.count << level)
        guard !keepsAll, about * Double(chosen.keys.count) <= Double(reader.mostKeptValues),
            let cells = try cells()
        else { return CondensedRows(all: self, some: some) }
        let all = holding(cells)
        return CondensedRows(
            all: all,
            some: summary.rowsComplete >= 2 * cells.count ? all : some
        )
    }

    /// All rows as cells; nil where memory has no room for them.
    private func cells() throws -> Cells? {
        let (requestCount, countSlot) = (reader.requests.count, reader.countSlot)
        let mostValues = reader.mostKeptValues + CohortReader.blockRows * requestCount
        let tables = try forEachUnweighedBlock(
            makeState: { _ in
                CellTable(
                    requestCount: requestCount,
                    countSlot: countSlot,
                    mostValues: mostValues,
                    trial: nil
                )
            },
            body: { table, block in _ = table.add(block) }
        )
        guard !tables.contains(where: \.isClosed), let first = tables.first else { return nil }
        let none = [[Int]](repeating: [], count: requestCount)
        return Cells(merging: tables.map { ($0, none) }, keys: first.keys)
    }

    /// The same people with what some requests hold, those who agree in that as one row; other requests are nought throughout. The same
    /// rows where they are no cells, or would hardly be fewer.
    ///
    /// - Complexity: about a pass over the cells.
    package func collapsed(to wanted: Set<Int>) -> CohortRows {
        guard keepsAll, cellCount != nil, renumberings.isEmpty else { return self }
        let (requestCount, countSlot) = (reader.requests.count, reader.countSlot)
        let table = CellTable(
            requestCount: requestCount,
            countSlot: countSlot,
            keys: wanted.filter { $0 != countSlot }.sorted(),
            mostValues: .max,
            trial: nil
        )
        let room = BlockRoom()
        var held = 0
        for block in kept.joined() {
            let rows = block.rows(in: room, countSlot: countSlot)
            held += rows.rowCount
            guard table.add(rows) else { return self }
        }
        guard table.count * 2 <= held else { return self }
        let none = [[Int]](repeating: [], count: requestCount)
        return holding(Cells(merging: [(table, none)], keys: table.keys))
    }

    /// A cohort of these cells, of the same files and levels.
    ///
    /// - `isTold`: whether what was read is said to have been these cells.
    func holding(_ cells: Cells, isTold: Bool = true) -> CohortRows {
        var summary = summary
        if isTold { summary.cells = cells.count }
        return CohortRows(
            reader: reader,
            threads: threads,
            levels: levels,
            levelsOfOneRow: levelsOfOneRow,
            summary: summary,
            kept: Self.dealt(cells, reader, threads: kept.count),
            keepsAll: true,
            stores: [],
            storedNumbers: [],
            renumberings: renumberings,
            onProgress: nil,
            cellCount: cells.count
        )
    }
}

/// The people of a cohort with what some columns hold, those who agree in that as one row.
package struct CohortView: Sendable {
    private let whole: CohortRows
    /// Nil where rows hardly repeat even so, and all of them are handed on.
    private let cells: Cells?

    fileprivate init(_ whole: CohortRows, _ cells: Cells?) {
        self.whole = whole
        self.cells = cells
    }

    /// The rows; what other columns hold is nought throughout where these are cells. Made anew each time, so that not all views are held at once.
    package var rows: CohortRows { cells.map { whole.holding($0, isTold: false) } ?? whole }
}

extension CohortRows {
    /// The same people as seen by each of several computations that want some of the columns: rows that are all different by ten outcomes
    /// repeat by each of them.
    ///
    /// - `wanted`: the requests of each view.
    /// - Complexity: one pass, about 10 ns a row, view and column; memory grows with distinct rows and not with rows.
    package func views(_ wanted: [Set<Int>]) throws -> [CohortView] {
        guard renumberings.isEmpty else { return wanted.map { _ in CohortView(self, nil) } }
        let (requestCount, countSlot) = (reader.requests.count, reader.countSlot)
        // Rows repeat in few columns more than in many: views together may take four times the room of rows.
        let most = 4 * reader.mostKeptValues / max(1, wanted.count * threads)
        let tables = try forEachUnweighedBlock(
            makeState: { _ in
                wanted.map {
                    CellTable(
                        requestCount: requestCount,
                        countSlot: countSlot,
                        keys: $0.filter { $0 != countSlot }.sorted(),
                        mostValues: most
                    )
                }
            },
            body: { tables, block in
                for table in tables where !table.isClosed && table.verdict != .paysNot {
                    _ = table.add(block)
                }
            }
        )
        let none = [[Int]](repeating: [], count: requestCount)
        return wanted.indices.map { view in
            let own = tables.map { $0[view] }
            let wasFull = own.contains { $0.isClosed }
            for table in own { table.close() }
            guard !wasFull, let first = own.first,
                own.allSatisfy({ $0.verdict == .pays || $0.rows == 0 })
            else { return CohortView(self, nil) }
            return CohortView(self, Cells(merging: own.map { ($0, none) }, keys: first.keys))
        }
    }
}

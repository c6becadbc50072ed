package import TopsliceCohortData
internal import TopsliceRecords

/// The cells of a cohort as they were asked for.
package struct CellsRequest: Sendable {
    package var paths: [String]
    package var columns: [String]
    /// Cells of fewer people are left out.
    package var leastPeople: Int
    package var input: InputOptions

    package init(paths: [String], columns: [String], leastPeople: Int, input: InputOptions) {
        self.paths = paths
        self.columns = columns
        self.leastPeople = leastPeople
        self.input = input
    }

    package struct Run: Sendable {
        package let cells: CohortCells
        /// The cells that are not left out, in their order.
        package let kept: [Int]
        /// What the column of people is called.
        package let counts: String
        package let warnings: [StudyWarning]
    }

    /// The column of people where the file has none.
    package static let countsName = "people"

    /// Reads the files.
    ///
    /// - Throws: `CellsError`, `Faults`.
    package func run(onProgress: ReadReport? = nil) throws -> Run {
        var seen: Set<String> = []
        for column in columns where !seen.insert(column).inserted {
            throw CellsError.repeatedColumn(column)
        }
        let counts = input.counts ?? Self.countsName
        if columns.contains(counts) { throw CellsError.countAmongColumns(counts) }
        var study = Study(
            delimiter: input.separator,
            missingCodes: input.missingCodes,
            refusesIdentifiers: false,
            filter: input.filter
        )
        study.counts = input.counts
        study.columns = columns.map {
            StudyColumn(name: $0, type: .category, missingAllowed: true)
        }
        let source = try openRows(paths, choice: input.choice)
        var file = try CohortFile(source, study: study)
        let cells = try file.reading { file in
            try CohortCells(
                file,
                columns: columns,
                threads: input.threadCount,
                onProgress: onProgress
            )
        }
        try source.refuseIfChanged()
        let kept = (0..<cells.count).filter { cells.people($0) >= leastPeople }
        guard !kept.isEmpty else { throw CellsError.allAreSmall(threshold: leastPeople) }
        var warnings = StudyWarning.reading(source, cells.summary, input.filter)
        if kept.count < cells.count {
            let people = (0..<cells.count).reduce(0) { sum, cell in
                cells.people(cell) < leastPeople ? sum + cells.people(cell) : sum
            }
            warnings.append(
                .cellsLeftOut(
                    cells.count - kept.count,
                    of: cells.count,
                    people: people,
                    threshold: leastPeople
                )
            )
        }
        return Run(cells: cells, kept: kept, counts: counts, warnings: warnings)
    }
}

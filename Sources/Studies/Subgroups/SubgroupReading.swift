internal import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceRegression

/// Attributes the people of each level of a column by themselves, as the whole cohort was.
struct SubgroupReading {
    let problem: AttributionProblem
    /// Those of every outcome that is attributed at once: who lacks any of them counts in none.
    let problems: [AttributionProblem]
    /// Of the whole cohort, whose people the groups are parts of.
    let whole: AttributionResult
    let source: any RowSource
    /// What the columns hold, with the filter and the counts of the whole cohort.
    let contract: Study
    /// What a check of the whole cohort found; nil where there was none.
    let report: CheckReport?
    let threads: Int

    /// One a column of groups that was asked for.
    ///
    /// - Throws: `EvaluationError` for a column that is no grouping; `Faults` where the file cannot be read.
    /// - Complexity: a reading of the file for each level.
    func tables() throws -> [SubgroupTable] {
        let columns = contract.analysis.by ?? []
        for (place, column) in columns.enumerated() where columns[..<place].contains(column) {
            throw AttributionError.repeatedColumn(column, role: StudyAnalysis.byName)
        }
        return try columns.map { try table(by: $0) }
    }

    private func table(by column: String) throws -> SubgroupTable {
        let type = contract.column(column)?.type
        if let type, ![.category, .integer, .binary, .id].contains(type) {
            throw EvaluationError.groupsOfNumbers(column: column)
        }
        let others = [problem.outcome, problem.times, problem.exposure, problem.weights]
        if others.contains(column) || problem.agencies.contains(column) {
            throw EvaluationError.groupsByRole(column: column)
        }
        let census = try census(column)
        let groups = try census.map { group in
            SubgroupTable.Group(
                group.label,
                people: group.people,
                try finding(column, type, group),
                served: group.allServed
            )
        }
        return SubgroupTable(
            outcome: problem.outcome,
            column: column,
            groups: groups,
            peopleInNone: whole.people - census.reduce(0) { $0 + $1.people },
            servedInNone: wholeServed.enumerated().map { line, count in
                count - census.reduce(0) { $0 + $1.allServed[line] }
            },
            agencyCount: problem.agencies.count,
            level: problem.confidenceLevel
        )
    }

    /// People whom each agency served, and whom any did.
    private var wholeServed: [Int] {
        let byNone = whole.support.patterns.filter(\.members.isEmpty).reduce(0) { $0 + $1.people }
        return whole.contributions.map(\.served) + [whole.people - byNone]
    }

    // MARK: Who is in which group

    /// The people of one level, of whom an agency served so many.
    private struct CountedGroup {
        let label: String
        var people = 0
        var served: [Int]
        /// Served by any agency.
        var servedByAny = 0
        /// By each agency, then by any.
        var allServed: [Int] { served + [servedByAny] }

        mutating func add(_ other: Self) {
            people += other.people
            servedByAny += other.servedByAny
            for agency in served.indices { served[agency] += other.served[agency] }
        }
    }

    /// What people must have to be among those whom the whole is about; gaps of covariates may be imputed.
    private func required(_ file: CohortFile) throws(AttributionError) -> [ColumnRequest] {
        let words = contract.columns.filter { $0.type == .category }.map(\.name)
        let attribution = try OutcomesAttribution(
            problems,
            textCovariates: file.wordColumns.union(words).intersection(problem.covariates)
        )
        return attribution.requests.filter {
            problem.imputation == nil || !problem.covariates.contains($0.name)
        }
    }

    /// The groups in the order of their labels, byte by byte: the people of the whole, so that no difference of the two is somebody.
    private func census(_ column: String) throws -> [CountedGroup] {
        let agencies = problem.agencies
        var file = try file(contract)
        return try file.reading { file in
            let counted =
                [ColumnRequest(column, .category)] + agencies.map { ColumnRequest($0, .binary) }
            let first = try CohortRows.firstPass(
                over: file.reader(
                    counted + required(file).filter { !counted.contains($0) }
                ),
                threads: threads,
                makeState: { _ in () },
                body: { _, _ in }
            )
            let labels = first.rows.labels(ofRequest: 0)
            guard labels.count <= SubgroupTable.mostGroups else {
                throw EvaluationError.tooManyGroups(column: column, count: labels.count)
            }
            let none = labels.map {
                CountedGroup(label: $0, served: agencies.map { _ in 0 })
            }
            let states = try first.rows.forEachBlock(
                makeState: { _ in none },
                body: { groups, block in
                    for row in 0..<block.rowCount {
                        let group = Int(block.column(0)[row])
                        let count = block.counts.map { Int($0[row]) } ?? 1
                        var isServed = false
                        for agency in agencies.indices where block.column(1 + agency)[row] == 1 {
                            groups[group].served[agency] += count
                            isServed = true
                        }
                        groups[group].people += count
                        if isServed { groups[group].servedByAny += count }
                    }
                }
            )
            var groups = none
            for state in states {
                for group in groups.indices { groups[group].add(state[group]) }
            }
            return groups.filter { $0.people > 0 }
        }
    }

    // MARK: One group

    private func finding(
        _ column: String,
        _ type: ColumnType?,
        _ group: CountedGroup
    ) throws -> SubgroupTable.Finding {
        let fewest = SubgroupTable.fewestPeople
        let isEnough = group.served.map { min($0, group.people - $0) >= fewest }
        guard isEnough.contains(true) else { return .refused(.fewPeople) }
        let part = problem.ofGroup(
            by: column,
            attributed: isEnough,
            constant: group.served.map { $0 == 0 || $0 == group.people }
        )
        var contract = contract
        let level = RowFilter(column: column, level: group.label, type: type)
        contract.filter = contract.filter?.and(level) ?? level
        contract.analysis.covariates = part.covariates
        contract.analysis.categorical = part.covariates.filter(part.categorical.contains)
        let result: AttributionResult
        do {
            var file = try file(contract)
            let words = contract.columns.filter { $0.type == .category }.map(\.name)
            result = try file.reading { file in
                let attribution = try CohortAttribution(
                    part,
                    textCovariates: file.wordColumns.union(words).intersection(part.covariates),
                    // Whoever is in the group has its level.
                    sharedRequests: required(file).filter { $0.name != column }
                )
                return try attribution.run(file.reader(attribution.requests), threads: threads)
                    .result
            }
        } catch let error as AttributionError {
            return .refused(.attribution(error))
        } catch let error as RegressionError {
            return .refused(.regression(error))
        }
        var contributions = result.contributions.makeIterator()
        return .attributed(
            agencies: isEnough.map { isAttributed in
                guard isAttributed else { return nil }
                guard let one = contributions.next() else {
                    preconditionFailure(
                        "\(result.contributions.count) contributions of \(isEnough)"
                    )
                }
                return SubgroupTable.Contribution(served: one.served, own: one.shapley)
            },
            // What all caused together is not what some of them did.
            together: isEnough.contains(false)
                ? nil
                : SubgroupTable.Contribution(
                    served: group.servedByAny,
                    own: result.total.attributable
                ),
            standing: result.verdict.standing
        )
    }

    private func file(_ contract: Study) throws -> CohortFile {
        var file = try CohortFile(source, study: contract)
        if let report { file.take(typesOf: report) }
        return file
    }
}

extension AttributionProblem {
    /// The same question of the people of one level of a column, which nothing compares by then.
    ///
    /// An agency that is not attributed anything, as it served too few or nearly all, is compared as a covariate where it differs at all.
    ///
    /// - `attributed`, `constant`: by agency.
    fileprivate func ofGroup(
        by column: String,
        attributed: [Bool],
        constant: [Bool]
    ) -> AttributionProblem {
        var part = self
        part.agencies = agencies.indices.filter { attributed[$0] }.map { agencies[$0] }
        part.covariates.removeAll { $0 == column }
        part.covariates += agencies.indices.filter { !attributed[$0] && !constant[$0] }
            .map { agencies[$0] }
        part.categorical.remove(column)
        part.agencyBy.removeAll { $0 == column }
        part.linear.remove(column)
        part.splines.remove(column)
        part.trigger = nil
        part.crossCheck = nil
        (part.referrals, part.unions, part.restricts) = ([], [], false)
        if cluster == column { part.cluster = nil }
        return part
    }
}

internal import Synchronization
internal import TopsliceCohortData
internal import TopsliceImputation
internal import TopsliceParallel

extension CohortAttribution {
    /// Tables of all people that are held at once, beside one a thread that is filled and one that is attributed: what was read, and what
    /// is known of everybody as predictors.
    static let commonTables = 3

    /// Reads the rows once, fills the gaps of covariates several times over, attributes each completed table, and pools the answers.
    ///
    /// Rows that lack anything but a covariate are left out as ever: an outcome that is drawn tells nothing of its causes.
    ///
    /// - Throws: as `run`, and `AttributionError.cannotImpute`.
    func imputed(
        _ reader: CohortReader,
        plan: ImputationPlan,
        threads: Int,
        onProgress: ReadReport?
    ) throws -> Outcome {
        let cohort: IncompleteCohort
        do {
            cohort = try IncompleteCohort(
                reader.telling(arms: problem.agencies),
                gaps: Set(problem.covariates),
                copies: Self.commonTables + 3 * threads,
                onProgress: onProgress
            )
        } catch let shortage as MemoryShortage {
            throw AttributionError.imputationTooLarge(shortage)
        }
        guard cohort.rowCount > 0 else { throw refusal(ofNobody: cohort.summary) }
        let sources = covariateRequests(cohort)
        let columns = gaps(cohort, sources)
        guard !columns.isEmpty else {
            var outcome = try run(
                cohort.completed([:], threads: threads),
                lookingAtArms: true
            )
            outcome.result = outcome.result.withNothingImputed(plan)
            return outcome
        }
        let equations: ChainedEquations
        do throws(ImputationError) {
            equations = try ChainedEquations(table(cohort, sources))
        } catch {
            throw AttributionError.cannotImpute(error)
        }
        let outcomes = Mutex<[Int: Outcome]>([:])
        let workers = max(1, min(threads, plan.tables))
        try onWorkerThreads(workers) { worker in
            for number in stride(from: worker, to: plan.tables, by: workers) {
                let values = equations.completed(number: number, seed: plan.seed)
                let filled = Dictionary(
                    zip(sources, values).map { ($0, $1) },
                    uniquingKeysWith: { first, _ in first }
                )
                let outcome = try run(
                    cohort.completed(filled, threads: 1),
                    lookingAtArms: true
                )
                outcomes.withLock { $0[number] = outcome }
            }
        }
        let found = outcomes.withLock { outcomes in
            (0..<plan.tables).compactMap { outcomes[$0] }
        }
        precondition(found.count == plan.tables, "\(found.count) of \(plan.tables) tables")
        var outcome = found[0]
        outcome.result = PooledAttribution(problem: problem, results: found.map(\.result))
            .result(columns, plan)
        return outcome
    }

    /// Where each covariate is asked for, levels before numbers.
    func covariateRequests(_ cohort: IncompleteCohort) -> [Int] {
        let requests = cohort.reader.requests
        return problem.covariates.map { name in
            let places = requests.indices.filter { requests[$0].name == name }
            guard
                let place = places.first(where: { requests[$0].kind == .category }) ?? places.first
            else { preconditionFailure("covariate '\(name)' is not asked for") }
            return place
        }
    }

    private func place(_ name: String, _ cohort: IncompleteCohort) -> Int {
        guard let place = cohort.reader.requests.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("column '\(name)' is not asked for")
        }
        return place
    }

    func gaps(
        _ cohort: IncompleteCohort,
        _ sources: [Int]
    ) -> [ImputationSummary.Column] {
        let arms = problem.agencies.map { place($0, cohort) }
        return zip(problem.covariates, sources).compactMap { name, request in
            let gaps = cohort.gaps(ofRequest: request, arms: arms)
            return gaps.rows == 0 ? nil : .init(name: name, people: gaps.rows, arms: gaps.arms)
        }
    }

    /// The outcome as what is missing may hang on it.
    private func outcome(_ cohort: IncompleteCohort) -> [Double] {
        func column(_ name: String) -> [Double] { cohort.columns[place(name, cohort)] }
        var outcome = column(problem.outcome)
        if let times = problem.times { outcome = zip(outcome, column(times)).map { $0 * $1 } }
        if let exposure = problem.exposure {
            outcome = zip(outcome, column(exposure)).map { $1 > 0 ? $0 / $1 : $0 }
        }
        return outcome
    }

    /// - `others`: attributions of further outcomes of the same people.
    func table(
        _ cohort: IncompleteCohort,
        _ sources: [Int],
        others: [CohortAttribution] = []
    ) -> IncompleteTable {
        func column(_ name: String) -> [Double] { cohort.columns[place(name, cohort)] }
        return IncompleteTable(
            outcome: outcome(cohort),
            otherOutcomes: others.map { $0.outcome(cohort) },
            agencies: problem.agencies.map(column),
            weights: problem.weights.map(column),
            clusters: problem.cluster.map {
                (column($0), cohort.levelCount(ofRequest: place($0, cohort)))
            },
            variables: zip(problem.covariates, sources).map { name, request in
                .init(
                    name: name,
                    kind: cohort.reader.requests[request].kind == .category
                        ? .levels(count: cohort.levelCount(ofRequest: request)) : .number,
                    values: cohort.columns[request]
                )
            }
        )
    }
}

internal import Synchronization
internal import TopsliceCohortData
internal import TopsliceImputation
internal import TopsliceParallel

extension OutcomesAttribution {
    /// As `CohortAttribution.imputed`, of several outcomes: gaps are filled by what all of them and the agencies say, the same completed tables
    /// for every outcome, and their joint covariance pooled by Rubin's rules too.
    func imputed(
        _ reader: CohortReader,
        plan: ImputationPlan,
        threads: Int,
        onProgress: ReadReport?
    ) throws -> Outcomes {
        let main = attributions[0]
        let cohort: IncompleteCohort
        do {
            cohort = try IncompleteCohort(
                reader.telling(arms: main.problem.agencies),
                gaps: Set(main.problem.covariates),
                copies: CohortAttribution.commonTables + 3 * threads,
                onProgress: onProgress
            )
        } catch let shortage as MemoryShortage {
            throw AttributionError.imputationTooLarge(shortage)
        }
        guard cohort.rowCount > 0 else { throw main.refusal(ofNobody: cohort.summary) }
        let sources = main.covariateRequests(cohort)
        let columns = main.gaps(cohort, sources)
        // Where nothing is missing one table is all there is.
        let count = columns.isEmpty ? 1 : plan.tables
        let equations: ChainedEquations?
        do throws(ImputationError) {
            equations =
                columns.isEmpty
                ? nil
                : try ChainedEquations(
                    main.table(cohort, sources, others: Array(attributions.dropFirst()))
                )
        } catch {
            throw AttributionError.cannotImpute(error)
        }
        let found = Mutex<[Int: Outcomes]>([:])
        let workers = max(1, min(threads, count))
        try onWorkerThreads(workers) { worker in
            for number in stride(from: worker, to: count, by: workers) {
                let values = equations?.completed(number: number, seed: plan.seed) ?? []
                let filled = Dictionary(
                    zip(sources, values).map { ($0, $1) },
                    uniquingKeysWith: { first, _ in first }
                )
                let outcomes = try run(
                    cohort.completed(filled, threads: equations == nil ? threads : 1)
                )
                found.withLock { $0[number] = outcomes }
            }
        }
        let tables = found.withLock { found in (0..<count).compactMap { found[$0] } }
        precondition(tables.count == count, "\(tables.count) of \(count) tables")
        var outcomes = tables[0].outcomes
        for place in outcomes.indices {
            outcomes[place].result =
                columns.isEmpty
                ? outcomes[place].result.withNothingImputed(plan)
                : PooledAttribution(
                    problem: problems[place],
                    results: tables.map { $0.outcomes[place].result }
                ).result(columns, plan)
        }
        return Outcomes(
            outcomes: outcomes,
            effects: columns.isEmpty
                ? tables[0].effects
                : JointEffects(pooling: tables.map(\.effects), results: outcomes.map(\.result))
        )
    }
}

extension AttributionResult {
    /// Said to rest on imputation, which had nothing to do.
    func withNothingImputed(_ plan: ImputationPlan) -> AttributionResult {
        var result = self
        result.imputation = ImputationSummary(
            plan: plan,
            columns: [],
            missingShares: agencies.map { _ in 0 },
            missingShareOfTotal: 0,
            drawErrors: agencies.map { _ in 0 }
        )
        return result
    }
}

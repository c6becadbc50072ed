internal import Glibc
internal import Synchronization
package import TopsliceCohortData
internal import TopsliceCooperativeGames
internal import TopsliceLinearAlgebra
internal import TopsliceParallel
internal import TopsliceRandomness
internal import TopsliceRegression

extension CohortAttribution {
    /// Attributes the outcome to permuted labels and to agencies that were made up, as often as the plan says.
    ///
    /// People are held in memory in the order of the files and every trial is one thread's, with a stream of its own: the same bytes on any
    /// number of threads. Rows that lack a value are left out, also where the answer imputes them.
    ///
    /// - Throws: as `run`, and `AttributionError.placebosTooLarge`.
    /// - Complexity: an attribution a trial, without overlap, in memory of a table and three a thread.
    package func placebos(
        _ reader: CohortReader,
        _ plan: PlaceboPlan,
        threads: Int,
        onProgress: ReadReport? = nil
    ) throws -> Placebos {
        BLASEnvironment.useOneThreadPerCall()
        let cohort: IncompleteCohort
        do {
            cohort = try IncompleteCohort(
                reader.telling(arms: problem.agencies),
                gaps: [],
                copies: 1 + 3 * threads,
                onProgress: onProgress
            )
        } catch let shortage as MemoryShortage {
            throw AttributionError.placebosTooLarge(shortage)
        }
        guard cohort.rowCount > 0 else { throw refusal(ofNobody: cohort.summary) }
        let trials = try PlaceboTrials(self, cohort, plan)
        return Placebos(
            permuted: try trials.permuted(threads: threads),
            nullAgencies: try trials.nullAgencies(threads: threads)
        )
    }

    /// Contributions and what they rest on, of rows that are at hand.
    func contributions(of rows: CohortRows) throws -> AttributionResult {
        try GameThreads.$limit.withValue(rows.threads) {
            try attributed(look(at: rows), SharedScans(contributionsOnly: true)).outcome.result
        }
    }
}

/// The trials of one cohort.
private struct PlaceboTrials: Sendable {
    let attribution: CohortAttribution
    /// With one agency more, the last.
    let withNull: CohortAttribution?
    let cohort: IncompleteCohort
    let plan: PlaceboPlan
    /// Where each agency stands among the columns.
    let places: [Int]
    /// By agency and row: the chance of service that the covariates give.
    let chances: [[Double]]

    /// No column of a file is called like this and one of the agencies.
    private static let nullName = "(an agency that does nothing)"
    private static let nullRequest = ColumnRequest(nullName, .binary)

    init(_ whole: CohortAttribution, _ cohort: IncompleteCohort, _ plan: PlaceboPlan) throws {
        let requests = cohort.reader.requests
        var problem = whole.problem.withoutExtras
        problem.imputation = nil
        attribution = try CohortAttribution(
            problem,
            textCovariates: whole.textCovariates,
            sharedRequests: requests
        )
        places = problem.agencies.map {
            guard let place = requests.firstIndex(of: ColumnRequest($0, .binary)) else {
                preconditionFailure("column '\($0)' is not asked for")
            }
            return place
        }
        self.cohort = cohort
        self.plan = plan
        // Who is served is left as free as it may be: a plain model of the outcome that bends nowhere is found out by it.
        var free = problem
        (free.priors, free.linear) = (.standard, [])
        chances = try CohortAttribution(
            free,
            textCovariates: whole.textCovariates,
            sharedRequests: requests
        ).chancesOfService(cohort.completed([:], threads: 1))
        guard plan.nullAgencies > 0 else {
            withNull = nil
            return
        }
        problem.agencies.append(Self.nullName)
        if problem.interactions == .full,
            problem.agencies.count > AttributionProblem.mostAgenciesForFullInteractions
        {
            problem.interactions = .pairwise
        }
        withNull = try CohortAttribution(
            problem,
            textCovariates: whole.textCovariates,
            sharedRequests: requests + [Self.nullRequest]
        )
    }

    // MARK: Permuted labels

    /// Nil where none were asked for.
    func permuted(threads: Int) throws -> PermutedLabels? {
        guard plan.permutations > 0 else { return nil }
        let labels = labels
        let strata = LabelStrata(
            expected: labels.indices.map { row in chances.reduce(0) { $0 + $1[row] } }
        )
        let observed = try attribution.contributions(of: cohort.completed([:], threads: 1))
        let found = try trials(plan.permutations, threads: threads) { _, generator in
            let dealt = strata.permuted(labels, &generator)
            let columns = places.enumerated().map { agency, place in
                (place, dealt.map { $0 >> UInt64(agency) & 1 == 1 ? 1.0 : 0 })
            }
            return try attribution.contributions(
                of: cohort.completed(
                    Dictionary(columns, uniquingKeysWith: { first, _ in first }),
                    threads: 1
                )
            )
        }
        // Of one without an error nothing can be compared.
        let told = found.filter { $0.largestInErrors != nil }
        return PermutedLabels(
            count: told.count,
            refused: plan.permutations - told.count,
            findings: findings(told, beside: observed)
        )
    }

    private func findings(
        _ permuted: [AttributionResult],
        beside observed: AttributionResult
    ) -> PermutedLabels.Findings? {
        guard !permuted.isEmpty, let own = observed.largestInErrors else { return nil }
        let (count, alpha) = (permuted.count, 1 - attribution.problem.confidenceLevel)
        let asLarge = permuted.count { $0.largestInErrors.map { $0 >= own } == true }
        let told = permuted.count { one in
            one.contributions.contains { ($0.holmPValue ?? 1) < alpha }
        }
        return PermutedLabels.Findings(
            observedLargest: observed.largest,
            usualLargest: permuted.map(\.largest).sorted()[(19 * count + 19) / 20 - 1],
            pValue: Double(1 + asLarge) / Double(1 + count),
            foundPart: Double(told) / Double(count)
        )
    }

    /// By row, who served: bit k of agency k.
    private var labels: [UInt64] {
        var labels = [UInt64](repeating: 0, count: cohort.columns[0].count)
        for (agency, place) in places.enumerated() {
            for (row, value) in cohort.columns[place].enumerated() where value == 1 {
                labels[row] |= 1 << UInt64(agency)
            }
        }
        return labels
    }

    // MARK: Null agencies

    /// Nil where none were asked for. Trial n is like agency n modulo their number.
    func nullAgencies(threads: Int) throws -> NullAgencies? {
        guard let withNull else { return nil }
        let count = places.count
        let found = try trials(plan.nullAgencies, stream: 1 << 32, threads: threads) {
            number,
            generator in
            let drawn = chances[number % count].map { generator.uniform() < $0 ? 1.0 : 0 }
            let result = try withNull.contributions(
                of: cohort.completed(
                    [:],
                    adding: [(Self.nullRequest, drawn)],
                    threads: 1
                )
            )
            return (agency: number % count, own: result.contributions[count].shapley)
        }
        return NullAgencies(
            refused: plan.nullAgencies - found.count,
            agencies: (0..<count).map { agency in
                let own = found.filter { $0.agency == agency }.map(\.own)
                let known = own.compactMap(\.uncertainty)
                func mean(_ values: [Double]) -> Double? {
                    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
                }
                return NullAgencies.Line(
                    count: known.count,
                    held: known.count { $0.confidenceLow <= 0 && 0 <= $0.confidenceHigh },
                    meanContribution: mean(own.filter(\.isIdentified).map(\.value)),
                    meanError: mean(known.map(\.standardError))
                )
            }
        )
    }

    // MARK: Trials

    /// The trials in their order, without those that data so drawn give no answer to.
    private func trials<Found: Sendable>(
        _ count: Int,
        stream first: UInt64 = 0,
        threads: Int,
        _ trial: @escaping @Sendable (Int, inout Xoshiro256PlusPlus) throws -> Found
    ) throws -> [Found] {
        let results = Mutex<[Int: Found]>([:])
        let workers = max(1, min(threads, count))
        let seed = plan.seed
        try onWorkerThreads(workers) { worker in
            for number in stride(from: worker, to: count, by: workers) {
                var generator = Xoshiro256PlusPlus(seed: seed, stream: first + UInt64(number))
                do {
                    let found = try trial(number, &generator)
                    results.withLock { $0[number] = found }
                } catch is AttributionError {
                } catch is RegressionError {
                }
            }
        }
        return results.withLock { results in (0..<count).compactMap { results[$0] } }
    }
}

extension AttributionResult {
    /// The largest contribution, harm or not.
    fileprivate var largest: Double {
        contributions.reduce(0) { max($0, $1.shapley.value.magnitude) }
    }

    /// The same in standard errors; nil where no contribution has one.
    fileprivate var largestInErrors: Double? {
        contributions.compactMap { one in
            one.shapley.standardError.map { one.shapley.value.magnitude / $0 }
        }.max()
    }
}

extension CohortAttribution {
    /// By agency and row, the chance of service given the covariates; the part served where nothing is compared.
    fileprivate func chancesOfService(_ rows: CohortRows) throws -> [[Double]] {
        let sample = try look(at: rows)
        let model = model(levels: sample.levels, splines: sample.splines)
        return try problem.agencies.indices.map { agency in
            guard !problem.covariates.isEmpty else {
                let part = Double(sample.scan.served[agency]) / Double(sample.scan.people)
                return [Double](repeating: part, count: sample.scan.people)
            }
            let uptake = try UptakeModel(
                ofAgency: agency,
                given: [],
                problem: problem,
                model: model,
                rows: rows,
                levels: sample.levels,
                splines: sample.splines
            )
            return try rows.forEachBlock(
                makeState: { _ in (chances: [Double](), design: DesignRows(uptake.design)) },
                body: { state, block in
                    state.design.fill(block, origin: uptake.centre, constant: true)
                    for row in 0..<block.rowCount {
                        state.chances.append(1 / (1 + exp(-uptake.index(state.design, row))))
                    }
                }
            ).flatMap(\.chances)
        }
    }
}

package import TopsliceCohortData
internal import TopsliceCooperativeGames
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// The attribution of an outcome to agencies, from a cohort.
///
/// v(S) is the mean outcome had only the agencies in S acted, each serving the people it really served, by standardisation (g-computation)
/// of a regression over the people observed. Shapley values of this game are the average attributable fractions of Eide and Gefeller
/// (1995) and the do-Shapley values of Jung and others (2022).
package struct CohortAttribution: Sendable {
    /// Numbers held for the games of clusters at a time (64 MiB a thread), and stretches of clusters beyond which they are not gathered.
    static let mostClusterNumbers = 1 << 23
    static let mostSlices = 8

    package let problem: AttributionProblem
    let textCovariates: Set<String>
    /// What a reader delivers for several outcomes at once, or delivered to another attribution, in its order; empty for what the model needs.
    let sharedRequests: [ColumnRequest]

    /// - `textCovariates`: covariates that hold text, to be taken as levels although nobody named them categorical.
    package init(
        _ problem: AttributionProblem,
        textCovariates: Set<String> = []
    ) throws(AttributionError) {
        try self.init(problem, textCovariates: textCovariates, sharedRequests: [])
    }

    /// - `sharedRequests`: columns that come first and that people must have as well.
    package init(
        _ problem: AttributionProblem,
        textCovariates: Set<String>,
        sharedRequests: [ColumnRequest]
    ) throws(AttributionError) {
        self.sharedRequests = sharedRequests
        try problem.validate()
        for name in problem.splines.sorted() where textCovariates.contains(name) {
            throw .splineOfLevels(name)
        }
        self.problem = problem
        self.textCovariates = textCovariates
    }

    /// The columns that a reader must deliver, in order.
    package var requests: [ColumnRequest] { model(levels: [:]).design.requests }

    /// Where the columns of this outcome stand among those that are shared with others.
    func ownRequests() throws(AttributionError) -> Set<Int> {
        let own = try CohortAttribution(problem, textCovariates: textCovariates).requests
        return Set(requests.indices.filter { own.contains(requests[$0]) })
    }

    /// Names of the model's terms, the intercept first, once the levels are known.
    package struct Outcome: Sendable {
        package internal(set) var result: AttributionResult
        package let summary: ReadSummary
        /// The model as a formula.
        package let formula: String
        /// The family asked for, or the one that the outcome called for.
        package let family: OutcomeModel
        package let iterations: Int
    }

    /// Passes over the rows: one to look, several to fit, one for the game and its uncertainty.
    ///
    /// - Throws: `AttributionError`, `RegressionError`, or `ReadInterruption` where the file is at fault.
    /// - Complexity: O(people · 2^(agencies that served a person) · coefficients) besides the fit.
    package func run(
        _ reader: CohortReader,
        threads: Int,
        onProgress: ReadReport? = nil
    ) throws -> Outcome {
        BLASEnvironment.useOneThreadPerCall()
        if let plan = problem.imputation {
            return try imputed(reader, plan: plan, threads: threads, onProgress: onProgress)
        }
        return try GameThreads.$limit.withValue(threads) {
            try attributed(lookingAtArms: true) { makeState, body in
                let first = try CohortRows.firstPass(
                    over: reader.telling(arms: problem.agencies),
                    threads: threads,
                    onProgress: onProgress,
                    makeState: makeState,
                    body: body
                )
                return (first.rows, first.states)
            }
        }
    }

    /// What is known of rows that are at hand.
    func look(at rows: CohortRows) throws -> Sample {
        try look(lookingAtArms: false) { makeState, body in
            (rows, try rows.forEachBlock(makeState: makeState, body: body))
        }
    }

    /// The same of rows that are at hand.
    ///
    /// - `lookingAtArms`: whether an outcome that no model can answer of one arm is refused; a part of a cohort has it by chance.
    func run(_ rows: CohortRows, lookingAtArms: Bool = false) throws -> Outcome {
        BLASEnvironment.useOneThreadPerCall()
        return try GameThreads.$limit.withValue(rows.threads) {
            // Of rows that several outcomes share one sees its own columns.
            let rows =
                sharedRequests.isEmpty ? rows : try rows.views([ownRequests()])[0].rows
            return try attributed(lookingAtArms: lookingAtArms) { makeState, body in
                (rows, try rows.forEachBlock(makeState: makeState, body: body))
            }
        }
    }

    /// The first pass over the rows, which looks at them.
    private typealias FirstLook = (
        _ makeState: @Sendable (Int) -> SampleScan,
        _ body: @escaping @Sendable (inout SampleScan, RowBlock) throws -> Void
    ) throws -> (rows: CohortRows, states: [SampleScan])

    private func attributed(
        lookingAtArms: Bool,
        _ firstLook: FirstLook
    ) throws -> Outcome {
        let sample = try look(lookingAtArms: lookingAtArms, firstLook)
        return try attributed(sample, SharedScans()).outcome
    }

    func attributed(_ sample: Sample, _ shared: SharedScans) throws -> Attributed {
        let family = sample.scan.model(problem)
        let fitted = try fitted(sample, family)
        let (rows, model) = (sample.rows, fitted.model)
        for fit in fitted.fits { try refuseInseparable(fit) }
        let free = Double(sample.scan.people) - fitted.effectiveParameters
        guard free >= (problem.priors == nil ? 0.5 : 1) else {
            throw AttributionError.tooFewPeople(
                sample.scan.people,
                parameters: fitted.effectiveParameters
            )
        }
        let support = try shared.support(model, sample)
        let layout = GameLayout(
            model,
            fitted.fits,
            family,
            outcomeRange: family.isProportion
                ? 0...1 : sample.scan.leastOutcome...sample.scan.greatestOutcome,
            isUnclustered: sample.clusterCount == nil,
            rules: problem.dividendRules
        )
        var passes = try GamePasses(
            rows: rows,
            model: model,
            layout: layout,
            support: support
        ).run(clusterCount: sample.clusterCount)
        let table = passes.sums.coalitionTable()
        let (inference, degrees) = try inferred(sample, fitted, layout, passes, table)
        var result = try assembled(
            sample,
            fitted,
            layout,
            shared,
            passes,
            table,
            inference,
            degrees
        )
        result.modifications = EffectModification.all(
            problem,
            model,
            layout,
            inference,
            degrees: sample.clusterCount.map { Double($0 - 1) } ?? free
        )
        if problem.restricts, result.coalitions.contains(where: { !$0.supported }) {
            switch try restricted(sample, model, shared) {
            case .success(let found): result.restricted = found.dropped > 0 ? found : nil
            case .failure(let refusal): result.restrictedRefusal = refusal
            }
        }
        let names = model.design.coefficientNames.dropFirst().dropLast()
        return Attributed(
            outcome: Outcome(
                result: result,
                summary: rows.summary,
                formula: "\(model.responseName) ~ \(names.joined(separator: " + "))",
                family: family,
                iterations: fitted.fits.reduce(0) { $0 + $1.iterationCount }
            ),
            layout: layout,
            model: model,
            inference: inference,
            degrees: degrees,
            clusterSums: passes.sums.clusterSums
        )
    }

    /// What is known of a cohort once its rows have been read once.
    struct Sample {
        let scan: SampleScan
        private(set) var rows: CohortRows
        /// The same people with what every outcome needs.
        let all: CohortRows
        /// Enough of them for what is not worth a look at all: knots, overlap, what services have in common, cut-offs.
        let some: CohortRows
        /// The levels of every category, and the splines of numbers that have enough values.
        let levels: [String: [String]]
        let splines: [String: RestrictedCubicSpline]
        /// Clusters with a row that counts; nil for independent people.
        let clusterCount: Int?

        /// The same people as one of several outcomes sees them.
        func seen(as view: CohortView) -> Sample {
            var result = self
            result.rows = view.rows
            return result
        }
    }

    /// Reads the rows once.
    private func look(lookingAtArms: Bool, _ firstLook: FirstLook) throws -> Sample {
        let draft = model(levels: [:])
        let (covariateCount, agencyCount) = (problem.covariates.count, problem.agencies.count)
        var scan = SampleScan(agencies: agencyCount, covariates: covariateCount)
        if lookingAtArms { scan.arms = problem.agencies.map { _ in OutcomeArms() } }
        let empty = scan
        let first = try firstLook({ _ in empty }, { scan, block in scan.add(block, draft) })
        for state in first.states { scan.merge(state) }
        return try sample(try first.rows.condensed(), scan)
    }

    /// What is known of rows that were looked at; refuses what cannot be answered or does not fit.
    ///
    /// - `splines`: those of another outcome of the same people.
    /// - `outcomeCount`: how many outcomes are attributed at once.
    func sample(
        _ condensed: CondensedRows,
        _ scan: SampleScan,
        splines known: [String: RestrictedCubicSpline]? = nil,
        outcomeCount: Int = 1
    ) throws -> Sample {
        let (rows, some) = (condensed.all, condensed.some)
        guard scan.people > 0 else { throw refusal(ofNobody: rows.summary) }
        if let exposure = problem.exposure,
            let lacking = rows.summary.missing.first(where: { $0.column == exposure })?.rows,
            lacking > 0
        {
            throw AttributionError.badExposure(exposure, people: lacking + scan.badExposures)
        }
        try scan.check(problem)
        var levels: [String: [String]] = [:]
        for (number, request) in requests.enumerated() where request.kind == .category {
            levels[request.name] = rows.labels(ofRequest: number)
        }
        let splines =
            try known
            ?? CovariateSplines(draft: model(levels: [:]), scan: scan, problem: problem).made(
                rows.isInMemory ? rows : some
            )
        let model = model(levels: levels, splines: splines)
        let clusterCount = model.clusterRequest.map { rows.levelCount(ofRequest: $0) }
        if let cluster = problem.cluster, let clusterCount, clusterCount < 2 {
            throw AttributionError.tooFewClusters(column: cluster, count: clusterCount)
        }
        try GameSize(
            model: model,
            rowCount: rows.summary.rowsComplete,
            clusterCount: clusterCount,
            threads: rows.threads,
            outcomeCount: outcomeCount,
            rules: problem.dividendRules
        ).check(levels: levels)
        return Sample(
            scan: scan,
            rows: rows,
            all: rows,
            some: some,
            levels: levels,
            splines: splines,
            clusterCount: clusterCount
        )
    }

    func refusal(ofNobody summary: ReadSummary) -> AttributionError {
        if summary.rowsWithoutWeight > 0, let weights = problem.weights {
            return .allWeightsZero(column: weights)
        }
        return .noRows(of: summary.rowsRead - summary.rowsFiltered, lacking: summary.missing)
    }

    private func inferred(
        _ sample: Sample,
        _ fitted: Fitted,
        _ layout: GameLayout,
        _ passes: GamePasses.Gathered,
        _ table: CoalitionSums
    ) throws -> (GameInference, degrees: [Double]) {
        let inference = try GameInference(
            passes.sums,
            table,
            layout,
            priorPull: fitted.fits.flatMap(\.priorPull),
            dispersions: fitted.fits.map(\.dispersion),
            weight: sample.scan.weight,
            servedShares: sample.scan.servedShares,
            clusterCount: sample.clusterCount,
            slices: passes.slices
        )
        let free = Double(sample.scan.people) - fitted.effectiveParameters
        let degrees =
            try sample.clusterCount.map {
                try inference.clusterDegrees(
                    ClusterDegrees(
                        rows: sample.rows,
                        model: fitted.model,
                        layout: layout,
                        clusterCount: $0
                    ),
                    passes.sums.clusterSums
                )
            }
            ?? [Double](repeating: free, count: layout.functionalCount + 1)
        return (inference, degrees)
    }

    private func assembled(
        _ sample: Sample,
        _ fitted: Fitted,
        _ layout: GameLayout,
        _ shared: SharedScans,
        _ passes: GamePasses.Gathered,
        _ table: CoalitionSums,
        _ inference: GameInference,
        _ degrees: [Double]
    ) throws -> AttributionResult {
        AttributionAssembly(
            problem: problem,
            scan: sample.scan,
            support: try shared.support(fitted.model, sample),
            table: table,
            extrapolations: passes.sums.extrapolations,
            overlap: try shared.overlap(problem, fitted.model, sample),
            fullySupported: passes.fullySupported,
            inference: inference,
            degrees: degrees,
            clusterCount: sample.clusterCount,
            summary: sample.rows.summary,
            dropped: fitted.dropped,
            hiddenPairs: fitted.fits.reduce(into: []) {
                $0.formUnion(hiddenPairs($1, fitted.model))
            },
            strength: ModelStrength(
                coefficients: fitted.fits.reduce(0) { $0 + $1.kept.count },
                effectiveParameters: fitted.effectiveParameters,
                prior: problem.priors,
                mainEffectScale: fitted.mainEffectScale,
                manyLevels: fitted.model.manyLevels
            ),
            curvatures: CurvatureTest.tests(
                fitted.model,
                layout,
                inference,
                residualDegrees: Double(sample.scan.people) - fitted.effectiveParameters,
                clusterCount: sample.clusterCount
            ),
            omittedShifts: OmittedCovariates(fitted.model, layout, inference).shifts(),
            sharedReasons: try shared.sharedReasons(fitted.model, layout.centre, sample),
            cutOffs: try shared.cutOffs(problem, fitted.model, sample),
            crossCheck: try crossCheck(sample, fitted, layout, inference, degrees),
            isOfRisks: layout.model.isProportion || layout.model == .poisson
        ).result()
    }

    func model(
        levels: [String: [String]],
        splines: [String: RestrictedCubicSpline] = [:],
        mainEffectScale: Double? = nil
    ) -> AgencyModel {
        AgencyModel(
            problem,
            textCovariates: textCovariates,
            levels: levels,
            splines: splines,
            mainEffectScale: mainEffectScale,
            requests: sharedRequests
        )
    }
}

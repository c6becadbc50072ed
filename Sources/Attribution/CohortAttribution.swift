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
    private let textCovariates: Set<String>

    /// - `textCovariates`: covariates that hold text, to be taken as levels although nobody named them categorical.
    package init(
        _ problem: AttributionProblem,
        textCovariates: Set<String> = []
    ) throws(AttributionError) {
        try problem.validate()
        for name in problem.splines.sorted() where textCovariates.contains(name) {
            throw .splineOfLevels(name)
        }
        self.problem = problem
        self.textCovariates = textCovariates
    }

    /// The columns that a reader must deliver, in order.
    package var requests: [ColumnRequest] { model(levels: [:]).design.requests }

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
            try attributed { makeState, body in
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

    /// The same of rows that are at hand.
    func run(_ rows: CohortRows) throws -> Outcome {
        BLASEnvironment.useOneThreadPerCall()
        return try GameThreads.$limit.withValue(rows.threads) {
            try attributed { makeState, body in
                (rows, try rows.forEachBlock(makeState: makeState, body: body))
            }
        }
    }

    /// The first pass over the rows, which looks at them.
    private typealias FirstLook = (
        _ makeState: @Sendable (Int) -> SampleScan,
        _ body: @escaping @Sendable (inout SampleScan, RowBlock) throws -> Void
    ) throws -> (rows: CohortRows, states: [SampleScan])

    private func attributed(_ firstLook: FirstLook) throws -> Outcome {
        let sample = try look(firstLook)
        let isBinary = problem.times == nil && sample.scan.outcomeIsBinary
        let family = problem.family ?? (isBinary ? .binomial : .gaussian)
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
        let layout = GameLayout(
            model,
            fitted.fits,
            family,
            outcomeRange: family.isProportion
                ? 0...1 : sample.scan.leastOutcome...sample.scan.greatestOutcome,
            isUnclustered: sample.clusterCount == nil
        )
        let support = try SupportScan(model: model, scan: sample.scan).gather(rows)
        var passes = try GamePasses(rows: rows, model: model, layout: layout, support: support)
            .run(clusterCount: sample.clusterCount)
        let table = passes.sums.coalitionTable()
        let result = try assembled(sample, fitted, layout, support, passes, table)
        let names = model.design.coefficientNames.dropFirst().dropLast()
        return Outcome(
            result: result,
            summary: rows.summary,
            formula: "\(model.responseName) ~ \(names.joined(separator: " + "))",
            family: family,
            iterations: fitted.fits.reduce(0) { $0 + $1.iterationCount }
        )
    }

    /// What is known of a cohort once its rows have been read once.
    struct Sample {
        let scan: SampleScan
        let rows: CohortRows
        /// The levels of every category, and the splines of numbers that have enough values.
        let levels: [String: [String]]
        let splines: [String: RestrictedCubicSpline]
        /// Clusters with a row that counts; nil for independent people.
        let clusterCount: Int?
    }

    /// Reads the rows once, and refuses what cannot be answered or does not fit.
    private func look(_ firstLook: FirstLook) throws -> Sample {
        let draft = model(levels: [:])
        let covariateCount = problem.covariates.count
        let agencyCount = problem.agencies.count
        let first = try firstLook(
            { _ in SampleScan(agencies: agencyCount, covariates: covariateCount) },
            { scan, block in try scan.add(block, draft) }
        )
        var scan = SampleScan(agencies: agencyCount, covariates: covariateCount)
        for state in first.states { scan.merge(state) }
        let rows = first.rows
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
        let splines = try CovariateSplines(draft: draft, scan: scan, problem: problem).made(rows)
        let model = model(levels: levels, splines: splines)
        let clusterCount = model.clusterRequest.map { rows.levelCount(ofRequest: $0) }
        if let cluster = problem.cluster, let clusterCount, clusterCount < 2 {
            throw AttributionError.tooFewClusters(column: cluster, count: clusterCount)
        }
        try GameSize(
            model: model,
            rowCount: rows.summary.rowsComplete,
            clusterCount: clusterCount,
            threads: rows.threads
        ).check(levels: levels)
        return Sample(
            scan: scan,
            rows: rows,
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

    /// A model with its fit.
    struct Fitted {
        let model: AgencyModel
        /// One a part of the model.
        let fits: [GeneralizedLinearFit]
        /// Of a prior on agencies' own effects, where only that keeps them finite.
        var mainEffectScale: Double?

        var effectiveParameters: Double { fits.reduce(0) { $0 + $1.effectiveParameters } }

        /// Columns that earlier ones determine, in some part.
        var dropped: [LeastSquaresFit.DroppedColumn] {
            fits.reduce(into: []) { all, fit in
                all += fit.dropped.filter { one in !all.contains { $0.name == one.name } }
            }
        }
    }

    /// Fits the model; where all the people of an agency had the same outcome, so that its own effect runs off to infinity, once more
    /// with a prior on agencies' own effects as well.
    ///
    /// - `heldOut`: rows that the model is not fitted to.
    func fitted(
        _ sample: Sample,
        _ family: OutcomeModel,
        heldOut: HeldOutRows? = nil
    ) throws -> Fitted {
        do {
            return try fitted(sample, family, mainEffectScale: nil, heldOut)
        } catch let error as RegressionError {
            guard let priors = problem.priors, error.isRunaway else { throw error }
            return try fitted(sample, family, mainEffectScale: priors.covariates, heldOut)
        }
    }

    private func fitted(
        _ sample: Sample,
        _ family: OutcomeModel,
        mainEffectScale: Double?,
        _ heldOut: HeldOutRows?
    ) throws -> Fitted {
        let model = model(
            levels: sample.levels,
            splines: sample.splines,
            mainEffectScale: mainEffectScale
        )
        var modelRows = ModelRows(
            rows: sample.rows,
            design: model.design,
            weightRequest: model.weightRequest,
            clusterRequest: model.clusterRequest
        )
        modelRows.exposureRequest = model.exposureRequest
        modelRows.heldOut = heldOut
        let fits = try family.parts.map { part in
            modelRows.part = part.response
            return try GeneralizedLinearFit(
                modelRows,
                part.family,
                priors: model.priors,
                rowWeight: sample.scan.weight / Double(sample.scan.people)
            )
        }
        return Fitted(model: model, fits: fits, mainEffectScale: mainEffectScale)
    }

    private func assembled(
        _ sample: Sample,
        _ fitted: Fitted,
        _ layout: GameLayout,
        _ support: SupportTable,
        _ passes: GamePasses.Gathered,
        _ table: CoalitionSums
    ) throws -> AttributionResult {
        let sums = passes.sums
        let scan = sample.scan
        let free = Double(scan.people) - fitted.effectiveParameters
        let inference = try GameInference(
            sums,
            table,
            layout,
            priorPull: fitted.fits.flatMap(\.priorPull),
            weight: scan.weight,
            servedShares: scan.servedShares,
            clusterCount: sample.clusterCount,
            slices: passes.slices
        )
        let degrees =
            try sample.clusterCount.map {
                try inference.clusterDegrees(
                    ClusterDegrees(
                        rows: sample.rows,
                        model: fitted.model,
                        layout: layout,
                        clusterCount: $0
                    ),
                    sums.clusterSums
                )
            }
            ?? [Double](repeating: free, count: layout.functionalCount + 1)
        let some = sample.rows.sample(ofBlocks: OverlapScan.blocksOfThread)
        return AttributionAssembly(
            problem: problem,
            scan: scan,
            support: support,
            table: table,
            extrapolations: sums.extrapolations,
            overlap: try OverlapScan(
                problem: problem,
                model: fitted.model,
                rows: sample.rows,
                levels: sample.levels,
                splines: sample.splines
            ).overlap(),
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
                residualDegrees: free,
                clusterCount: sample.clusterCount
            ),
            omittedShifts: OmittedCovariates(fitted.model, layout, inference).shifts(),
            sharedReasons: try SharedReasonsScan(
                model: fitted.model,
                centre: layout.centre,
                clusterCount: sample.clusterCount
            ).find(some),
            crossCheck: try crossCheck(sample, fitted, layout, inference, degrees),
            isOfRisks: layout.model.isProportion || layout.model == .poisson
        ).result()
    }

    private func model(
        levels: [String: [String]],
        splines: [String: RestrictedCubicSpline] = [:],
        mainEffectScale: Double? = nil
    ) -> AgencyModel {
        AgencyModel(
            problem,
            textCovariates: textCovariates,
            levels: levels,
            splines: splines,
            mainEffectScale: mainEffectScale
        )
    }

    /// Pairs of agencies whose own term the data do not show.
    private func hiddenPairs(_ fit: GeneralizedLinearFit, _ model: AgencyModel) -> Set<UInt64> {
        let hidden = Set(fit.undetermined)
        return Set(
            model.terms.enumerated().compactMap { column, term in
                guard case .agencies(let mask, nil) = term, mask.nonzeroBitCount == 2,
                    hidden.contains(column + 1)
                else { return nil }
                return mask
            }
        )
    }

    /// An agency whose own column had to leave the model cannot be attributed anything.
    private func refuseInseparable(_ fit: GeneralizedLinearFit) throws {
        for dropped in fit.dropped where problem.agencies.contains(dropped.name) {
            throw AttributionError.inseparable(
                agency: dropped.name,
                from: dropped.combinationOf.filter { $0 != "(Intercept)" }
            )
        }
    }
}

package import TopsliceCohortData
internal import TopsliceCooperativeGames
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// The attribution of several outcomes of the same people to the same agencies: one reading of the rows, a game each, and how the
/// uncertainties of all of them go together.
///
/// The people are those who have every outcome, so that the influences of a person on all games can be added up (the stacked
/// estimating equations of Weesie 1999, called seemingly unrelated estimation). The first outcome is the main one.
package struct OutcomesAttribution: Sendable {
    package let problems: [AttributionProblem]
    let attributions: [CohortAttribution]

    package struct Outcomes: Sendable {
        /// In the order asked for.
        package let outcomes: [CohortAttribution.Outcome]
        package let effects: JointEffects
    }

    /// - `problems`: one an outcome, alike in everything but the outcome, its family and its exposure.
    package init(
        _ problems: [AttributionProblem],
        textCovariates: Set<String> = []
    ) throws(AttributionError) {
        self.problems = problems
        var requests: [ColumnRequest] = []
        for problem in problems {
            requests =
                try CohortAttribution(
                    problem,
                    textCovariates: textCovariates,
                    sharedRequests: requests
                ).requests
        }
        var attributions: [CohortAttribution] = []
        for problem in problems {
            attributions.append(
                try CohortAttribution(
                    problem,
                    textCovariates: textCovariates,
                    sharedRequests: requests
                )
            )
        }
        self.attributions = attributions
    }

    /// The columns that a reader must deliver, in order.
    package var requests: [ColumnRequest] { attributions[0].requests }

    /// Passes over the rows: one to look, for every outcome those of one, and without clusters one for their joint uncertainty.
    ///
    /// - Throws: as `CohortAttribution.run`.
    package func run(
        _ reader: CohortReader,
        threads: Int,
        onProgress: ReadReport? = nil
    ) throws -> Outcomes {
        BLASEnvironment.useOneThreadPerCall()
        if let plan = problems[0].imputation {
            return try imputed(reader, plan: plan, threads: threads, onProgress: onProgress)
        }
        return try attributed(threads: threads) { makeState, body in
            let first = try CohortRows.firstPass(
                over: reader.telling(arms: problems[0].agencies),
                threads: threads,
                onProgress: onProgress,
                makeState: makeState,
                body: body
            )
            return (first.rows, first.states)
        }
    }

    /// The same of rows that are at hand.
    func run(_ rows: CohortRows) throws -> Outcomes {
        try attributed(threads: rows.threads) { makeState, body in
            (rows, try rows.forEachBlock(makeState: makeState, body: body))
        }
    }

    /// The first pass over the rows, which looks at them.
    private typealias FirstLook = (
        _ makeState: @Sendable (Int) -> [SampleScan],
        _ body: @escaping @Sendable (inout [SampleScan], RowBlock) throws -> Void
    ) throws -> (rows: CohortRows, states: [[SampleScan]])

    private func attributed(threads: Int, _ firstLook: FirstLook) throws -> Outcomes {
        try GameThreads.$limit.withValue(threads) {
            let samples = try look(firstLook)
            let shared = SharedScans()
            var outcomes: [CohortAttribution.Outcome] = []
            var joint: [JointEffects.Part] = []
            var influences = JointInfluences(clusterCount: samples[0].clusterCount)
            let views = try samples[0].rows.views(attributions.map { try $0.ownRequests() })
            for (number, attribution) in attributions.enumerated() {
                let sample = samples[number].seen(as: views[number])
                let one = try attribution.attributed(sample, shared)
                outcomes.append(one.outcome)
                joint.append(JointEffects.Part(one, attribution.problem, sample.scan))
                influences.add(one)
            }
            return Outcomes(
                outcomes: outcomes,
                effects: JointEffects(
                    joint,
                    agencies: problems[0].agencies,
                    covariance: try influences.covariance(
                        samples[0].rows,
                        weight: samples[0].scan.weight
                    ),
                    level: problems[0].confidenceLevel
                )
            )
        }
    }

    /// Reads the rows once.
    private func look(_ firstLook: FirstLook) throws -> [CohortAttribution.Sample] {
        let drafts = attributions.map { $0.model(levels: [:]) }
        let (covariates, agencies) = (problems[0].covariates.count, problems[0].agencies.count)
        let empty = problems.indices.map { place in
            var scan = SampleScan(agencies: agencies, covariates: place == 0 ? covariates : 0)
            scan.arms = problems[place].agencies.map { _ in OutcomeArms() }
            return scan
        }
        let first = try firstLook(
            { _ in empty },
            { scans, block in
                for (place, draft) in drafts.enumerated() {
                    scans[place].add(block, draft, hasCovariates: place == 0)
                }
            }
        )
        var scans = empty
        for state in first.states {
            for place in scans.indices { scans[place].merge(state[place]) }
        }
        let rows = try first.rows.condensed()
        try refuse(scans)
        var samples: [CohortAttribution.Sample] = []
        for (attribution, scan) in zip(attributions, scans) {
            let sample = try attribution.sample(
                rows,
                scan.withCovariates(of: scans[0]),
                splines: samples.first?.splines,
                outcomeCount: problems.count
            )
            samples.append(sample)
        }
        return samples
    }

    /// Refuses what the rows cannot answer, of all outcomes at once.
    private func refuse(_ scans: [SampleScan]) throws(AttributionError) {
        guard scans.allSatisfy({ $0.people > 0 }) else { return }
        var faults = AttributionFaults()
        for (problem, scan) in zip(problems, scans) {
            faults.note { () throws(AttributionError) in try scan.check(problem) }
        }
        try faults.throwIfAny()
    }
}

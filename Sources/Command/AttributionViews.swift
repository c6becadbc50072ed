internal import TopsliceRecords
internal import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceLinearAlgebra
internal import TopsliceRegression
internal import TopsliceReports

extension AttributionReport {
    /// The report of a finished attribution.
    init(_ run: AttributionRequest.Run, threads: Int) {
        let result = run.result
        let outcome = run.outcome
        self.init(
            result: result,
            method: AttributionMethod(
                model: outcome.family.modelName,
                family: outcome.family.rawValue,
                formula: outcome.formula,
                standardErrors: result.clusters.map {
                    "influence functions, summed within \($0) clusters of \(run.problem.cluster ?? "")"
                } ?? "influence functions of independent people",
                intervals: result.clusters.map {
                    "Student's t with \($0 - 1) degrees of freedom"
                } ?? "normal approximation",
                confidenceLevel: run.problem.confidenceLevel,
                scale: outcome.family == .binomial ? .proportion : .amount(unit: ""),
                weights: run.problem.weights,
                clusters: run.problem.cluster
            ),
            sample: SampleFlow(outcome.summary),
            warnings: run.warnings.map(\.words),
            provenance: Provenance(
                version: Topslice.version,
                inputs: [
                    Provenance.Input(
                        path: run.input.path,
                        sha256: run.input.sha256,
                        rows: run.input.rows
                    )
                ],
                options: run.options.map { Provenance.Option($0.name, $0.value) },
                blasCore: BLASEnvironment.coreName,
                threads: threads,
                seconds: run.input.seconds
            )
        )
    }
}

extension Family {
    /// The model in words.
    var modelName: String {
        switch self {
        case .gaussian: "linear regression"
        case .binomial: "logistic regression"
        case .poisson: "Poisson regression"
        }
    }
}

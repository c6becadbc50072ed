internal import TopsliceRecords
internal import TopsliceCohortData
internal import TopsliceSharing
internal import TopsliceStudies
internal import TopsliceLinearAlgebra
internal import TopsliceReports
internal import TopsliceVarianceShares

extension ImportanceReport {
    /// The report of finished shares of variance.
    init(_ run: ImportanceRequest.Run, request: ImportanceRequest) {
        var source = run.isFromMoments ? ImportanceMethod.Source.moments : .rows
        if case .matrix = request.source { source = .matrix }
        self.init(
            result: run.result,
            intervals: run.intervals,
            further: run.further,
            method: ImportanceMethod(
                source: source,
                formula: run.formula,
                rows: run.rows,
                testRows: run.testRows,
                isOutOfSample: request.testPath != nil,
                weights: run.weights,
                cluster: run.cluster,
                confidenceLevel: request.confidenceLevel,
                withoutIntervals: run.withoutIntervals?.words
            ),
            sample: run.summary.map { SampleFlow($0) },
            testSample: run.testSummary.map { SampleFlow($0) },
            warnings: run.warnings.map(\.words),
            provenance: Provenance(
                version: Topslice.version,
                inputs: run.inputs.map {
                    Provenance.Input(path: $0.path, sha256: $0.sha256, rows: $0.rows)
                },
                options: run.options.map { Provenance.Option($0.name, $0.value) },
                blasCore: source == .matrix ? nil : BLASEnvironment.coreName,
                threads: request.threads,
                seconds: run.inputs.map(\.seconds).reduce(0, +),
                seed: run.isRandom ? request.seed : nil
            )
        )
    }
}

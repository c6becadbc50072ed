package import TopsliceStudies
internal import TopsliceVarianceShares

extension ImportanceReport {
    /// The report of finished shares of variance.
    package init(_ run: ImportanceRequest.Run, request: ImportanceRequest) {
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
                withoutIntervals: run.withoutIntervals
            ),
            sample: run.summary.map { SampleFlow($0) },
            testSample: run.testSummary.map { SampleFlow($0) },
            warnings: run.warnings,
            provenance: Provenance(
                run.inputs,
                options: run.options,
                threads: request.threads,
                usesLinearAlgebra: source != .matrix,
                seed: run.isRandom ? request.seed : nil
            )
        )
    }
}

package import TopsliceStudies
internal import TopsliceVarianceShares

extension ImportanceReport {
    /// The report of finished shares of variance.
    package init(_ run: ImportanceRequest.Run, request: ImportanceRequest) {
        var source = run.isFromMoments ? ImportanceMethod.Source.moments : .rows
        if case .matrix = request.source { source = .matrix }
        let (labels, rule) = (request.words.labels, request.words.rule)
        func shown(_ rows: Int?) -> Int? {
            rows.flatMap { rule.isSmall($0) ? nil : rule.rounded($0) }
        }
        var intervals = run.intervals
        // Without clusters the units are rows.
        if run.cluster == nil, let units = intervals?.clusters {
            intervals?.clusters = rule.rounded(units)
        }
        self.init(
            result: run.result,
            intervals: intervals,
            further: run.further,
            method: ImportanceMethod(
                source: source,
                formula: run.formula,
                rows: shown(run.rows),
                testRows: shown(run.testRows),
                isOutOfSample: request.testPath != nil,
                weights: run.weights,
                cluster: run.cluster,
                confidenceLevel: request.confidenceLevel,
                withoutIntervals: run.withoutIntervals?.words
            ),
            sample: run.summary.map { SampleFlow($0) },
            testSample: run.testSummary.map { SampleFlow($0) },
            warnings: run.warnings.map { $0.words(labels, rule) },
            provenance: Provenance(
                run.inputs,
                options: run.options,
                threads: request.threads,
                usesLinearAlgebra: source != .matrix,
                seed: run.isRandom ? request.seed : nil
            ),
            labels: labels,
            rule: rule
        )
        if let sample { provenance = provenance.shown(sample, rule) }
        if let testSample, testSample.hidesSupplied {
            provenance = provenance.shown(testSample, rule)
        }
    }
}

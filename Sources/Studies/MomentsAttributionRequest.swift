package import TopsliceAttribution
package import TopsliceCohortData
internal import TopsliceMoments
internal import TopsliceOptions
package import TopsliceRecords
internal import TopsliceRegression

/// An attribution from a file of moments, which brings its own model.
package struct MomentsAttributionRequest: Sendable {
    private let held: (document: MomentsDocument, sha256: String)
    private let path: String
    private let analysis: StudyAnalysis
    private let hasStudy: Bool
    private let confidenceLevel: Double

    package struct Run: Sendable {
        package let attribution: MomentsAttribution
        package let inputs: [InputRecord]
        package let options: [(name: String, value: String)]
    }

    /// Nil where the files are no moments.
    ///
    /// - Throws: `EvaluationError`, `RegressionError`, `MomentsFileError`.
    package init?(
        _ files: [String],
        study: String?,
        analysis: StudyAnalysis,
        intervals: IntervalOptions,
        input: InputOptions
    ) throws {
        var options = RegressionOptions()
        options.input = input
        let regression = RegressionRequest(paths: files, options: options)
        guard let held = try regression.momentsDocument() else { return nil }
        self.held = held
        path = files[0]
        self.analysis = analysis
        hasStudy = study != nil
        confidenceLevel = intervals.coverage
    }

    /// - Throws: `MomentsRefusal`, `EvaluationError`, `RegressionError`.
    package func run() throws -> Run {
        let began = InputReading.now()
        let document = held.document
        do {
            if let fit = document.fit { throw MomentsAttributionError.fitted(family: fit.family) }
            let agencies = try asked(document)
            if let seal = document.seal, !seal.columns.isEmpty {
                throw EvaluationError.sealedColumns(seal.columns)
            }
            let model = document.model
            let formula = try Formula(parsing: model.formula)
            guard let found = model.terms(of: formula, columns: document.moments.columns) else {
                throw EvaluationError.otherFormula(
                    asked: model.formula,
                    held: document.moments.columns.dropLast().joined(separator: " + ")
                )
            }
            let attribution = try MomentsAttribution(
                document,
                agencies: agencies,
                terms: found.terms,
                confidenceLevel: confidenceLevel
            )
            var intervals = IntervalOptions()
            intervals.level = confidenceLevel
            var printed = StudyAnalysis()
            printed.outcome = attribution.outcome
            printed.agencies = agencies
            printed.cluster = model.cluster
            return Run(
                attribution: attribution,
                inputs: [
                    InputRecord(
                        path: FileNames().said(path),
                        sha256: held.sha256,
                        rows: document.inputs.reduce(0) { $0 + $1.rowsRead },
                        seconds: InputReading.now() - began
                    )
                ],
                options: [("formula", model.formula)] + printed.printed + intervals.printed
            )
        } catch let error as MomentsAttributionError {
            throw MomentsRefusal([.attribution(error, file: FileNames().said(path))])
        }
    }

    /// The agencies, where nothing was asked for that moments do not hold.
    private func asked(_ document: MomentsDocument) throws(MomentsAttributionError) -> [String] {
        var rest = analysis
        rest.agencies = nil
        rest.outcome = nil
        rest.cluster = nil
        if rest.family == .gaussian { rest.family = nil }
        if rest.shrinkage == StudyAnalysis.Shrinkage.none { rest.shrinkage = nil }
        guard rest == StudyAnalysis(), !hasStudy else { throw .needsRows }
        let held = document.moments.columns[document.moments.columns.count - 1]
        if let outcome = analysis.outcome, outcome != held {
            throw .otherOutcome(asked: outcome, held: held)
        }
        if let cluster = analysis.cluster, cluster != document.model.cluster {
            throw .otherCluster(asked: cluster, held: document.model.cluster)
        }
        return analysis.agencies ?? document.model.exposures
    }
}

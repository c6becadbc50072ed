package import TopsliceCohortData
package import TopsliceRecords
internal import TopsliceLinearAlgebra
internal import TopsliceMoments
internal import TopsliceOptions
package import TopsliceRegression

/// A regression as it was asked for: a file, a formula and options.
package struct RegressionRequest: Sendable {
    /// A cohort in one file or several of one shape, or a file of moments.
    package var paths: [String]
    /// With defaults filled in.
    package internal(set) var options: RegressionOptions

    package init(paths: [String], options: RegressionOptions) {
        self.paths = paths
        self.options = options.filled
    }

    package var formula: String? { options.formula }
    package var threads: Int { options.input.threadCount }
    var family: Family { options.family.value("family") }
    var covariance: CovarianceKind { options.covariance.value("vcov") }
    var weights: String? { options.weights }
    var confidenceLevel: Double { options.intervals.coverage }
    var filter: RowFilter? { options.input.filter }

    /// What a run leaves.
    package struct Run: Sendable {
        package let result: RegressionResult
        /// One a file.
        package let inputs: [InputRecord]
        package let warnings: [StudyWarning]
        /// Every option with its default filled in.
        package let options: [(name: String, value: String)]
    }

    /// Reads the file and fits the model; a file of moments is fitted without any rows.
    ///
    /// - `hashing`: whether the digest of the file is wanted; it is computed meanwhile on a thread of its own.
    /// - Throws: `FormulaError`, `Faults`, `RegressionError`, `MomentsFileError`, `EvaluationError`.
    package func run(
        hashing: Bool,
        onProgress: ReadReport? = nil
    ) throws -> Run {
        if let held = try momentsDocument() { return try run(held.document, digest: held.sha256) }
        let read = try read(exposures: [], hashing: hashing, onProgress: onProgress) {
            problem,
            reader,
            progress in
            let result = try problem.fit(reader, threads: threads, onProgress: progress)
            return (result, result.summary)
        }
        return Run(
            result: read.value,
            inputs: read.inputs,
            warnings: read.warnings + read.value.warnings.map { .regression($0) },
            options: options.printed
        )
    }

    /// Opens the file, learns which columns hold text, and lets `body` read it once the problem is complete.
    ///
    /// - `textColumns`: the columns that hold text, where they are known from other rows.
    func read<Value>(
        exposures: [String],
        textColumns: Set<String>? = nil,
        hashing: Bool,
        onProgress: ReadReport?,
        _ body: (RegressionProblem, CohortReader, ReadReport?) throws -> (
            Value, ReadSummary
        )
    ) throws -> (value: Value, inputs: [InputRecord], warnings: [StudyWarning]) {
        guard let formula else { throw EvaluationError.noFormula }
        let parsed = try Formula(parsing: formula)
        var problem = RegressionProblem(
            formula: parsed,
            family: family,
            covariance: covariance,
            weights: weights,
            confidenceLevel: confidenceLevel,
            exposures: exposures
        )
        var file = try CohortFile(
            openRows(paths, choice: options.input.choice),
            study: study(of: problem, textColumns: textColumns)
        )
        let input = InputReading(file.source, hashing: hashing)
        do {
            let (value, summary) = try file.reading { file in
                problem.textColumns = textColumns ?? file.wordColumns
                return try body(problem, file.reader(problem.requests), onProgress)
            }
            return (
                value, try input.finish(rows: summary.rowsOfParts),
                StudyWarning.reading(file.source, summary, filter) + StudyWarning.leftOut(summary)
            )
        } catch RegressionError.negativeWeight {
            // The contract says that weights are zero or more, so the checker names the line.
            throw file.faults()
        }
    }

    /// The moments in the file with the digest of the bytes they were read from; nil where it is no file of moments.
    func momentsDocument() throws -> (document: MomentsDocument, sha256: String)? {
        let mark = MomentsDocument.mark.utf8.count + 1
        let found = paths.first { path in
            guard path != "-" else { return false }
            return (try? FileBytes.beginning(of: path, count: mark)).map {
                MomentsDocument.isMoments($0)
            } ?? false
        }
        guard let path = found else { return nil }
        guard paths.count == 1 else { throw EvaluationError.momentsAmongFiles(path) }
        guard filter == nil else {
            throw RegressionError.momentsLackRows("leaving rows out (--where)")
        }
        guard options.input.counts == nil else {
            throw RegressionError.momentsLackRows("counting rows anew (--counts)")
        }
        let bytes = try SmallFile.bytes(path)
        return (try MomentsDocument(reading: bytes, file: path), try SHA256Digest.of(bytes))
    }

    private func run(_ document: MomentsDocument, digest: String) throws -> Run {
        let began = InputReading.now()
        if let formula, try Formula(parsing: formula) != Formula(parsing: document.model.formula) {
            throw EvaluationError.otherFormula(asked: formula, held: document.model.formula)
        }
        let heldFamily = document.fit.flatMap { Family(rawValue: $0.family) } ?? .gaussian
        guard family == .gaussian || family == heldFamily else {
            throw RegressionError.momentsLackRows(
                heldFamily == .gaussian
                    ? "a model other than least squares"
                    : "a model other than the \(heldFamily.rawValue) one that was fitted"
            )
        }
        if let weights, weights != document.model.weights {
            throw RegressionError.momentsLackRows("weighting by '\(weights)'")
        }
        let result = try RegressionProblem.fit(
            document,
            covariance: covariance,
            confidenceLevel: confidenceLevel
        )
        var held = self
        held.options.formula = document.model.formula
        held.options.family = heldFamily
        held.options.weights = document.model.weights
        return Run(
            result: result,
            inputs: [
                InputRecord(
                    path: paths[0],
                    sha256: digest,
                    rows: result.summary.rowsRead,
                    seconds: InputReading.now() - began
                )
            ],
            warnings: result.warnings.map { .regression($0) },
            options: held.options.printed
        )
    }

    /// The contract that the columns of the formula imply.
    ///
    /// - `textColumns`: where they are known; else a column that stands in the formula by itself, and nowhere as a number, is
    ///   not declared, so that its type follows from its cells.
    private func study(of problem: RegressionProblem, textColumns: Set<String>?) -> Study {
        var study = Study(
            delimiter: options.input.separator,
            missingCodes: options.input.missingCodes,
            refusesIdentifiers: false,
            filter: filter
        )
        study.counts = options.input.counts
        var declared: Set<String> = []
        func declare(_ name: String, _ type: ColumnType, range: ValueRange? = nil) {
            guard declared.insert(name).inserted else { return }
            study.columns.append(
                StudyColumn(
                    name: name,
                    type: type,
                    range: range,
                    rangeText: range.map { _ in .init(low: "0", high: nil) },
                    missingAllowed: true
                )
            )
        }
        let open = textColumns == nil ? problem.formula.undeclaredColumns : []
        let used = problem.formula.columnsUsed(textColumns: textColumns ?? Set(open))
        // First, since a column is declared once and only as a weight has it a range.
        if let weights { declare(weights, .number, range: .number(0, nil)) }
        // An outcome by itself may be a flag in words.
        if case .expression(.column(let name)) = problem.formula.response, !declared.contains(name)
        {
            study.numbersOrFlags.insert(name)
            declared.insert(name)
        }
        for name in used.numbers { declare(name, .number) }
        for name in problem.exposures { declare(name, .binary) }
        study.analysis.covariates = open.filter { !declared.contains($0) }
        declared.formUnion(open)
        for name in used.groups { declare(name, .category) }
        if let cluster = covariance.clusterColumn { declare(cluster, .category) }
        return study
    }
}

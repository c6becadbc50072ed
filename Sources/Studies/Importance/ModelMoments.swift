internal import TopsliceCohortData
internal import TopsliceRecords
internal import TopsliceMoments
internal import TopsliceRegression
internal import TopsliceVarianceShares

/// A model with its moments, from rows or from a file of moments.
struct ModelMoments {
    let document: MomentsDocument
    let terms: [FormulaTerm]
    let textColumns: Set<String>
    var rows: [(weight: Double, values: [Double])] = []
    var rowIntervals: ShareIntervals?
    let summary: ReadSummary
    let isFromMoments: Bool
    var records: [InputRecord] = []
    var warnings: [StudyWarning] = []

    var levels: [String: [String]] { document.model.levels }
}

extension MomentsDocument.Model {
    /// Of each group column, in order.
    var levels: [String: [String]] {
        Dictionary(factors.map { ($0.column, $0.levels) }, uniquingKeysWith: { first, _ in first })
    }

    /// The terms that the columns of the moments are of, and the columns of text; nil where they do not fit, as after a seal that
    /// left columns out.
    ///
    /// - `columns`: the response last.
    func terms(
        of formula: Formula,
        columns: [String]
    ) -> (text: Set<String>, terms: [FormulaTerm])? {
        let factors = Set(factors.map(\.column))
        // A column named bare is text where it is among the factors, unless it is there for a factor() only.
        let candidates = [factors, []].map { text in
            (text: text, terms: formula.terms(levels: levels, textColumns: text))
        }
        let regressors = Array(columns.dropLast())
        return candidates.first { $0.terms.flatMap(\.columns) == regressors }
    }
}

extension ModelMoments {
    /// Nil where the file is no file of moments.
    static func ofMoments(
        _ regression: RegressionRequest,
        _ request: ImportanceRequest
    ) throws -> ModelMoments? {
        guard let held = try regression.momentsDocument() else { return nil }
        let document = held.document
        if let fit = document.fit {
            throw RegressionError.momentsLackRows("importance after a fitted \(fit.family) model")
        }
        let began = InputReading.now()
        let model = document.model
        let formula = try Formula(parsing: model.formula)
        if let asked = regression.formula, try Formula(parsing: asked) != formula {
            throw EvaluationError.otherFormula(asked: asked, held: model.formula)
        }
        try request.checkFormula(formula)
        if let asked = request.options.cluster, asked != model.cluster {
            throw ImportanceError.differentCluster(asked: asked, held: model.cluster)
        }
        if let asked = request.options.weights, asked != model.weights {
            throw ImportanceError.differentWeights(asked: asked, held: model.weights)
        }
        if let seal = document.seal, !seal.columns.isEmpty {
            throw EvaluationError.sealedColumns(seal.columns)
        }
        guard let found = model.terms(of: formula, columns: document.moments.columns) else {
            throw EvaluationError.otherFormula(
                asked: model.formula,
                held: document.moments.columns.dropLast().joined(separator: " + ")
            )
        }
        var summary = ReadSummary()
        summary.rowsRead = document.inputs.reduce(0) { $0 + $1.rowsRead }
        summary.rowsComplete = document.inputs.reduce(0) { $0 + $1.rowsAnalysed }
        return ModelMoments(
            document: document,
            terms: found.terms,
            textColumns: found.text,
            summary: summary,
            isFromMoments: true,
            records: [
                InputRecord(
                    path: regression.paths[0],
                    sha256: held.sha256,
                    rows: summary.rowsRead,
                    seconds: InputReading.now() - began
                )
            ]
        )
    }

    static func ofRows(
        _ regression: RegressionRequest,
        _ request: ImportanceRequest,
        hashing: Bool,
        _ onProgress: ReadReport?
    ) throws -> ModelMoments {
        let read = try regression.read(exposures: [], hashing: hashing, onProgress: onProgress) {
            problem,
            reader,
            progress in
            let made = try problem.moments(
                reader,
                threads: request.threads,
                onProgress: progress
            )
            let model = made.document.model
            var read = ModelMoments(
                document: made.document,
                terms: problem.formula.terms(
                    levels: made.shownLevels,
                    textColumns: problem.textColumns
                ),
                textColumns: problem.textColumns,
                summary: made.summary,
                isFromMoments: false
            )
            if model.cluster == nil, request.testPath == nil {
                try read.addRows(problem, reader, request, progress)
            }
            return (read, made.summary)
        }
        var model = read.value
        model.records = read.inputs
        model.warnings = read.warnings
        return model
    }

    /// Rows that are to be drawn anew, kept where they are few enough; otherwise the influence of every row.
    private mutating func addRows(
        _ problem: RegressionProblem,
        _ reader: CohortReader,
        _ request: ImportanceRequest,
        _ onProgress: ReadReport?
    ) throws {
        var alone = problem
        alone.covariance = .iid
        guard request.bootstrap == nil else {
            let order = document.moments.order
            guard summary.rowsComplete <= ImportanceRequest.mostRowNumbers / (order * order) else {
                return
            }
            rows = try alone.designRows(reader, levels: levels, threads: 1)
            return
        }
        guard let influence = try influence(request) else { return }
        let sums = try alone.forEachDesignBlock(
            reader,
            levels: levels,
            threads: request.threads,
            onProgress: onProgress,
            makeState: { influence.makeSums() },
            body: { sums, block in
                influence.add(
                    block.base,
                    stride: block.stride,
                    rows: block.rowCount,
                    weights: block.weights,
                    counts: block.counts,
                    to: &sums
                )
            }
        )
        rowIntervals = influence.intervals(sums, level: request.confidenceLevel)
    }

    /// Nil where intervals are not defined or would take long; what else is wrong is said when shares are computed.
    private func influence(_ request: ImportanceRequest) throws -> RowInfluence? {
        let columns = document.moments.columns
        do {
            let structure = try request.players.structure(of: terms)
            let decided = ImportancePlayers.decided(structure, columns: columns.count - 1)
            guard decided <= ImportanceRequest.mostForIntervals else { return nil }
            let centred = try CentredMoments(document.moments)
            return try RowInfluence(
                try centred.products(),
                means: centred.means,
                players: structure,
                control: .init(threads: request.threads)
            )
        } catch is VarianceSharesError {
            return nil
        } catch is RegressionError {
            return nil
        }
    }
}

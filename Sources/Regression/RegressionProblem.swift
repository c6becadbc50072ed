package import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceMoments

/// What is to be fitted, and how its uncertainty is to be stated.
package struct RegressionProblem: Sendable {
    package var formula: Formula
    package var family: Family
    package var covariance: CovarianceKind
    package var weights: String?
    package var confidenceLevel: Double
    /// Columns that hold text, so that their bare name in the formula stands for a factor.
    package var textColumns: Set<String>
    /// 0/1 columns whose patterns moments are also summed by; at most 62.
    package var exposures: [String]
    /// Whether a level that a single row has is named: only where files are to be matched level by level (moments).
    package var namesRareLevels = false

    package init(
        formula: Formula,
        family: Family = .gaussian,
        covariance: CovarianceKind = .hc1,
        weights: String? = nil,
        confidenceLevel: Double = 0.95,
        textColumns: Set<String> = [],
        exposures: [String] = []
    ) {
        self.formula = formula
        self.family = family
        self.covariance = covariance
        self.weights = weights
        self.confidenceLevel = confidenceLevel
        self.textColumns = textColumns
        self.exposures = exposures
    }

    /// The columns that a reader must deliver, in order.
    package var requests: [ColumnRequest] { draft(levels: [:]).design.requests }

    /// A design with the numbers of the requests that are not part of it.
    struct Draft {
        let design: Design
        let weightRequest: Int?
        let clusterRequest: Int?
        let exposureRequests: [Int]
        let absorbedRequests: [Int]
    }

    func draft(levels: [String: [String]]) -> Draft {
        var builder = DesignBuilder(levels: levels)
        builder.addTerms(of: formula, textColumns: textColumns)
        let absorbed = formula.absorbed.map { builder.request($0, .category) }
        builder.addResponse(formula.response)
        let weight = weights.map { builder.request($0, .weight) }
        let cluster = covariance.clusterColumn.map { builder.request($0, .category) }
        let exposed = exposures.map { builder.request($0, .binary) }
        return Draft(
            design: builder.design(hasIntercept: formula.hasIntercept && absorbed.isEmpty),
            weightRequest: weight,
            clusterRequest: cluster,
            exposureRequests: exposed,
            absorbedRequests: absorbed
        )
    }

    /// Whether factor levels must be known before the design has its columns.
    var needsLevels: Bool { !formula.columnsUsed(textColumns: textColumns).groups.isEmpty }

    /// Fits the model to the rows of a reader made with `requests`.
    ///
    /// - Throws: `RegressionError`, or `ReadInterruption` where the file is at fault.
    package func fit(
        _ reader: CohortReader,
        threads: Int,
        onProgress: ReadReport? = nil
    ) throws -> RegressionResult {
        BLASEnvironment.useOneThreadPerCall()
        guard family == .gaussian || formula.absorbed.isEmpty else {
            throw RegressionError.absorptionNeedsLeastSquares
        }
        if family == .gaussian, !needsLevels {
            return try LinearRegression(problem: self).fitInOnePass(reader, threads, onProgress)
        }
        let rows = try CohortRows.firstPass(
            over: reader,
            threads: threads,
            onProgress: onProgress,
            makeState: { _ in () },
            body: { _, _ in }
        ).rows
        let (model, absorbed) = try modelRows(rows)
        if family == .gaussian {
            return try LinearRegression(problem: self).fit(model, absorbed: absorbed)
        }
        return try GeneralizedLinearRegression(problem: self).fit(model)
    }

    /// The rows as a model, once the levels of its factors are known, and the level counts of absorbed columns.
    func modelRows(_ rows: CohortRows) throws -> (model: ModelRows, absorbed: [Int]) {
        try RegressionError.refuseNoRows(rows.summary)
        try size(of: rows).check()
        var levels: [String: [String]] = [:]
        var shown: [String: [String]] = [:]
        var aligned = rows
        for (number, request) in rows.reader.requests.enumerated()
        where request.kind == .category {
            let labels = rows.labels(ofRequest: number)
            let ordered = FactorLevels(labels)
            levels[request.name] = ordered.names
            shown[request.name] =
                namesRareLevels
                ? ordered.names
                : ordered.shownNames(withholding: rows.levelsOfOneRow[number])
            aligned = aligned.renumbering(request: number, ordered.numbers)
        }
        let draft = draft(levels: shown)
        var model = ModelRows(
            rows: aligned,
            design: draft.design,
            weightRequest: draft.weightRequest,
            clusterRequest: draft.clusterRequest
        )
        model.levels = levels
        model.shownLevels = shown
        model.exposureRequests = draft.exposureRequests
        if let request = draft.clusterRequest {
            let ordered = FactorLevels(rows.labels(ofRequest: request))
            model.clusterLabels = ordered.names
            model.clusterNumbers = ordered.numbers
        }
        return (model, draft.absorbedRequests)
    }

    /// How large the model of these rows will be.
    private func size(of rows: CohortRows) -> ModelSize {
        var counts: [String: Int] = [:]
        for (number, request) in rows.reader.requests.enumerated()
        where request.kind == .category {
            counts[request.name] = rows.levels[number].count
        }
        return ModelSize(
            formula,
            textColumns: textColumns,
            levelCounts: counts,
            rowCount: rows.summary.rowsComplete,
            clusterCount: covariance.clusterColumn.flatMap { counts[$0] } ?? 0,
            threads: rows.threads
        )
    }
}

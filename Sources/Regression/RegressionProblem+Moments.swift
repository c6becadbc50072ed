package import TopsliceCohortData
internal import TopsliceLinearAlgebra
package import TopsliceMoments

/// The moments of a model with what is known of its rows besides.
package struct GatheredMoments: Sendable {
    package let document: MomentsDocument
    package let summary: ReadSummary
    /// Of each group column, what its levels are called in the names of columns.
    package let shownLevels: [String: [String]]
}

extension RegressionProblem {
    /// The moments of the model, to be kept, merged and fitted later; they hold no row.
    ///
    /// Clusters are those of `covariance`, patterns those of `exposures`. The document names no input yet.
    ///
    /// - Throws: `RegressionError`, or `ReadInterruption` where the file is at fault.
    package func moments(
        _ reader: CohortReader,
        threads: Int,
        onProgress: ReadReport? = nil
    ) throws -> GatheredMoments {
        guard family == .gaussian, formula.absorbed.isEmpty else {
            throw RegressionError.momentsLackRows("a model other than least squares")
        }
        guard exposures.count <= 62 else {
            throw RegressionError.tooManyExposures(exposures.count)
        }
        BLASEnvironment.useOneThreadPerCall()
        let gathering = MomentsGathering(problem: self, keepsPeople: true)
        let model: ModelRows
        let moments: Moments
        if needsLevels {
            let rows = try CohortRows.firstPass(
                over: reader,
                threads: threads,
                onProgress: onProgress,
                makeState: { _ in () },
                body: { _, _ in }
            ).rows
            model = try modelRows(rows).model
            moments = try gathering.over(model)
        } else {
            let gathered = try gathering.inOnePass(reader, threads, onProgress)
            (model, moments) = (gathered.model, gathered.moments)
        }
        let groups = formula.columnsUsed(textColumns: textColumns).groups
        let document = MomentsDocument(
            moments: moments,
            model: MomentsDocument.Model(
                formula: RegressionProblem.onOneLine(formula.text),
                hasIntercept: formula.hasIntercept,
                weights: weights,
                cluster: covariance.clusterColumn,
                exposures: exposures,
                factors: groups.map { .init(column: $0, levels: model.levels[$0] ?? []) }
            ),
            inputs: []
        )
        return GatheredMoments(
            document: document,
            summary: model.rows.summary,
            shownLevels: model.shownLevels
        )
    }

    /// Fits the model of a document from its moments.
    ///
    /// - Throws: `RegressionError.momentsLackRows` for errors that only rows can give, and as `fit` does.
    package static func fit(
        _ document: MomentsDocument,
        covariance: CovarianceKind,
        confidenceLevel: Double
    ) throws -> RegressionResult {
        let known = document.model
        switch covariance {
        case .iid: break
        case .hc0, .hc1, .hc2, .hc3: throw RegressionError.momentsLackRows(covariance.label)
        case .cluster(let column):
            guard column == known.cluster else {
                throw RegressionError.momentsLackRows("clustering by '\(column)'")
            }
            guard !document.moments.clustersFolded else {
                throw RegressionError.momentsLackRows("clustering by so many clusters")
            }
        }
        let problem = RegressionProblem(
            formula: try Formula(parsing: known.formula),
            covariance: covariance,
            weights: known.weights,
            confidenceLevel: confidenceLevel
        )
        var summary = ReadSummary()
        summary.rowsRead = document.inputs.reduce(0) { $0 + $1.rowsRead }
        summary.rowsComplete = document.inputs.reduce(0) { $0 + $1.rowsAnalysed }
        if let fit = document.fit {
            return try FittedMoments(problem, document, fit).result(summary)
        }
        let lead = known.hasIntercept ? ["(Intercept)"] : []
        return try LinearRegression(problem: problem).finish(
            LinearRegression.Frame(
                coefficientNames: lead + document.moments.columns,
                hasIntercept: known.hasIntercept,
                levelGroups: levelGroups(document),
                summary: summary,
                uses: uses(of: document),
                rows: nil
            ),
            document.moments
        )
    }

    /// What each column of a model's moments rests on, the response not among them.
    package static func uses(of document: MomentsDocument) -> [RegressionResult.TermUse] {
        ColumnUse.terms(
            document.moments,
            isWeighted: document.model.weights != nil || document.fit != nil,
            isSealed: document.seal != nil,
            levelGroups: levelGroups(document)
        )
    }

    /// The levels of each factor by the names of their columns, which say `area…` or `factor(area)…`.
    static func levelGroups(_ document: MomentsDocument) -> [[Int]] {
        let names = document.moments.columns
        return document.model.factors.compactMap { factor in
            [factor.column, "factor(\(factor.column))"].map { prefix in
                names.indices.filter { names[$0].hasPrefix(prefix) && !names[$0].contains(":") }
            }.first { $0.count == factor.levels.count - 1 }
        }
    }

    /// A formula may be typed on several lines; in a file it has one.
    package static func onOneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

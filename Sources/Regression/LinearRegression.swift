internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceMoments

/// Least squares from a cohort: moments where they keep enough digits, the rows themselves where they do not.
struct LinearRegression {
    let problem: RegressionProblem

    /// What a fit must know of the model besides its moments.
    struct Frame {
        let coefficientNames: [String]
        let hasIntercept: Bool
        let summary: ReadSummary
        /// Nil where only moments are at hand.
        let rows: ModelRows?
    }

    /// A model without factors: one pass over the file gathers everything that classical and clustered errors need.
    func fitInOnePass(
        _ reader: CohortReader,
        _ threads: Int,
        _ onProgress: ReadReport?
    ) throws -> RegressionResult {
        let gathering = MomentsGathering(problem: problem)
        let (model, moments) = try gathering.inOnePass(reader, threads, onProgress)
        return try finish(Frame(model), moments)
    }

    /// A model whose levels are known; the first absorbed factor's means are taken out, further ones are indicators.
    func fit(_ model: ModelRows, absorbed: [Int]) throws -> RegressionResult {
        let gathering = MomentsGathering(problem: problem)
        guard !absorbed.isEmpty else {
            return try finish(Frame(model), try gathering.over(model))
        }
        let effects = try AbsorbedEffects(model: model, requests: absorbed)
        return try finish(
            Frame(effects.model),
            try gathering.over(effects.model),
            effects: effects
        )
    }

    /// Coefficients, covariance and inference from the moments, or from the rows where the moments will not do.
    func finish(
        _ frame: Frame,
        _ moments: Moments,
        effects: AbsorbedEffects? = nil
    ) throws -> RegressionResult {
        let solved = try LeastSquares(moments, hasIntercept: frame.hasIntercept)
        var fit = solved.fit
        var notes: [String] = []
        let useRows = effects == nil && !solved.isTrustworthy
        if useRows {
            if let rows = frame.rows {
                fit = try ExactLeastSquares.fit(rows)
            } else {
                notes.append(RegressionWarning.momentsAreShort)
            }
        }
        let clusterCount = self.clusterCount(moments, frame.rows)
        if let column = problem.covariance.clusterColumn, clusterCount < 2 {
            throw RegressionError.tooFewClusters(column: column, count: clusterCount)
        }
        let visible = fit.columns.filter { $0 < (effects?.reportedColumns ?? .max) }
        let parameters = effects?.parameters(regressors: visible.count) ?? fit.coefficients.count
        let degrees = fit.rowCount - parameters
        guard degrees > 0 else {
            throw RegressionError.tooFewRows(rows: fit.rowCount, coefficients: parameters)
        }
        let meat: Matrix?
        switch (problem.covariance, frame.rows) {
        case (.iid, _): meat = nil
        case (.cluster, _) where !moments.clustersFolded && fit.method == .crossProducts:
            meat = Sandwich.meat(ofScores: solved.clusterScores())
        case (_, let rows?): meat = try self.meat(fit, rows)
        case (_, nil): throw RegressionError.momentsLackRows(problem.covariance.label)
        }
        let sigmaSquared = fit.residualSumOfSquares / Double(degrees)
        let counted =
            effects?.parameters(
                regressors: visible.count,
                nestedIn: problem.covariance.clusterColumn
            ) ?? parameters
        let small = SmallSample(
            rowCount: fit.rowCount,
            parameterCount: counted,
            clusterCount: clusterCount
        )
        var covariance = fit.unscaledCovariance
        let scale: Double
        if let meat {
            covariance = meat.congruence(covariance)
            scale = small.factor(problem.covariance)
        } else {
            scale = sigmaSquared
        }
        for index in covariance.elements.indices { covariance.elements[index] *= scale }
        return result(
            frame,
            fit,
            covariance: covariance.congruence(fit.toRawBasis),
            degrees: degrees,
            clusterCount: problem.covariance.clusterColumn == nil ? nil : clusterCount,
            effects: effects,
            notes: notes + RegressionWarning.nothingLeft(fit, moments, problem)
        )
    }

    private func clusterCount(_ moments: Moments, _ rows: ModelRows?) -> Int {
        if moments.clustersFolded, let rows {
            return rows.rows.levelCount(ofRequest: rows.clusterRequest ?? 0)
        }
        return moments.clusters.filter { $0.rowCount > 0 }.count
    }

    /// The middle of the sandwich from one more pass over the rows.
    private func meat(_ fit: LeastSquaresFit, _ model: ModelRows) throws -> Matrix {
        let scores = RowScores(
            model: model.selecting(fit.columns + [model.design.columns.count - 1]),
            family: .gaussian,
            origin: fit.origin,
            coefficients: fit.coefficients,
            bread: fit.unscaledCovariance
        )
        let clusters = model.clusterRequest.map { model.rows.levelCount(ofRequest: $0) } ?? 0
        return try scores.gather(problem.covariance, clusterCount: clusters).sandwich.finished()
    }

    private func result(
        _ frame: Frame,
        _ fit: LeastSquaresFit,
        covariance: Matrix,
        degrees: Int,
        clusterCount: Int?,
        effects: AbsorbedEffects?,
        notes: [String]
    ) -> RegressionResult {
        let lead = fit.hasIntercept ? 1 : 0
        let reported = fit.columns.indices.filter {
            fit.columns[$0] < (effects?.reportedColumns ?? .max)
        }
        let places = (fit.hasIntercept ? [0] : []) + reported.map { $0 + lead }
        let names =
            (fit.hasIntercept ? ["(Intercept)"] : [])
            + reported.map { frame.coefficientNames[fit.columns[$0] + lead] }
        let estimates = fit.rawCoefficients
        let shown = covariance.selecting(places)
        let inference = clusterCount.map { Double($0 - 1) } ?? Double(degrees)
        let explained: Double? =
            fit.totalSumOfSquares > 0
            ? 1 - fit.residualSumOfSquares / fit.totalSumOfSquares : nil
        let overall = effects.map { effects in
            effects.totalSumOfSquares > 0
                ? 1 - fit.residualSumOfSquares / effects.totalSumOfSquares : nil
        }
        return RegressionResult(
            formula: problem.formula.text,
            outcome: problem.formula.response.label,
            family: .gaussian,
            covarianceKind: problem.covariance,
            coefficients: RegressionResult.Coefficient.table(
                names: names,
                estimates: places.map { estimates[$0] },
                covariance: shown,
                degreesOfFreedom: inference,
                confidenceLevel: problem.confidenceLevel
            ),
            dropped: fit.dropped.filter { dropped in
                effects?.isReported(dropped.name) ?? true
            },
            covariance: shown,
            people: fit.rowCount,
            residualDegreesOfFreedom: degrees,
            inferenceDegreesOfFreedom: inference,
            clusterCount: clusterCount,
            rSquared: overall ?? explained,
            withinRSquared: effects == nil ? nil : explained,
            sigma: (fit.residualSumOfSquares / Double(degrees)).squareRoot(),
            deviance: nil,
            nullDeviance: nil,
            iterations: nil,
            method: fit.method.rawValue,
            confidenceLevel: problem.confidenceLevel,
            summary: frame.summary,
            warnings: RegressionWarning.sentences(
                dropped: fit.dropped.filter { effects?.isReported($0.name) ?? true },
                clusterCount: clusterCount
            ) + notes
        )
    }
}

extension LinearRegression.Frame {
    init(_ model: ModelRows) {
        self.init(
            coefficientNames: model.design.coefficientNames,
            hasIntercept: model.design.hasIntercept,
            summary: model.rows.summary,
            rows: model
        )
    }
}

/// Refuses a block with a weight below zero.
func refuseNegative(_ weights: UnsafeMutablePointer<Double>?, _ rowCount: Int) throws {
    guard let weights else { return }
    for row in 0..<rowCount where weights[row] < 0 { throw RegressionError.negativeWeight }
}

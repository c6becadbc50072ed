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
        /// Numbers of the design columns that are the levels of one factor.
        let levelGroups: [[Int]]
        let summary: ReadSummary
        /// What each design column rests on; nil where that is not known.
        let uses: [RegressionResult.TermUse]?
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
        let gathered = try gathering.inOnePass(reader, threads, onProgress)
        return try finish(
            Frame(gathered.model, gathered.use, people: gathered.moments.rowCount),
            gathered.moments
        )
    }

    /// A model whose levels are known; the first absorbed factor's means are taken out, further ones are indicators.
    func fit(_ model: ModelRows, absorbed: [Int]) throws -> RegressionResult {
        let gathering = MomentsGathering(problem: problem)
        let use = try ColumnUse.counted(model)
        guard !absorbed.isEmpty else {
            let moments = try gathering.over(model)
            return try finish(Frame(model, use, people: moments.rowCount), moments)
        }
        var effects = try AbsorbedEffects(model: model, requests: absorbed)
        var moments = try gathering.over(effects.model)
        if effects.leaveOutConstant(withinSquares: moments) {
            moments = try gathering.over(effects.model)
        }
        // Indicators of further absorbed factors come first, and are not reported.
        return try finish(
            Frame(effects.model, use, people: moments.rowCount, lead: effects.indicatorCount),
            moments,
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
        var notes: [RegressionWarning] = []
        let useRows = effects == nil && !solved.isTrustworthy
        if useRows {
            if let rows = frame.rows {
                fit = try ExactLeastSquares.fit(rows)
            } else {
                notes.append(.momentsAreShort)
            }
        }
        let clusterCount = self.clusterCount(moments, frame.rows)
        if let column = problem.covariance.clusterColumn, clusterCount < 2 {
            throw RegressionError.tooFewClusters(column: column, count: clusterCount)
        }
        let parameters = effects?.parameters(fit) ?? fit.coefficients.count
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
        let small = SmallSample(
            rowCount: fit.rowCount,
            parameterCount: problem.covariance.clusterColumn == nil
                ? parameters : effects?.parametersOutsideClusters(fit) ?? parameters,
            clusterCount: clusterCount
        )
        var covariance = fit.unscaledCovariance
        let scale: Double
        if let meat {
            covariance = meat.congruence(covariance)
            scale = small.factor(problem.covariance)
        } else {
            scale = fit.residualSumOfSquares / Double(degrees)
        }
        for index in covariance.elements.indices { covariance.elements[index] *= scale }
        return try result(
            frame,
            fit,
            covariance: covariance.congruence(fit.toRawBasis),
            unseen: meat.map { unseen($0, fit, frame) },
            degrees: degrees,
            clusterCount: problem.covariance.clusterColumn == nil ? nil : clusterCount,
            effects: effects,
            remainder: Remainder(fit, moments),
            notes: notes
        )
    }

    /// The share of each coefficient's variance that this middle of a sandwich can't see.
    private func unseen(_ meat: Matrix, _ fit: LeastSquaresFit, _ frame: Frame) -> [Double] {
        SilentDirections(
            unscaled: fit.unscaledCovariance,
            toRawBasis: fit.toRawBasis,
            meat: meat,
            residualVariance: fit.residualSumOfSquares / Double(fit.rowCount),
            tolerance: 1e-12
        ).unseen(
            SilentDirections.candidates(
                (fit.hasIntercept ? [nil] : []) + fit.columns.map(Optional.some),
                levelGroups: frame.levelGroups
            )
        )
    }

    /// What of the outcome there is to explain, and what the fit left.
    private struct Remainder {
        /// Squares below this share of the outcome's own are rounding.
        private static let rounding = 1e-24
        /// Σ w y² a row.
        let squares: Double
        let reason: RegressionResult.NoError?

        init(_ fit: LeastSquaresFit, _ moments: Moments) {
            let total = moments.total
            let (last, origin) = (moments.order - 1, moments.origin.last ?? 0)
            let centred = total[last + last * moments.order]
            let whole = centred + origin * (2 * total[last] + origin * total[0])
            squares = whole / Double(max(fit.rowCount, 1))
            if fit.totalSumOfSquares <= Remainder.rounding * whole {
                reason = .constantOutcome
            } else {
                reason =
                    fit.residualSumOfSquares <= Remainder.rounding * whole ? .perfectFit : nil
            }
        }
    }

    private func clusterCount(_ moments: Moments, _ rows: ModelRows?) -> Int {
        if moments.clustersFolded, let rows {
            return rows.clusterCount
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
        let clusters = model.clusterRequest == nil ? 0 : model.clusterCount
        return try scores.gather(problem.covariance, clusterCount: clusters).sandwich.finished()
    }

    private func result(
        _ frame: Frame,
        _ fit: LeastSquaresFit,
        covariance: Matrix,
        unseen: [Double]?,
        degrees: Int,
        clusterCount: Int?,
        effects: AbsorbedEffects?,
        remainder: Remainder,
        notes: [RegressionWarning]
    ) throws -> RegressionResult {
        let lead = fit.hasIntercept ? 1 : 0
        let reported = fit.columns.indices.filter {
            fit.columns[$0] >= (effects?.indicatorCount ?? 0)
        }
        let places = (fit.hasIntercept ? [0] : []) + reported.map { $0 + lead }
        let names =
            (fit.hasIntercept ? ["(Intercept)"] : [])
            + reported.map { frame.coefficientNames[fit.columns[$0] + lead] }
        let dropped = effects?.reported(fit.dropped) ?? fit.dropped
        guard !names.isEmpty else {
            throw dropped.isEmpty && effects == nil
                ? RegressionError.noRegressors
                : RegressionError.nothingToEstimate(leftOut: dropped.map(\.name))
        }
        let estimates = fit.rawCoefficients
        let inference = CoefficientInference(
            degreesOfFreedom: clusterCount.map { Double($0 - 1) } ?? Double(degrees),
            confidenceLevel: problem.confidenceLevel,
            largestVariance: remainder.reason == nil
                ? fit.totalSumOfSquares / Double(fit.rowCount) : .infinity,
            roundingVariance: remainder.squares * CoefficientInference.outcomeRounding,
            reason: remainder.reason
                ?? (clusterCount == nil ? .rowsWithoutResidual : .clustersWithoutResidual)
        )
        let shown = covariance.selecting(places)
        let coefficients = inference.coefficients(
            names: names,
            estimates: places.map { estimates[$0] },
            covariance: shown,
            unscaled: fit.unscaledCovariance.congruence(fit.toRawBasis).selecting(places),
            unseen: unseen.map { shares in places.map { shares[$0] } }
        )
        // A share of rounding says nothing.
        let isConstant = remainder.reason == .constantOutcome
        let explained: Double? =
            fit.totalSumOfSquares > 0 && !isConstant
            ? 1 - fit.residualSumOfSquares / fit.totalSumOfSquares : nil
        let overall = effects.map { effects in
            effects.totalSumOfSquares > 0 && !isConstant
                ? 1 - fit.residualSumOfSquares / effects.totalSumOfSquares : nil
        }
        var warnings = notes
        switch remainder.reason {
        case .constantOutcome: warnings.append(.constantOutcome(problem.formula.response.label))
        case .perfectFit: warnings.append(.perfectFit)
        case .rowsWithoutResidual, .clustersWithoutResidual, nil: break
        }
        var found = RegressionResult(
            formula: problem.formula.text,
            outcome: problem.formula.response.label,
            family: .gaussian,
            covarianceKind: problem.covariance,
            coefficients: coefficients,
            dropped: dropped,
            covariance: shown,
            people: fit.rowCount,
            residualDegreesOfFreedom: degrees,
            inferenceDegreesOfFreedom: inference.degreesOfFreedom,
            clusterCount: clusterCount,
            rSquared: overall ?? explained,
            rSquaredVariation: fit.hasIntercept || effects != nil ? .aboutMean : .aboutZero,
            withinRSquared: effects == nil ? nil : explained,
            sigma: remainder.reason == nil
                ? (fit.residualSumOfSquares / Double(degrees)).squareRoot() : 0,
            deviance: nil,
            nullDeviance: nil,
            iterations: nil,
            method: fit.method.rawValue,
            confidenceLevel: problem.confidenceLevel,
            summary: frame.summary,
            warnings: RegressionWarning.all(
                coefficients: coefficients,
                dropped: dropped,
                clusterCount: clusterCount
            ) + warnings
        )
        found.uses = uses(reported, frame, fit, effects)
        return found
    }

    /// What the coefficients that are reported rest on.
    private func uses(
        _ reported: [Int],
        _ frame: Frame,
        _ fit: LeastSquaresFit,
        _ effects: AbsorbedEffects?
    ) -> [RegressionResult.TermUse?]? {
        frame.uses.map { uses in
            (fit.hasIntercept ? [nil] : [])
                + reported.map { uses[fit.columns[$0] - (effects?.indicatorCount ?? 0)] }
        }
    }
}

extension LinearRegression.Frame {
    /// - `lead`: columns of the model before those that `use` counted.
    init(_ model: ModelRows, _ use: ColumnUse, people: Int, lead: Int = 0) {
        self.init(
            coefficientNames: model.design.coefficientNames,
            hasIntercept: model.design.hasIntercept,
            levelGroups: model.design.levelGroups,
            summary: model.rows.summary,
            uses: use.terms(
                people: people,
                levelGroups: model.design.levelGroups.compactMap { group in
                    let own = group.map { $0 - lead }.filter { $0 >= 0 }
                    return own.isEmpty ? nil : own
                }
            ),
            rows: model
        )
    }
}

/// Refuses a block with a weight below zero.
func refuseNegative(_ weights: UnsafeMutablePointer<Double>?, _ rowCount: Int) throws {
    guard let weights else { return }
    for row in 0..<rowCount where weights[row] < 0 { throw RegressionError.negativeWeight }
}

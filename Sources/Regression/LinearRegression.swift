internal import CohortData
internal import LinearAlgebra
internal import Moments

/// Least squares from a cohort: moments where they keep enough digits, the rows themselves where they do not.
struct LinearRegression {
    let problem: RegressionProblem

    /// A model without factors: one pass over the file gathers everything that classical and clustered errors need.
    func fitInOnePass(
        _ reader: CohortReader,
        _ threads: Int,
        _ onProgress: (@Sendable (Int) -> Void)?
    ) throws -> RegressionResult {
        let draft = problem.draft(levels: [:])
        let clusterRequest = draft.clusterRequest
        let template = draft
        let first = try CohortRows.firstPass(
            over: reader,
            threads: threads,
            isOnly: problem.covariance == .iid || problem.covariance.clusterColumn != nil,
            onProgress: onProgress,
            makeState: { _ in (made: DesignRows(template.design), sums: MomentsAccumulator()) },
            body: { state, block in
                state.made.fill(block)
                let weights = template.weightRequest.map { block.column($0) }
                try refuseNegative(weights, block.rowCount)
                state.sums.add(
                    base: state.made.base,
                    stride: state.made.stride,
                    rowCount: block.rowCount,
                    columnCount: template.design.columns.count,
                    weights: weights,
                    clusters: clusterRequest.map { block.column($0) }
                )
            }
        )
        let (model, _) = try problem.modelRows(first.rows)
        let names = model.design.columns.map(\.name)
        var total: Moments?
        for (thread, state) in first.states.enumerated() {
            var labels: [String] = []
            if let clusterRequest {
                let sorted = first.rows.labels(ofRequest: clusterRequest)
                labels = first.renumbering[thread][clusterRequest].map { sorted[$0] }
            }
            let part = state.sums.moments(columns: names, labels: labels)
            guard !part.clusters.isEmpty else { continue }
            total = try total.map { try $0.merged(with: part) } ?? part
        }
        guard let total else { throw RegressionError.noRows }
        return try finish(model, total, absorbed: [])
    }

    /// A model whose levels are known; the first absorbed factor's means are taken out, further ones are indicators.
    func fit(_ model: ModelRows, absorbed: [Int]) throws -> RegressionResult {
        guard !absorbed.isEmpty else {
            return try finish(model, try gather(model), absorbed: [])
        }
        let absorption = try AbsorbedEffects(model: model, requests: absorbed)
        let within = absorption.model
        return try finish(within, try gather(within), absorbed: absorbed, effects: absorption)
    }

    /// The moments of a model in one pass.
    private func gather(_ model: ModelRows) throws -> Moments {
        let columnCount = model.design.columns.count
        let states = try model.forEachBlock(
            origin: nil,
            constant: false,
            makeState: { _ in MomentsAccumulator() },
            body: { sums, block in
                sums.add(
                    base: block.base,
                    stride: block.stride,
                    rowCount: block.rowCount,
                    columnCount: columnCount,
                    weights: block.weights,
                    clusters: block.clusters
                )
            }
        )
        let labels = model.clusterRequest.map { request in
            (0..<model.rows.levelCount(ofRequest: request)).map { String($0) }
        }
        var total: Moments?
        for state in states {
            let part = state.moments(
                columns: model.design.columns.map(\.name),
                labels: labels ?? []
            )
            guard !part.clusters.isEmpty else { continue }
            total = try total.map { try $0.merged(with: part) } ?? part
        }
        guard let total else { throw RegressionError.noRows }
        return total
    }

    /// Coefficients, covariance and inference from the moments, or from the rows where the moments will not do.
    private func finish(
        _ model: ModelRows,
        _ moments: Moments,
        absorbed: [Int],
        effects: AbsorbedEffects? = nil
    ) throws -> RegressionResult {
        let solved = try LeastSquares(moments, hasIntercept: model.design.hasIntercept)
        var fit = solved.fit
        let cost = fit.rowCount * model.design.columns.count * model.design.columns.count
        // Beyond this the rows would take minutes; exact dependence is then taken from the cross-products.
        let rowsAreAffordable = cost <= 2_000_000_000
        let useRows = effects == nil && !solved.isTrustworthy && rowsAreAffordable
        if useRows { fit = try ExactLeastSquares.fit(model) }
        let clusterCount =
            moments.clustersFolded
            ? model.rows.levelCount(ofRequest: model.clusterRequest ?? 0)
            : moments.clusters.filter { $0.rowCount > 0 }.count
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
        switch problem.covariance {
        case .iid: meat = nil
        case .cluster where !moments.clustersFolded && !useRows:
            meat = Sandwich.meat(ofScores: solved.clusterScores())
        case .hc0, .hc1, .hc2, .hc3, .cluster:
            let scores = RowScores(
                model: model.selecting(fit.columns + [model.design.columns.count - 1]),
                family: .gaussian,
                origin: fit.origin,
                coefficients: fit.coefficients,
                bread: fit.unscaledCovariance
            )
            meat = try scores.gather(
                problem.covariance,
                clusterCount: model.clusterRequest.map { model.rows.levelCount(ofRequest: $0) } ?? 0
            ).sandwich.finished()
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
            model,
            fit,
            covariance: covariance.congruence(fit.toRawBasis),
            degrees: degrees,
            clusterCount: problem.covariance.clusterColumn == nil ? nil : clusterCount,
            effects: effects
        )
    }

    private func result(
        _ model: ModelRows,
        _ fit: LeastSquaresFit,
        covariance: Matrix,
        degrees: Int,
        clusterCount: Int?,
        effects: AbsorbedEffects?
    ) -> RegressionResult {
        let lead = fit.hasIntercept ? 1 : 0
        let reported = fit.columns.indices.filter {
            fit.columns[$0] < (effects?.reportedColumns ?? .max)
        }
        let places = (fit.hasIntercept ? [0] : []) + reported.map { $0 + lead }
        let names =
            (fit.hasIntercept ? ["(Intercept)"] : [])
            + reported.map { model.design.columns[fit.columns[$0]].name }
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
            summary: model.rows.summary,
            warnings: RegressionWarning.sentences(
                dropped: fit.dropped.filter { effects?.isReported($0.name) ?? true },
                clusterCount: clusterCount
            )
        )
    }
}

/// Refuses a block with a weight below zero.
func refuseNegative(_ weights: UnsafeMutablePointer<Double>?, _ rowCount: Int) throws {
    guard let weights else { return }
    for row in 0..<rowCount where weights[row] < 0 { throw RegressionError.negativeWeight }
}

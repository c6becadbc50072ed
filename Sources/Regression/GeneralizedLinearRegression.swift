internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// Logistic and Poisson regression from a cohort, streaming over its rows.
struct GeneralizedLinearRegression {
    let problem: RegressionProblem

    func fit(_ model: ModelRows) throws -> RegressionResult {
        let clusterCount = try countClusters(model)
        let fitted = try GeneralizedLinearFit(
            model,
            problem.family,
            covariance: problem.covariance
        )
        let solution = fitted.solution
        let kept = solution.factor.kept
        let rowCount = solution.sums.rowCount
        let degrees = rowCount - kept.count
        guard degrees > 0 else {
            throw RegressionError.tooFewRows(rows: rowCount, coefficients: kept.count)
        }
        var covariance = solution.factor.inverse()
        if problem.covariance != .iid {
            let meat = try fitted.meat ?? leveragedMeat(model, fitted, bread: covariance)
            let small = SmallSample(
                rowCount: rowCount,
                parameterCount: kept.count,
                clusterCount: clusterCount
            )
            covariance = meat.congruence(covariance)
            let factor = small.factor(problem.covariance)
            for index in covariance.elements.indices { covariance.elements[index] *= factor }
        }
        let map = fitted.toRawBasis
        let shown = covariance.congruence(map)
        let dropped = fitted.dropped
        return RegressionResult(
            formula: problem.formula.text,
            outcome: problem.formula.response.label,
            family: problem.family,
            covarianceKind: problem.covariance,
            coefficients: RegressionResult.Coefficient.table(
                names: kept.map { model.design.coefficientNames[$0] },
                estimates: fitted.rawCoefficients,
                covariance: shown,
                degreesOfFreedom: nil,
                confidenceLevel: problem.confidenceLevel
            ),
            dropped: dropped,
            covariance: shown,
            people: rowCount,
            residualDegreesOfFreedom: degrees,
            inferenceDegreesOfFreedom: nil,
            clusterCount: clusterCount,
            rSquared: nil,
            withinRSquared: nil,
            sigma: nil,
            deviance: solution.sums.deviance,
            nullDeviance: fitted.nullDeviance,
            iterations: solution.iterations,
            method: "iteratively re-weighted least squares",
            confidenceLevel: problem.confidenceLevel,
            summary: model.rows.summary,
            warnings: RegressionWarning.sentences(dropped: dropped, clusterCount: clusterCount)
        )
    }

    private func countClusters(_ model: ModelRows) throws -> Int? {
        guard let column = problem.covariance.clusterColumn else { return nil }
        let count = model.rows.levelCount(ofRequest: model.clusterRequest ?? 0)
        guard count >= 2 else {
            throw RegressionError.tooFewClusters(column: column, count: count)
        }
        return count
    }

    /// The middle of an HC2 or HC3 sandwich, which takes one more pass.
    private func leveragedMeat(
        _ model: ModelRows,
        _ fitted: GeneralizedLinearFit,
        bread: Matrix
    ) throws -> Matrix {
        let kept = fitted.kept
        let lead = model.design.hasIntercept ? 1 : 0
        let columns = kept.filter { $0 >= lead }.map { $0 - lead }
        let scores = RowScores(
            model: model.selecting(columns + [model.design.columns.count - 1]),
            family: problem.family,
            origin: columns.map { fitted.origin[$0] } + [0],
            coefficients: kept.map { fitted.solution.coefficients[$0] },
            bread: bread
        )
        return try scores.gather(problem.covariance, clusterCount: 0).sandwich.finished()
    }
}

internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// Logistic, Poisson and Gamma regression from a cohort, streaming over its rows.
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
        guard !kept.isEmpty else {
            throw RegressionError.nothingToEstimate(leftOut: fitted.dropped.map(\.name))
        }
        let degrees = rowCount - kept.count
        guard degrees > 0 else {
            throw RegressionError.tooFewRows(rows: rowCount, coefficients: kept.count)
        }
        let inverse = solution.factor.inverse()
        let map = fitted.toRawBasis
        let small = SmallSample(
            rowCount: rowCount,
            parameterCount: kept.count,
            clusterCount: clusterCount
        )
        let inference = CoefficientInference.generalizedLinear(
            problem,
            unit: solution.deviancesUnit,
            clusterCount: clusterCount
        )
        let (covariance, meat) = try covariance(
            model,
            fitted,
            inverse: inverse,
            small: small,
            degrees: degrees,
            clusterCount: clusterCount
        )
        let shown = covariance.congruence(map)
        let dropped = fitted.dropped
        let coefficients = inference.coefficients(
            names: kept.map { model.design.coefficientNames[$0] },
            estimates: fitted.rawCoefficients,
            covariance: shown,
            unscaled: inverse.congruence(map),
            unseen: meat.map { unseen($0, model, fitted, unscaled: inverse) }
        )
        let lead = model.design.hasIntercept ? 1 : 0
        let uses = try ColumnUse.counted(model).terms(
            people: rowCount,
            levelGroups: model.design.levelGroups
        )
        var found = RegressionResult(
            formula: problem.formula.text,
            outcome: problem.formula.response.label,
            family: problem.family,
            covarianceKind: problem.covariance,
            coefficients: coefficients,
            dropped: dropped,
            covariance: shown,
            people: rowCount,
            residualDegreesOfFreedom: degrees,
            inferenceDegreesOfFreedom: nil,
            clusterCount: clusterCount,
            rSquared: nil,
            rSquaredVariation: nil,
            withinRSquared: nil,
            sigma: nil,
            deviance: solution.sums.deviance,
            nullDeviance: fitted.nullDeviance,
            iterations: solution.iterations,
            method: "iteratively re-weighted least squares",
            confidenceLevel: problem.confidenceLevel,
            summary: model.rows.summary,
            warnings: RegressionWarning.all(
                coefficients: coefficients,
                dropped: dropped,
                clusterCount: clusterCount
            )
        )
        found.uses = kept.map { $0 < lead ? nil : uses[$0 - lead] }
        return found
    }

    /// The share of each coefficient's variance that this middle of a sandwich can't see.
    private func unseen(
        _ meat: Matrix,
        _ model: ModelRows,
        _ fitted: GeneralizedLinearFit,
        unscaled: Matrix
    ) -> [Double] {
        let lead = model.design.hasIntercept ? 1 : 0
        return SilentDirections(
            unscaled: unscaled,
            toRawBasis: fitted.toRawBasis,
            meat: meat,
            residualVariance: fitted.solution.deviancesUnit,
            // The scores may be those from before the last step.
            tolerance: 1e-6
        ).unseen(
            SilentDirections.candidates(
                fitted.kept.map { $0 < lead ? nil : $0 - lead },
                levelGroups: model.design.levelGroups
            )
        )
    }

    /// Of the kept coefficients about the origin, with the middle of the sandwich where there is one.
    private func covariance(
        _ model: ModelRows,
        _ fitted: GeneralizedLinearFit,
        inverse: Matrix,
        small: SmallSample,
        degrees: Int,
        clusterCount: Int?
    ) throws -> (covariance: Matrix, meat: Matrix?) {
        let (solution, kept) = (fitted.solution, fitted.kept)
        var covariance = inverse
        var meat: Matrix?
        if problem.covariance == .iid, problem.family == .gamma || problem.family == .fractional {
            // Their variance is known up to the dispersion only (Pearson's).
            let dispersion = solution.sums.pearson / Double(degrees)
            for index in covariance.elements.indices { covariance.elements[index] *= dispersion }
        }
        if problem.covariance != .iid {
            let factor = small.factor(problem.covariance)
            func sandwich(_ meat: Matrix) -> Matrix {
                var result = meat.congruence(inverse)
                for index in result.elements.indices { result.elements[index] *= factor }
                return result
            }
            var middle =
                try fitted.meat ?? meatAtSolution(model, fitted, clusterCount, bread: inverse)
            covariance = sandwich(middle)
            // Scores from before the last step are none of the solution where those are zero: they are gathered anew.
            let isSmall = kept.indices.contains {
                covariance[$0, $0] <= 1e-8 * inverse[$0, $0] * solution.deviancesUnit
            }
            if isSmall, fitted.meat != nil {
                middle = try meatAtSolution(model, fitted, clusterCount, bread: inverse)
                covariance = sandwich(middle)
            }
            meat = middle
        }
        return (covariance, meat)
    }

    private func countClusters(_ model: ModelRows) throws -> Int? {
        guard let column = problem.covariance.clusterColumn else { return nil }
        let count = model.clusterCount
        guard count >= 2 else {
            throw RegressionError.tooFewClusters(column: column, count: count)
        }
        return count
    }

    /// The middle of the sandwich from one more pass, with leverages where HC2 or HC3 asks for them.
    private func meatAtSolution(
        _ model: ModelRows,
        _ fitted: GeneralizedLinearFit,
        _ clusterCount: Int?,
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
        return try scores.gather(problem.covariance, clusterCount: clusterCount ?? 0)
            .sandwich.finished()
    }
}

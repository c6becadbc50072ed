internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceMoments

/// A model that was fitted where its rows are, from the moments of its last step: information and scores by cluster.
struct FittedMoments {
    private let problem: RegressionProblem
    private let moments: Moments
    private let fit: MomentsDocument.Fit
    private let family: Family
    private let hasIntercept: Bool
    private let factor: CholeskyFactor
    private let information: Matrix
    private let names: [String]
    /// Numbers of the columns that are the levels of one factor.
    private let levelGroups: [[Int]]
    private var kept: [Int] { factor.kept }

    init(
        _ problem: RegressionProblem,
        _ document: MomentsDocument,
        _ fit: MomentsDocument.Fit
    ) throws {
        guard let family = Family(rawValue: fit.family) else {
            preconditionFailure("a file of moments was read with the family '\(fit.family)'")
        }
        self.problem = problem
        self.fit = fit
        self.family = family
        moments = document.moments
        levelGroups = RegressionProblem.levelGroups(document)
        hasIntercept = document.model.hasIntercept
        names = (hasIntercept ? ["(Intercept)"] : []) + moments.columns.dropLast()
        guard !moments.clusters.isEmpty, moments.rowCount > 0 else { throw RegressionError.noRows }
        let total = moments.total
        guard total.allSatisfy(\.isFinite) else {
            throw RegressionError.notFinite(moments.columns[moments.columns.count - 1])
        }
        let (order, first) = (moments.order, hasIntercept ? 0 : 1)
        var information = Matrix(rowCount: names.count, columnCount: names.count)
        for column in names.indices {
            for row in column..<names.count {
                information[row, column] = total[row + first + (column + first) * order]
            }
        }
        information.symmetriseFromLower()
        self.information = information
        factor = CholeskyFactor(information, tolerance: LeastSquares.dependenceTolerance)
    }

    /// Coefficients after the last step, their covariance and inference.
    func result(_ summary: ReadSummary) throws -> RegressionResult {
        let rowCount = moments.rowCount
        guard !kept.isEmpty else {
            throw RegressionError.nothingToEstimate(leftOut: dropped.map(\.name))
        }
        let degrees = rowCount - kept.count
        guard degrees > 0 else {
            throw RegressionError.tooFewRows(rows: rowCount, coefficients: kept.count)
        }
        let clusterCount = try countClusters()
        let unit = (family == .poisson ? fit.outcome : fit.weight) / Double(rowCount)
        let inverse = factor.inverse()
        let step = factor.solve(scores(of: moments.total))
        let estimates = zip(kept, step).map { fit.coefficients[$0.0] + $0.1 }
        let inference = CoefficientInference.generalizedLinear(
            problem,
            unit: unit,
            clusterCount: clusterCount
        )
        let meat = problem.covariance == .iid ? nil : clusteredMeat
        let shown = covariance(inverse, meat, degrees, clusterCount).congruence(toRawBasis)
        let coefficients = inference.coefficients(
            names: kept.map { names[$0] },
            estimates: toRawBasis.multiplied(by: estimates),
            covariance: shown,
            unscaled: inverse.congruence(toRawBasis),
            unseen: meat.map { unseen($0, inverse, unit) }
        )
        var found = RegressionResult(
            formula: problem.formula.text,
            outcome: problem.formula.response.label,
            family: family,
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
            deviance: fit.deviance,
            nullDeviance: family.deviance(
                saturated: fit.saturated,
                outcome: fit.outcome,
                weight: fit.weight,
                mean: hasIntercept ? fit.outcome / fit.weight : family.mean(0)
            ),
            iterations: fit.iterations,
            method: "iteratively re-weighted least squares",
            confidenceLevel: problem.confidenceLevel,
            summary: summary,
            warnings: RegressionWarning.all(
                coefficients: coefficients,
                dropped: dropped,
                clusterCount: clusterCount
            )
        )
        // Weights of the last step count nobody.
        let uses = ColumnUse.terms(moments, isWeighted: true, levelGroups: levelGroups)
        let lead = hasIntercept ? 1 : 0
        found.uses = kept.map { $0 < lead ? nil : uses[$0 - lead] }
        return found
    }

    private func countClusters() throws -> Int? {
        guard let column = problem.covariance.clusterColumn else { return nil }
        let count = moments.clusters.filter { $0.rowCount > 0 }.count
        guard count >= 2 else {
            throw RegressionError.tooFewClusters(column: column, count: count)
        }
        return count
    }

    /// Of the kept coefficients about the origin.
    private func covariance(
        _ inverse: Matrix,
        _ meat: Matrix?,
        _ degrees: Int,
        _ clusterCount: Int?
    ) -> Matrix {
        var (result, scale) = (inverse, 1.0)
        if let meat {
            result = meat.congruence(inverse)
            scale = SmallSample(
                rowCount: moments.rowCount,
                parameterCount: kept.count,
                clusterCount: clusterCount
            ).factor(problem.covariance)
        } else if family == .gamma || family == .fractional {
            scale = fit.pearson / Double(degrees)
        }
        for index in result.elements.indices { result.elements[index] *= scale }
        return result
    }

    private var clusteredMeat: Matrix {
        Sandwich.meat(
            ofScores: Matrix(
                rowCount: kept.count,
                columnCount: moments.clusters.count,
                elements: moments.clusters.flatMap { scores(of: $0.products) }
            )
        )
    }

    /// The share of each coefficient's variance that this middle of a sandwich can't see.
    private func unseen(_ meat: Matrix, _ inverse: Matrix, _ unit: Double) -> [Double] {
        let lead = hasIntercept ? 1 : 0
        return SilentDirections(
            unscaled: inverse,
            toRawBasis: toRawBasis,
            meat: meat,
            residualVariance: unit,
            // The scores are those from before the last step.
            tolerance: 1e-6
        ).unseen(
            SilentDirections.candidates(
                kept.map { $0 < lead ? nil : $0 - lead },
                levelGroups: levelGroups
            )
        )
    }

    /// The scores of the kept coefficients in some products: their last row.
    private func scores(of products: [Double]) -> [Double] {
        kept.map { column in
            products[moments.order - 1 + (column + (hasIntercept ? 0 : 1)) * moments.order]
        }
    }

    private var toRawBasis: Matrix {
        var map = Matrix(rowCount: kept.count, columnCount: kept.count)
        for (place, column) in kept.enumerated() {
            map[place, place] = 1
            if hasIntercept, kept.first == 0, column > 0 {
                map[0, place] = -moments.origin[column - 1]
            }
        }
        return map
    }

    private var dropped: [LeastSquaresFit.DroppedColumn] {
        factor.dependent.map { column in
            let own = max(0, information[column, column]).squareRoot()
            let parts = factor.combination(of: column, in: information).filter { part in
                let length = information[part.column, part.column].squareRoot()
                return part.column < column && (part.weight * length).magnitude > 1e-6 * own
            }
            return .init(name: names[column], combinationOf: parts.map { names[$0.column] })
        }
    }
}

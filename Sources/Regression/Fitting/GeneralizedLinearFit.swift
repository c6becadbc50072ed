package import TopsliceCohortData
package import TopsliceLinearAlgebra

/// A GLM fitted to rows: coefficients about an origin near the means, and what their covariance is made from.
package struct GeneralizedLinearFit: Sendable {
    let solution: IterativelyReweighted.Solution
    /// Origin of every design column; zero for the response, and throughout without an intercept.
    let origin: [Double]
    /// Columns that earlier ones determine: left out, or, where they have a prior, settled by that alone.
    package let dropped: [LeastSquaresFit.DroppedColumn]
    /// Numbers of the coefficients of `dropped`.
    package let undetermined: [Int]
    /// Precision of the prior on each coefficient, the intercept first; nil without priors.
    let penalty: [Double]?
    private let hasIntercept: Bool

    /// Fits the model; where the rows are many, the first steps are taken on those in memory.
    ///
    /// - `priors`: one a design column but the response, nil for none on that; empty for a fit without priors.
    /// - `rowWeight`: the mean weight of a row, so that the unit of weights does not matter to the priors.
    package init(
        _ model: ModelRows,
        _ family: Family,
        priors: [NormalPrior?] = [],
        rowWeight: Double = 1
    ) throws {
        try self.init(model, family, covariance: .iid, priors: priors, rowWeight: rowWeight)
    }

    /// - `covariance`: the last pass also gathers its `meat`, unless that needs leverages.
    init(
        _ model: ModelRows,
        _ family: Family,
        covariance: CovarianceKind,
        priors: [NormalPrior?] = [],
        rowWeight: Double = 1
    ) throws {
        // Coefficients and what the likelihood says of them know no clusters.
        let model = covariance == .iid ? model.withoutClusters() : model
        let columns = model.design.columns
        hasIntercept = model.design.hasIntercept
        guard columns.count - 1 + (hasIntercept ? 1 : 0) > 0 else {
            throw RegressionError.noRegressors
        }
        let sample = model.firstBlocks(.max)
        let means = try GeneralizedLinearFit.means(sample)
        var origin = hasIntercept ? means : means.map { _ in 0 }
        origin[columns.count - 1] = 0
        // Where the rows are many the first of them say where to start from, but nothing of the priors.
        let priors = try priors.isEmpty ? nil : CoefficientPriors(priors, model, origin: means)
        let typicalOutcome = GeneralizedLinearFit.typical(
            priors?.meanOutcome ?? means[columns.count - 1]
        )
        var penalty = priors?.precisions(rowWeight: rowWeight)
        if family.hasDispersion, let unscaled = penalty {
            // Counts vary more than Poisson's (or come in another unit): the prior weighs as much as they say. So do amounts.
            let rough = family == .poisson ? unscaled.map { $0 * typicalOutcome } : unscaled
            let sums = try IterativelyReweighted(
                model: model,
                family: family,
                origin: origin,
                typicalOutcome: typicalOutcome,
                penalty: rough
            ).fit(
                start: GeneralizedLinearFit.start(
                    model,
                    family,
                    origin: origin,
                    typicalOutcome: typicalOutcome,
                    penalty: rough
                )
            ).sums
            let dispersion = sums.pearson / sums.weight
            penalty = unscaled.map { $0 * dispersion }
        }
        self.penalty = penalty
        let start = GeneralizedLinearFit.start(
            model,
            family,
            origin: origin,
            typicalOutcome: typicalOutcome,
            penalty: penalty
        )
        solution = try IterativelyReweighted(
            model: model,
            family: family,
            origin: origin,
            typicalOutcome: typicalOutcome,
            covariance: covariance,
            penalty: penalty
        ).fit(start: start)
        self.origin = origin
        let names = model.design.coefficientNames
        let information = solution.sums.information
        let factor =
            penalty == nil
            ? solution.factor
            : CholeskyFactor(information, tolerance: LeastSquares.dependenceTolerance)
        undetermined = factor.dependent
        dropped = factor.dependent.map { column in
            let own = max(0, information[column, column]).squareRoot()
            let parts = factor.combination(of: column, in: information).filter { part in
                let length = information[part.column, part.column].squareRoot()
                return part.column < column && (part.weight * length).magnitude > 1e-6 * own
            }
            return .init(
                name: names[column],
                combinationOf: model.design.terms(ofCoefficients: parts.map(\.column)).map(\.label)
            )
        }
    }

    /// Coefficients near the solution, from ever more of the rows; nil where they are few.
    private static func start(
        _ model: ModelRows,
        _ family: Family,
        origin: [Double],
        typicalOutcome: Double,
        penalty: [Double]?
    ) -> [Double]? {
        var parts: [ModelRows] = []
        // Cells are few, and the first of them are like no others.
        guard model.rows.cellCount == nil else { return nil }
        if family != .gaussian, model.rows.summary.rowsComplete >= manyRows {
            parts.append(model.firstBlocks(fewBlocks))
        }
        if !model.rows.isInMemory { parts.append(model.firstBlocks(.max)) }
        var start: [Double]?
        for part in parts {
            // A start that fails (a part without some level, say) is no failure of the fit.
            start =
                (try? IterativelyReweighted(
                    model: part,
                    family: family,
                    origin: origin,
                    typicalOutcome: typicalOutcome,
                    penalty: penalty,
                    settledMove: IterativelyReweighted.roughMove
                ).fit(start: start).coefficients) ?? start
        }
        return start
    }

    /// From so many rows on the first steps are taken on a few blocks of each thread.
    private static let manyRows = 1 << 17
    private static let fewBlocks = 4

    /// Numbers of the coefficients kept (the intercept is 0 where there is one).
    package var kept: [Int] { solution.factor.kept }

    /// Moves kept coefficients to the basis of the columns themselves.
    package var toRawBasis: Matrix {
        var map = Matrix(rowCount: kept.count, columnCount: kept.count)
        for (place, column) in kept.enumerated() {
            map[place, place] = 1
            if hasIntercept, kept.first == 0, column > 0 { map[0, place] = -origin[column - 1] }
        }
        return map
    }

    /// Kept coefficients of the columns themselves, the intercept first.
    package var rawCoefficients: [Double] {
        toRawBasis.multiplied(by: kept.map { solution.coefficients[$0] })
    }

    /// The deviance of the model with nothing but the intercept (or nothing at all).
    var nullDeviance: Double {
        let sums = solution.sums
        let mean =
            hasIntercept ? sums.weightedOutcome / sums.weight : solution.family.mean(0)
        return solution.family.deviance(
            saturated: sums.saturated,
            outcome: sums.weightedOutcome,
            weight: sums.weight,
            mean: mean
        )
    }

    /// The middle of the sandwich over the kept coefficients; nil unless it was asked for.
    var meat: Matrix? { solution.sums.sandwich?.finished().selecting(kept) }

    /// An outcome above zero that counts and amounts are relative to.
    private static func typical(_ mean: Double) -> Double { mean > 0 ? mean : 1 }

    /// Mean of each column over the sample; a rough origin is enough.
    private static func means(_ sample: ModelRows) throws -> [Double] {
        let count = sample.design.columns.count
        let states = try sample.forEachBlock(
            origin: nil,
            constant: false,
            makeState: { _ in (sums: [Double](repeating: 0, count: count), rows: 0) },
            body: { state, block in
                for column in 0..<count {
                    let values = block.base + column * block.stride
                    for row in 0..<block.rowCount {
                        state.sums[column] += block.count(row) * values[row]
                    }
                }
                state.rows += block.people
            }
        )
        let rows = states.reduce(0) { $0 + $1.rows }
        return (0..<count).map { column in
            rows == 0 ? 0 : states.reduce(0) { $0 + $1.sums[column] } / Double(rows)
        }
    }
}

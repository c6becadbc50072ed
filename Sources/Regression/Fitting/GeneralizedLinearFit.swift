internal import TopsliceCohortData
package import TopsliceLinearAlgebra

/// A GLM fitted to rows: coefficients about an origin near the means, and what their covariance is made from.
package struct GeneralizedLinearFit: Sendable {
    let solution: IterativelyReweighted.Solution
    /// Origin of every design column; zero for the response, and throughout without an intercept.
    let origin: [Double]
    /// Columns left out because earlier ones determine them.
    package let dropped: [LeastSquaresFit.DroppedColumn]
    private let hasIntercept: Bool

    /// Fits the model; where the rows are many, the first steps are taken on those in memory.
    package init(_ model: ModelRows, _ family: Family) throws {
        try self.init(model, family, covariance: .iid)
    }

    /// - `covariance`: the last pass also gathers its `meat`, unless that needs leverages.
    init(_ model: ModelRows, _ family: Family, covariance: CovarianceKind) throws {
        let columns = model.design.columns
        hasIntercept = model.design.hasIntercept
        guard columns.count - 1 + (hasIntercept ? 1 : 0) > 0 else {
            throw RegressionError.noRegressors
        }
        var sample = model
        sample.useSample()
        let means = try GeneralizedLinearFit.means(sample)
        var origin = hasIntercept ? means : means.map { _ in 0 }
        origin[columns.count - 1] = 0
        let typicalOutcome = means[columns.count - 1] > 0 ? means[columns.count - 1] : 1
        var start: [Double]?
        if !model.rows.isInMemory {
            // A start that fails (a part without some level, say) is no failure of the fit.
            start = try? IterativelyReweighted(
                model: sample,
                family: family,
                origin: origin,
                typicalOutcome: typicalOutcome
            ).fit().coefficients
        }
        solution = try IterativelyReweighted(
            model: model,
            family: family,
            origin: origin,
            typicalOutcome: typicalOutcome,
            covariance: covariance
        ).fit(start: start)
        self.origin = origin
        let names = model.design.coefficientNames
        let information = solution.sums.information
        let factor = solution.factor
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
                    for row in 0..<block.rowCount { state.sums[column] += values[row] }
                }
                state.rows += block.rowCount
            }
        )
        let rows = states.reduce(0) { $0 + $1.rows }
        return (0..<count).map { column in
            rows == 0 ? 0 : states.reduce(0) { $0 + $1.sums[column] } / Double(rows)
        }
    }
}

internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// Maximum likelihood for a GLM, by Newton's method streaming over the rows.
///
/// Also called iteratively re-weighted least squares (McCullagh and Nelder 1989). Each pass gathers the score and the information
/// at the current coefficients, about an origin near the means. Where there are many rows, the first steps are taken
/// on a part of them, so that two or three passes over all rows are enough.
struct IterativelyReweighted {
    static let mostIterations = 100
    /// The largest move of a predictor, in its own unit, that the last step may have, squared: 10⁻⁹ for a fit that is to be used, and for
    /// one that another only starts from a thousandth, which is far within chance.
    static let settledMove = 1e-18
    static let roughMove = 1e-6

    let model: ModelRows
    let family: Family
    /// Subtracted from the design columns; the response's entry is zero.
    let origin: [Double]
    /// A typical outcome: what starting values are relative to, so that they mean the same in every unit.
    let typicalOutcome: Double
    /// Each pass gathers the sandwich of these errors as well; nothing for `iid` and those that need leverages.
    ///
    /// The coefficients move so little after the last pass (by 10⁻⁹ of a predictor's unit or less) that its scores are those of
    /// the solution, which saves reading the file once more.
    var covariance = CovarianceKind.iid
    /// Precision of a normal prior with mean zero on each coefficient, the intercept first, as a multiple of the information of one row
    /// of typical weight; nil for none.
    var penalty: [Double]?
    var settledMove = IterativelyReweighted.settledMove

    /// What one pass over the rows gives at some coefficients.
    struct Sums: Sendable {
        var information: Matrix
        var score: [Double]
        var deviance = 0.0
        var weight = 0.0
        var weightedOutcome = 0.0
        var saturated = 0.0
        /// Σ w (y − μ)² / variance, of families whose variance is known up to a factor only.
        var pearson = 0.0
        var sandwich: Sandwich?
        var rowCount = 0
        /// The most by which the last step moved the predictor of a row.
        var largestMove = 0.0
        var leastOutcome = Double.infinity
        var greatestOutcome = -Double.infinity
        /// The least Σ w y (for 0/1 outcomes also Σ w (1 − y)) that any group of rows with an event can have.
        var leastEvent = Double.infinity

        init(size: Int, sandwich: Sandwich? = nil) {
            self.sandwich = sandwich
            information = Matrix(rowCount: size, columnCount: size)
            score = [Double](repeating: 0, count: size)
        }

        /// The deviance of one typical row: what thresholds are relative to, so that no unit of weights or outcomes matters.
        func deviancesUnit(_ family: Family) -> Double {
            (family == .poisson ? weightedOutcome : weight) / Double(max(rowCount, 1))
        }

        mutating func merge(_ other: Sums) {
            for index in information.elements.indices {
                information.elements[index] += other.information.elements[index]
            }
            for index in score.indices { score[index] += other.score[index] }
            deviance += other.deviance
            weight += other.weight
            weightedOutcome += other.weightedOutcome
            saturated += other.saturated
            pearson += other.pearson
            if let scores = other.sandwich { sandwich?.merge(scores) }
            rowCount += other.rowCount
            largestMove = max(largestMove, other.largestMove)
            leastOutcome = min(leastOutcome, other.leastOutcome)
            greatestOutcome = max(greatestOutcome, other.greatestOutcome)
            leastEvent = min(leastEvent, other.leastEvent)
        }
    }

    struct Solution {
        /// About `origin`, the intercept first; zero for dependent columns.
        let coefficients: [Double]
        let factor: CholeskyFactor
        let sums: Sums
        let iterations: Int
        let family: Family

        var deviancesUnit: Double { sums.deviancesUnit(family) }
    }

    private var lead: Int { model.design.hasIntercept ? 1 : 0 }
    var size: Int { model.design.columns.count - 1 + lead }

    /// - `start`: coefficients to begin with; nil begins from the outcomes themselves.
    /// - Throws: `RegressionError.separation` where estimates run off to infinity.
    func fit(start: [Double]? = nil) throws -> Solution {
        var coefficients = start ?? [Double](repeating: 0, count: size)
        var sums = try pass(start)
        try check(sums)
        var atStart = start == nil
        var separation = SeparationWatch()
        for iteration in 1...IterativelyReweighted.mostIterations {
            let factor = CholeskyFactor(
                penalised(sums.information),
                tolerance: LeastSquares.dependenceTolerance
            )
            let right = factor.kept.map { column in
                sums.score[column] - (penalty?[column] ?? 0) * coefficients[column]
            }
            let solved = factor.solve(right)
            let decrement = zip(solved, right).reduce(0) { $0 + $1.0 * $1.1 }
            guard decrement.isFinite else { break }
            var step = [Double](repeating: 0, count: size)
            for (place, column) in factor.kept.enumerated() { step[column] = solved[place] }
            // The step moves predictors by about √(decrement · p / (n · unit)), and the information by as much.
            // What is linear in the coefficients is solved by the first step; the second takes its rounding away.
            let settled =
                family == .gaussian
                ? iteration > 1
                : !atStart
                    && decrement * Double(size)
                        <= settledMove * Double(max(sums.rowCount, 1))
                        * sums.deviancesUnit(family)
            if settled {
                return Solution(
                    coefficients: zip(coefficients, step).map { $0 + $1 },
                    factor: factor,
                    sums: sums,
                    iterations: iteration,
                    family: family
                )
            }
            let before = sums.deviance + penaltyDeviance(coefficients)
            var scale = 1.0
            while true {
                let next = zip(coefficients, step).map { $0 + scale * $1 }
                sums = try pass(next, after: step.map { scale * $0 })
                let slack = 1e-10 * (before.magnitude + sums.deviancesUnit(family))
                if atStart || family == .gaussian
                    || sums.deviance + penaltyDeviance(next) <= before + slack
                {
                    coefficients = next
                    break
                }
                scale /= 2
                guard scale > 1e-6 else {
                    throw RegressionError.notConverged(iterations: iteration)
                }
            }
            if !atStart, scale == 1, family != .gaussian, mayRunAway,
                separation.isSure(move: sums.largestMove, gain: decrement / sums.leastEvent)
            {
                throw RegressionError.separation(
                    terms: try runawayTerms(step, mostMoved: sums.largestMove)
                )
            }
            atStart = false
        }
        throw RegressionError.notConverged(iterations: IterativelyReweighted.mostIterations)
    }

    /// Whether estimates can run off to infinity: not where a prior holds each of them but the intercept.
    private var mayRunAway: Bool {
        penalty.map { $0.dropFirst(lead).contains(0) } ?? true
    }

    private func penalised(_ information: Matrix) -> Matrix {
        guard let penalty else { return information }
        var result = information
        for (column, precision) in penalty.enumerated() { result[column, column] += precision }
        return result
    }

    /// What the prior adds to the deviance.
    private func penaltyDeviance(_ coefficients: [Double]) -> Double {
        guard let penalty else { return 0 }
        return zip(penalty, coefficients).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    }

    private func check(_ sums: Sums) throws {
        let name = model.design.columns[model.design.columns.count - 1].name
        guard sums.rowCount > 0 else { throw RegressionError.allWeightsZero }
        guard sums.weightedOutcome.isFinite else { throw RegressionError.notFinite(name) }
        if family == .binomial || family == .fractional,
            sums.leastOutcome < 0 || sums.greatestOutcome > 1
        {
            throw family == .binomial
                ? RegressionError.responseNotBinary(name) : .responseNotFraction(name)
        }
        if family == .gamma, sums.leastOutcome <= 0 {
            throw RegressionError.responseNotPositive(name)
        }
        if family == .poisson, sums.leastOutcome < 0 {
            throw RegressionError.responseNegative(name)
        }
        guard sums.information.elements.allSatisfy(\.isFinite) else {
            let bad = (lead..<size).first { !sums.information[$0, $0].isFinite } ?? lead
            throw RegressionError.notFinite(model.design.columns[max(0, bad - lead)].name)
        }
        if sums.leastOutcome == sums.greatestOutcome {
            throw RegressionError.constantResponse(name)
        }
    }

    /// The terms that move the rows whose predictor runs off.
    private func runawayTerms(_ step: [Double], mostMoved: Double) throws -> [NamedTerm] {
        let size = size
        let states = try model.forEachBlock(
            origin: origin,
            constant: model.design.hasIntercept,
            extra: 1,
            makeState: { _ in [Double](repeating: 0, count: size) },
            body: { shares, block in
                let move = block.base + (size + 1) * block.stride
                multiplyRows(
                    block.base,
                    rowCount: block.rowCount,
                    columnCount: size,
                    stride: block.stride,
                    by: step,
                    into: move
                )
                for row in 0..<block.rowCount where move[row].magnitude > mostMoved / 2 {
                    for column in 0..<size {
                        let part = (block.base[column * block.stride + row] * step[column])
                        shares[column] = max(shares[column], part.magnitude)
                    }
                }
            }
        )
        let shares = (0..<size).map { column in states.reduce(0) { max($0, $1[column]) } }
        let named = model.design.terms(
            ofCoefficients: (lead..<size).filter { shares[$0] > mostMoved / 4 }
        )
        return named.isEmpty ? [NamedTerm(label: model.design.coefficientNames[0])] : named
    }
}

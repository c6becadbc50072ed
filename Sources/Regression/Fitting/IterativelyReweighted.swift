internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// Maximum likelihood for a GLM with canonical link, by Newton's method streaming over the rows.
///
/// Also called iteratively re-weighted least squares (McCullagh and Nelder 1989). Each pass gathers the score and the information
/// at the current coefficients, about an origin near the means. Where there are many rows, the first steps are taken
/// on a part of them, so that two or three passes over all rows are enough.
struct IterativelyReweighted {
    static let mostIterations = 40

    let model: ModelRows
    let family: Family
    /// Subtracted from the design columns; the response's entry is zero.
    let origin: [Double]
    /// Each pass gathers the sandwich of these errors as well; nothing for `iid` and those that need leverages.
    ///
    /// The coefficients move so little after the last pass (by 10⁻⁹ of a predictor's unit or less) that its scores are those of
    /// the solution, which saves reading the file once more.
    var covariance = CovarianceKind.iid

    /// What one pass over the rows gives at some coefficients.
    struct Sums: Sendable {
        var information: Matrix
        var score: [Double]
        var deviance = 0.0
        var weight = 0.0
        var weightedOutcome = 0.0
        var saturated = 0.0
        var sandwich: Sandwich?
        var rowCount = 0
        /// The most by which the last step moved the predictor of a row.
        var largestMove = 0.0
        var leastOutcome = Double.infinity
        var greatestOutcome = -Double.infinity

        init(size: Int, sandwich: Sandwich? = nil) {
            self.sandwich = sandwich
            information = Matrix(rowCount: size, columnCount: size)
            score = [Double](repeating: 0, count: size)
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
            if let scores = other.sandwich { sandwich?.merge(scores) }
            rowCount += other.rowCount
            largestMove = max(largestMove, other.largestMove)
            leastOutcome = min(leastOutcome, other.leastOutcome)
            greatestOutcome = max(greatestOutcome, other.greatestOutcome)
        }
    }

    struct Solution {
        /// About `origin`, the intercept first; zero for dependent columns.
        let coefficients: [Double]
        let factor: CholeskyFactor
        let sums: Sums
        let iterations: Int
        let family: Family
    }

    private var lead: Int { model.design.hasIntercept ? 1 : 0 }
    private var size: Int { model.design.columns.count - 1 + lead }

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
                sums.information,
                tolerance: LeastSquares.dependenceTolerance
            )
            let right = factor.kept.map { sums.score[$0] }
            let solved = factor.solve(right)
            let decrement = zip(solved, right).reduce(0) { $0 + $1.0 * $1.1 }
            guard decrement.isFinite else { break }
            var step = [Double](repeating: 0, count: size)
            for (place, column) in factor.kept.enumerated() { step[column] = solved[place] }
            // The step moves predictors by about √(decrement · p / n), and the information by as much.
            let settled =
                !atStart && decrement * Double(size) <= 1e-18 * Double(max(sums.rowCount, 1))
            if settled {
                return Solution(
                    coefficients: zip(coefficients, step).map { $0 + $1 },
                    factor: factor,
                    sums: sums,
                    iterations: iteration,
                    family: family
                )
            }
            let before = sums.deviance
            let meanWeight = sums.weight / Double(max(sums.rowCount, 1))
            var scale = 1.0
            while true {
                let next = zip(coefficients, step).map { $0 + scale * $1 }
                sums = try pass(next, after: step.map { scale * $0 })
                let slack = 1e-10 * (before.magnitude + 1)
                if atStart || sums.deviance <= before + slack {
                    coefficients = next
                    break
                }
                scale /= 2
                guard scale > 1e-6 else {
                    throw RegressionError.notConverged(iterations: iteration)
                }
            }
            if !atStart, scale == 1, family != .gaussian,
                separation.isSure(move: sums.largestMove, gain: decrement / meanWeight)
            {
                throw RegressionError.separation(
                    terms: try runawayTerms(step, mostMoved: sums.largestMove)
                )
            }
            atStart = false
        }
        throw RegressionError.notConverged(iterations: IterativelyReweighted.mostIterations)
    }

    private func check(_ sums: Sums) throws {
        let name = model.design.columns[model.design.columns.count - 1].name
        guard sums.rowCount > 0 else { throw RegressionError.allWeightsZero }
        guard sums.weightedOutcome.isFinite else { throw RegressionError.notFinite(name) }
        if family == .binomial, sums.leastOutcome < 0 || sums.greatestOutcome > 1 {
            throw RegressionError.responseNotBinary(name)
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

    /// Score, information and deviance at `coefficients`; nil takes working responses from the outcomes themselves, so that
    /// the first step leads from zero to the first fit.
    ///
    /// - `step`: what was added last, whose largest move of a predictor is wanted.
    func pass(_ coefficients: [Double]?, after step: [Double]? = nil) throws -> Sums {
        let (size, family) = (size, family)
        let empty = Sums(size: size, sandwich: coefficients == nil ? nil : emptySandwich)
        let states = try model.forEachBlock(
            origin: origin,
            constant: model.design.hasIntercept,
            extra: 2 + (empty.sandwich == nil ? 0 : size),
            makeState: { _ in empty },
            body: { sums, block in
                IterativelyReweighted.add(block, to: &sums, coefficients, step, family, size)
            }
        )
        var result = empty
        for state in states { result.merge(state) }
        result.information.symmetriseFromLower()
        return result
    }

    private var emptySandwich: Sandwich? {
        switch covariance {
        case .iid, .hc2, .hc3: return nil
        case .hc0, .hc1: return Sandwich(size: size, clusterCount: nil)
        case .cluster:
            let count = model.clusterRequest.map { model.rows.levelCount(ofRequest: $0) }
            return Sandwich(size: size, clusterCount: count)
        }
    }

    private static func add(
        _ block: ModelRows.Block,
        to sums: inout Sums,
        _ coefficients: [Double]?,
        _ step: [Double]?,
        _ family: Family,
        _ size: Int
    ) {
        let count = block.rowCount
        let outcome = block.base + size * block.stride
        let predictor = block.base + (size + 1) * block.stride
        let residual = block.base + (size + 2) * block.stride
        if let step {
            multiplyRows(
                block.base,
                rowCount: count,
                columnCount: size,
                stride: block.stride,
                by: step,
                into: residual
            )
            for row in 0..<count where block.weights.map({ $0[row] > 0 }) ?? true {
                sums.largestMove = max(sums.largestMove, residual[row].magnitude)
            }
        }
        if let coefficients {
            multiplyRows(
                block.base,
                rowCount: count,
                columnCount: size,
                stride: block.stride,
                by: coefficients,
                into: predictor
            )
        }
        for row in 0..<count {
            let y = outcome[row]
            let weight = block.weights.map { $0[row] } ?? 1
            let eta = coefficients == nil ? family.startingPredictor(y) : predictor[row]
            let mean = family.mean(eta)
            let variance = family.variance(atMean: mean)
            sums.leastOutcome = min(sums.leastOutcome, weight > 0 ? y : sums.leastOutcome)
            sums.greatestOutcome = max(sums.greatestOutcome, weight > 0 ? y : sums.greatestOutcome)
            sums.weight += weight
            sums.weightedOutcome += weight * y
            sums.rowCount += weight > 0 ? 1 : 0
            if weight > 0 {
                sums.deviance += weight * family.deviance(y, mean)
                sums.saturated += weight * family.saturated(y)
            }
            residual[row] =
                weight * (coefficients == nil ? variance * eta + (y - mean) : y - mean)
            predictor[row] = (weight * variance).squareRoot()
        }
        sums.score.withUnsafeMutableBufferPointer { score in
            guard let into = score.baseAddress else { return }
            addTransposedProduct(
                of: block.base,
                rowCount: count,
                columnCount: size,
                stride: block.stride,
                with: residual,
                to: into
            )
        }
        sums.sandwich?.add(
            block.base,
            stride: block.stride,
            rowCount: count,
            factors: residual,
            clusters: block.clusters,
            scratch: residual + block.stride
        )
        for column in 0..<size {
            let values = block.base + column * block.stride
            for row in 0..<count { values[row] *= predictor[row] }
        }
        sums.information.elements.withUnsafeMutableBufferPointer { information in
            guard let into = information.baseAddress else { return }
            addGram(
                of: block.base,
                rowCount: count,
                columnCount: size,
                stride: block.stride,
                to: into
            )
        }
    }
}

internal import CohortData
internal import LinearAlgebra

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
        var largestPredictor = 0.0
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
            largestPredictor = max(largestPredictor, other.largestPredictor)
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
        for iteration in 1...IterativelyReweighted.mostIterations {
            let factor = CholeskyFactor(
                sums.information,
                tolerance: LeastSquares.dependenceTolerance
            )
            let right = factor.kept.map { sums.score[$0] }
            let step = factor.solve(right)
            let decrement = zip(step, right).reduce(0) { $0 + $1.0 * $1.1 }
            guard decrement.isFinite else { break }
            // The step moves predictors by about √(decrement · p / n), and the information by as much.
            let settled =
                !atStart && decrement * Double(size) <= 1e-18 * Double(max(sums.rowCount, 1))
            if settled {
                try refuseSeparation(sums, factor, coefficients)
                for (place, column) in factor.kept.enumerated() {
                    coefficients[column] += step[place]
                }
                return Solution(
                    coefficients: coefficients,
                    factor: factor,
                    sums: sums,
                    iterations: iteration,
                    family: family
                )
            }
            let before = sums.deviance
            var scale = 1.0
            while true {
                var next = coefficients
                for (place, column) in factor.kept.enumerated() {
                    next[column] += scale * step[place]
                }
                sums = try pass(next)
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
            atStart = false
            if iteration >= 12 { try refuseSeparation(sums, factor, coefficients) }
        }
        throw RegressionError.notConverged(iterations: IterativelyReweighted.mostIterations)
    }

    private func check(_ sums: Sums) throws {
        let name = model.design.columns[model.design.columns.count - 1].name
        guard sums.rowCount > 0 else { throw RegressionError.noRows }
        guard sums.weight > 0 else { throw RegressionError.allWeightsZero }
        guard sums.information.elements.allSatisfy(\.isFinite) else {
            let size = size
            let bad = (lead..<size).first { !sums.information[$0, $0].isFinite } ?? lead
            throw RegressionError.notFinite(model.design.columns[max(0, bad - lead)].name)
        }
        if sums.leastOutcome == sums.greatestOutcome {
            throw RegressionError.constantResponse(name)
        }
        if family == .binomial, sums.leastOutcome < 0 || sums.greatestOutcome > 1 {
            throw RegressionError.responseNotBinary(name)
        }
        if family == .poisson, sums.leastOutcome < 0 {
            throw RegressionError.responseNegative(name)
        }
    }

    /// Fitted means of zero or one (or counts of zero) with estimates of many units of their column: no finite maximum.
    private func refuseSeparation(
        _ sums: Sums,
        _ factor: CholeskyFactor,
        _ coefficients: [Double]
    ) throws {
        guard family != .gaussian, sums.largestPredictor > 15 else { return }
        let inverse = factor.inverse()
        let names = model.design.coefficientNames
        let terms = factor.kept.enumerated().compactMap { place, column -> String? in
            let error = max(0, inverse[place, place]).squareRoot()
            // A direction without information: an error far beyond the estimate, which is itself out of all bounds.
            guard error > 10 * coefficients[column].magnitude.squareRoot(), error > 30 else {
                return nil
            }
            return names[column]
        }
        let named = terms.filter { $0 != "(Intercept)" }
        if !terms.isEmpty {
            throw RegressionError.separation(terms: named.isEmpty ? terms : named)
        }
    }

    /// Score, information and deviance at `coefficients`; nil takes working responses from the outcomes themselves, so that
    /// the first step leads from zero to the first fit.
    func pass(_ coefficients: [Double]?) throws -> Sums {
        let (size, family) = (size, family)
        let empty = Sums(size: size, sandwich: coefficients == nil ? nil : emptySandwich)
        let states = try model.forEachBlock(
            origin: origin,
            constant: model.design.hasIntercept,
            extra: 2 + (empty.sandwich == nil ? 0 : size),
            makeState: { _ in empty },
            body: { sums, block in
                IterativelyReweighted.add(block, to: &sums, coefficients, family, size)
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
        _ family: Family,
        _ size: Int
    ) {
        let count = block.rowCount
        let outcome = block.base + size * block.stride
        let predictor = block.base + (size + 1) * block.stride
        let residual = block.base + (size + 2) * block.stride
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
            sums.largestPredictor = max(sums.largestPredictor, eta.magnitude)
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

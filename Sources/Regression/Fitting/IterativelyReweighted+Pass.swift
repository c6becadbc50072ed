internal import TopsliceCohortData
internal import TopsliceLinearAlgebra

/// One pass over the rows.
extension IterativelyReweighted {
    /// Score, information and deviance at `coefficients`; nil takes working responses from the outcomes themselves, so that
    /// the first step leads from zero to the first fit.
    ///
    /// - `step`: what was added last, whose largest move of a predictor is wanted.
    func pass(_ coefficients: [Double]?, after step: [Double]? = nil) throws -> Sums {
        let empty = Sums(size: size, sandwich: coefficients == nil ? nil : emptySandwich)
        let look = Look(
            coefficients: coefficients,
            step: step,
            family: family,
            size: size,
            typicalOutcome: typicalOutcome,
            part: model.part
        )
        let states = try model.forEachBlock(
            origin: origin,
            constant: model.design.hasIntercept,
            extra: Look.scratchColumns + (empty.sandwich == nil ? 0 : size),
            makeState: { _ in empty },
            body: { sums, block in IterativelyReweighted.add(block, to: &sums, look) }
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

    /// What a pass looks at the rows with.
    private struct Look {
        /// Nil takes working responses from the outcomes themselves.
        let coefficients: [Double]?
        let step: [Double]?
        let family: Family
        let size: Int
        let typicalOutcome: Double
        let part: ResponsePart

        /// Scratch columns behind the outcome: predictors and residuals, then scores where a sandwich wants them.
        static let scratchColumns = 2
        func outcome(_ block: ModelRows.Block) -> UnsafeMutablePointer<Double> {
            block.base + size * block.stride
        }
        func predictor(_ block: ModelRows.Block) -> UnsafeMutablePointer<Double> {
            block.base + (size + 1) * block.stride
        }
        func residual(_ block: ModelRows.Block) -> UnsafeMutablePointer<Double> {
            block.base + (size + 2) * block.stride
        }

        func multiply(
            _ block: ModelRows.Block,
            by vector: [Double],
            into result: UnsafeMutablePointer<Double>
        ) {
            multiplyRows(
                block.base,
                rowCount: block.rowCount,
                columnCount: size,
                stride: block.stride,
                by: vector,
                into: result
            )
        }
    }

    private static func add(_ block: ModelRows.Block, to sums: inout Sums, _ look: Look) {
        if let step = look.step {
            let moves = look.residual(block)
            look.multiply(block, by: step, into: moves)
            for row in 0..<block.rowCount {
                sums.largestMove = max(sums.largestMove, moves[row].magnitude)
            }
        }
        if let coefficients = look.coefficients {
            look.multiply(block, by: coefficients, into: look.predictor(block))
        }
        addRows(block, to: &sums, look)
        addProducts(block, to: &sums, look)
    }

    /// Sums over single rows; predictors give way to the roots of working weights, and weighted residuals stand beside them.
    private static func addRows(_ block: ModelRows.Block, to sums: inout Sums, _ look: Look) {
        let (outcome, predictor) = (look.outcome(block), look.predictor(block))
        let (residual, family) = (look.residual(block), look.family)
        let (typical, isFirst) = (look.typicalOutcome, look.coefficients == nil)
        if look.part == .whetherPositive {
            for row in 0..<block.rowCount { outcome[row] = outcome[row] > 0 ? 1 : 0 }
        }
        let skipsNoughts = look.part == .amountIfPositive
        sums.rowCount += block.people
        for row in 0..<block.rowCount {
            let y = outcome[row]
            let count = block.count(row)
            let heldOut = skipsNoughts && y == 0 ? Int(count) : block.heldOut(row)
            sums.rowCount -= heldOut
            guard heldOut < Int(count) else {
                (residual[row], predictor[row]) = (0, 0)
                continue
            }
            let all = block.weights.map { $0[row] } ?? 1
            let weight = heldOut == 0 ? all : all * (1 - Double(heldOut) / count)
            let offset = block.logExposure(row)
            let eta =
                isFirst ? family.startingPredictor(y, typical: typical) : predictor[row] + offset
            let mean = family.mean(eta)
            let (score, information) = family.scoreAndInformation(y, mean: mean)
            sums.leastOutcome = min(sums.leastOutcome, y)
            sums.greatestOutcome = max(sums.greatestOutcome, y)
            sums.weight += weight
            sums.weightedOutcome += weight * y
            sums.deviance += weight * family.deviance(y, mean)
            sums.saturated += weight * family.saturated(y)
            if family.hasDispersion, mean > 0 {
                sums.pearson += weight * score * score / family.scoreVariance(atMean: mean)
            }
            sums.leastEvent = min(
                sums.leastEvent,
                all / count * family.leastEvent(y)
            )
            residual[row] =
                weight * (isFirst ? information * (eta - offset) + score : score)
            predictor[row] = (weight * information).squareRoot()
        }
    }

    /// Score, sandwich and information, which the columns of the block give way to.
    private static func addProducts(_ block: ModelRows.Block, to sums: inout Sums, _ look: Look) {
        let (count, size) = (block.rowCount, look.size)
        let (predictor, residual) = (look.predictor(block), look.residual(block))
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
        if let counts = block.counts, block.clusters == nil {
            // Squares of people's scores are summed, so the score of a row is that of √count people.
            for row in 0..<count { residual[row] /= counts[row].squareRoot() }
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

internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// Degrees of freedom of clustered variances, from how unequally the clusters are expected to share in them.
///
/// The variance of a functional is a sum of squares, one a cluster. Were cluster g to have the part p_g of it, its distribution is near
/// that of χ² with 1 / Σ p_g² degrees of freedom (Satterthwaite 1946; for regressions Bell and McCaffrey 2002), less one for the mean: G − 1
/// for equal clusters, far fewer where some are large or where an agency serves a few whole clusters. The parts are those expected
/// under a working model (outcomes of one cluster are equally correlated, by an amount estimated from the residuals, as Imbens and
/// Kolesár 2016 advise), never the squares observed: these would make an interval narrow just when they happen to be small.
struct ClusterDegrees {
    let rows: CohortRows
    let model: AgencyModel
    let layout: GameLayout
    let clusterCount: Int

    /// Numbers held at a time by each thread.
    private static let mostHeld = 1 << 22

    /// One number a functional of `maps`.
    ///
    /// - `pulls`: a row a functional: how scores move it. `own`: by functional, then cluster, what the cluster's own people add to it
    ///   beyond its mean.
    /// - Complexity: one pass over the rows, O(rows · functionals · coefficients); several where clusters are very many.
    func degrees(pulls: Matrix, own: (_ functional: Int, _ cluster: Int) -> Double) throws
        -> [Double]
    {
        let atOnce = max(1, Self.mostHeld / max(1, 2 * clusterCount))
        var result: [Double] = []
        var start = 0
        while start < pulls.rowCount {
            let range = start..<min(pulls.rowCount, start + atOnce)
            let sums = try layout.parts.indices.map { try gather(pulls, range, part: $0) }
            for functional in range {
                result.append(
                    degrees(sums, functional - start) { own(functional, $0) }
                )
            }
            start = range.upperBound
        }
        return result
    }

    /// By cluster: Σ v and Σ √v e, then for each functional Σ a² and Σ a with a = c √v, the pull of a person's residual.
    private struct Sums: Sendable {
        var variances: [Double]
        var residuals: [Double]
        /// Σ e², Σ v e² and Σ v².
        var squaredResiduals = 0.0
        var weightedSquares = 0.0
        var squaredVariances = 0.0
        var squares: [Double]
        var totals: [Double]

        init(clusters: Int, functionals: Int) {
            variances = [Double](repeating: 0, count: clusters)
            residuals = variances
            squares = [Double](repeating: 0, count: clusters * functionals)
            totals = squares
        }

        mutating func merge(_ other: Sums) {
            for index in variances.indices {
                variances[index] += other.variances[index]
                residuals[index] += other.residuals[index]
            }
            squaredResiduals += other.squaredResiduals
            weightedSquares += other.weightedSquares
            squaredVariances += other.squaredVariances
            for index in squares.indices {
                squares[index] += other.squares[index]
                totals[index] += other.totals[index]
            }
        }
    }

    /// How the residuals of one part vary, and how those of a cluster go together.
    private func spreadAndCorrelation(_ sums: Sums) -> (spread: Double, correlation: Double) {
        let spread = sums.squaredResiduals / max(sums.variances.reduce(0, +), .leastNormalMagnitude)
        // The covariance of two people of a cluster, as a part of their variances.
        let pairs = sums.variances.reduce(0) { $0 + $1 * $1 } - sums.squaredVariances
        let shared = sums.residuals.reduce(0) { $0 + $1 * $1 } - sums.weightedSquares
        let correlation =
            pairs > 0 && spread > 0 ? min(1, max(0, shared / (pairs * spread))) : 0
        return (spread, correlation)
    }

    private func degrees(_ parts: [Sums], _ place: Int, _ own: (Int) -> Double) -> Double {
        let laws = parts.map(spreadAndCorrelation)
        var whole = 0.0
        var squares = 0.0
        for cluster in 0..<clusterCount {
            let index = place * clusterCount + cluster
            var part = 0.0
            for (sums, law) in zip(parts, laws) {
                let total = sums.totals[index]
                part +=
                    law.spread
                    * ((1 - law.correlation) * sums.squares[index]
                        + law.correlation * total * total)
            }
            part += own(cluster) * own(cluster)
            whole += part
            squares += part * part
        }
        guard squares > 0 else { return Double(clusterCount - 1) }
        return min(Double(clusterCount - 1), max(1, whole * whole / squares - 1))
    }

    private func gather(
        _ pulls: Matrix,
        _ range: Range<Int>,
        part number: Int
    ) throws -> Sums {
        let (model, layout, clusterCount) = (model, layout, clusterCount)
        guard let clusterRequest = model.clusterRequest else {
            preconditionFailure("degrees of freedom of clusters asked for where there are none")
        }
        let (part, first) = (layout.parts[number], number * layout.partSize)
        let coefficients = part.centredCoefficients
        let centre = layout.centre
        var map: [Double] = []
        for functional in range {
            for column in 0..<coefficients.count {
                map.append(pulls[functional, first + column])
            }
        }
        let chosen = map
        let states = try rows.forEachBlock(
            makeState: { _ in
                (
                    sums: Sums(clusters: clusterCount, functionals: range.count),
                    design: DesignRows(model.design),
                    scratch: [Double]()
                )
            },
            body: { state, block in
                state.design.fill(block, origin: centre, constant: true)
                let count = block.rowCount
                if state.scratch.count < count * (range.count + 1) {
                    state.scratch = [Double](repeating: 0, count: count * (range.count + 1))
                }
                state.scratch.withUnsafeMutableBufferPointer { scratch in
                    guard let base = scratch.baseAddress else { return }
                    multiplyRows(
                        state.design.base,
                        rowCount: count,
                        columnCount: coefficients.count,
                        stride: state.design.stride,
                        by: coefficients,
                        into: base
                    )
                    model.addLogExposures(block, to: base)
                    multiplyRows(
                        of: state.design.base,
                        stride: state.design.stride,
                        rowCount: count,
                        columnCount: coefficients.count,
                        by: chosen,
                        columns: range.count,
                        into: base + count,
                        resultStride: count
                    )
                    ClusterDegrees.add(
                        block,
                        predictors: base,
                        pulled: base + count,
                        functionals: range.count,
                        clusters: block.column(clusterRequest),
                        model,
                        part,
                        clusterCount,
                        to: &state.sums
                    )
                }
            }
        )
        var result = Sums(clusters: clusterCount, functionals: range.count)
        for state in states { result.merge(state.sums) }
        return result
    }

    private static func add(
        _ block: RowBlock,
        predictors: UnsafeMutablePointer<Double>,
        pulled: UnsafeMutablePointer<Double>,
        functionals: Int,
        clusters: UnsafeMutablePointer<Double>,
        _ model: AgencyModel,
        _ part: GameLayout.Part,
        _ clusterCount: Int,
        to sums: inout Sums
    ) {
        let count = block.rowCount
        let outcome = model.outcome.values(block)
        let (weights, counts) = (block.weights(model.weightRequest), block.counts)
        for row in 0..<count {
            let (residual, variance) = part.scoreAndVariance(outcome[row], predictors[row])
            let cluster = Int(clusters[row])
            let people = counts?[row] ?? 1
            sums.variances[cluster] += people * variance
            sums.residuals[cluster] += people * variance.squareRoot() * residual
            sums.squaredResiduals += people * residual * residual
            sums.weightedSquares += people * variance * residual * residual
            sums.squaredVariances += people * variance * variance
            predictors[row] = (weights?[row] ?? 1) * variance.squareRoot()
        }
        for functional in 0..<functionals {
            let start = functional * clusterCount
            for row in 0..<count {
                let pull = predictors[row] * pulled[functional * count + row]
                let index = start + Int(clusters[row])
                sums.squares[index] += pull * pull / (counts?[row] ?? 1)
                sums.totals[index] += pull
            }
        }
    }
}

internal import Glibc
internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceRegression

/// The pass of a cross-check over the rows, and what it makes of their sums.
///
/// v(S) is the mean of μ(A∩S, X) + 1{A ⊆ S} / P(nobody of the others | A∩S, X) · (Y − μ(A, X)); see docs/design of the estimand. Influences
/// are each person's part less the mean; those of standardisation stand beside them, so that the error of the difference is known.
struct CrossCheckScan {
    let plan: CrossCheckPlan
    let model: AgencyModel
    let layout: GameLayout
    let inference: GameInference
    /// Λβ of the priors of the whole fit.
    let priorPull: [Double]
    /// The whole fit, and the models that each fold is weighed by.
    let whole: SubsetMeans
    let folds: [(outcomes: SubsetMeans, exposures: ExposureModels)]
    let clusterCount: Int?

    private var players: Int { layout.playerCount }
    /// Shapley values and the whole, by either way, then the weight.
    private var width: Int { 2 * (players + 1) + 1 }

    /// Sums over the people of one thread.
    struct Sums: Sendable {
        var values: [Double]
        /// Σ u uᵀ of independent people, or Σ u of each cluster.
        var products: [Double]
        var clusters: [Double]
        var totals: [Double]
        var capped = 0
        var largestWeight = 0.0
    }

    /// - Parameter rule: of intervals; `degrees`: of freedom, by agency and of the whole.
    func find(
        _ rows: CohortRows,
        rule: IntervalRule,
        degrees: [Double]
    ) throws -> CrossCheck {
        let empty = Sums(
            values: [Double](repeating: 0, count: 1 << players),
            products: [Double](repeating: 0, count: clusterCount == nil ? width * width : 0),
            clusters: [Double](repeating: 0, count: (clusterCount ?? 0) * width),
            totals: [Double](repeating: 0, count: width)
        )
        let scan = self
        let states = try rows.forEachBlock(
            makeState: { _ in (sums: empty, work: CrossCheckWork(scan)) },
            body: { state, block in state.work.add(block, to: &state.sums) }
        )
        var sums = empty
        for state in states { sums.merge(state.sums) }
        return result(sums, rule, degrees)
    }

    private func result(_ sums: Sums, _ rule: IntervalRule, _ degrees: [Double]) -> CrossCheck {
        let weight = sums.totals[width - 1]
        let means = sums.totals.map { $0 / weight }
        let variances = variances(sums, means, weight)
        let count = players + 1
        let lines = (0..<count).map { place in
            CrossCheck.Line(
                estimate: rule.estimate(
                    means[place],
                    variance: variances[place],
                    degrees: degrees[place]
                ),
                difference: means[place] - means[count + place],
                differenceError: variances[count + place].squareRoot()
            )
        }
        return CrossCheck(
            plan: plan,
            values: sums.values.map { $0 / weight },
            agencies: Array(lines.dropLast()),
            together: lines[count - 1],
            capped: sums.capped,
            largestWeight: sums.largestWeight
        )
    }

    /// Of each number by weighting, then of its difference from that by standardisation.
    private func variances(_ sums: Sums, _ means: [Double], _ weight: Double) -> [Double] {
        let count = players + 1
        var gram = sums.products
        var scale = 1.0
        if let clusterCount {
            gram = [Double](repeating: 0, count: width * width)
            for start in stride(from: 0, to: sums.clusters.count, by: width) {
                for column in 0..<width {
                    for row in 0..<width {
                        gram[column * width + row] +=
                            sums.clusters[start + column] * sums.clusters[start + row]
                    }
                }
            }
            scale = Double(clusterCount) / Double(clusterCount - 1)
        }
        func variance(_ combination: [(place: Int, factor: Double)]) -> Double {
            let mean = combination.reduce(0) { $0 + $1.factor * means[$1.place] }
            let all = combination + [(width - 1, -mean)]
            var sum = 0.0
            for one in all {
                for other in all {
                    sum += one.factor * other.factor * gram[one.place * width + other.place]
                }
            }
            return max(0, sum) * scale / (weight * weight)
        }
        return (0..<count).map { variance([($0, 1)]) }
            + (0..<count).map { variance([($0, 1), (count + $0, -1)]) }
    }
}

extension CrossCheckScan.Sums {
    mutating func merge(_ other: Self) {
        for index in values.indices { values[index] += other.values[index] }
        for index in products.indices { products[index] += other.products[index] }
        for index in clusters.indices { clusters[index] += other.clusters[index] }
        for index in totals.indices { totals[index] += other.totals[index] }
        capped += other.capped
        largestWeight = max(largestWeight, other.largestWeight)
    }
}

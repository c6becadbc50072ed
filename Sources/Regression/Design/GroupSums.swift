internal import TopsliceCohortData

/// Weighted means of every design column by group, gathered in one pass.
struct GroupSums {
    /// Shape (groups, columns), a group after the other.
    let means: [Double]
    /// Sum of the weights of each group.
    let weights: [Double]
    /// Σ w x² of each design column.
    let squares: [Double]
    /// Of the response about its overall mean.
    let responseSumOfSquares: Double
    /// For each absorbed factor, whether every level lies in one cluster.
    let nested: [Bool]

    private struct Sums: Sendable {
        var sums: [Double]
        var weights: [Double]
        var squares: [Double]
        var response = (weight: 0.0, mean: 0.0, squares: 0.0)
        /// For each absorbed factor and level the only cluster met so far, −1 for none, −2 for several.
        var clusterOf: [[Int]]
    }

    static func gather(
        _ model: ModelRows,
        request: Int,
        groupCount: Int,
        absorbed: [Int],
        levelCounts: [Int]
    ) throws -> GroupSums {
        let columnCount = model.design.columns.count
        let clusterRequest = model.clusterRequest
        let weightRequest = model.weightRequest
        let states = try model.rows.forEachBlock(
            makeState: { _ in
                (
                    made: DesignRows(model.design),
                    sums: Sums(
                        sums: [Double](repeating: 0, count: groupCount * columnCount),
                        weights: [Double](repeating: 0, count: groupCount),
                        squares: [Double](repeating: 0, count: columnCount),
                        clusterOf: levelCounts.map { [Int](repeating: -1, count: $0) }
                    )
                )
            },
            body: { state, block in
                state.made.fill(block)
                let groups = block.column(request)
                let weights = block.weights(weightRequest)
                try refuseNegative(weights, block.rowCount)
                for row in 0..<block.rowCount {
                    let weight = weights?[row] ?? 1
                    let group = Int(groups[row])
                    state.sums.weights[group] += weight
                    for column in 0..<columnCount {
                        let value = state.made.base[column * state.made.stride + row]
                        state.sums.sums[group * columnCount + column] += weight * value
                        state.sums.squares[column] += weight * value * value
                    }
                    add(
                        state.made.base[(columnCount - 1) * state.made.stride + row],
                        weight,
                        to: &state.sums.response
                    )
                    guard let clusterRequest else { continue }
                    let cluster = Int(block.column(clusterRequest)[row])
                    for (factor, request) in absorbed.enumerated() {
                        let level = Int(block.column(request)[row])
                        let known = state.sums.clusterOf[factor][level]
                        state.sums.clusterOf[factor][level] =
                            known == -1 || known == cluster ? cluster : -2
                    }
                }
            }
        ).map(\.sums)
        return merge(states, columnCount, hasClusters: clusterRequest != nil)
    }

    /// One value into a running mean and sum of squares (Welford 1962).
    private static func add(
        _ value: Double,
        _ weight: Double,
        to sums: inout (weight: Double, mean: Double, squares: Double)
    ) {
        guard weight > 0 else { return }
        sums.weight += weight
        let distance = value - sums.mean
        sums.mean += distance * weight / sums.weight
        sums.squares += weight * distance * (value - sums.mean)
    }

    private static func merge(
        _ states: [Sums],
        _ columnCount: Int,
        hasClusters: Bool
    ) -> GroupSums {
        guard var result = states.first else {
            return GroupSums(
                means: [],
                weights: [],
                squares: [],
                responseSumOfSquares: 0,
                nested: []
            )
        }
        for other in states.dropFirst() {
            for index in result.sums.indices { result.sums[index] += other.sums[index] }
            for index in result.weights.indices { result.weights[index] += other.weights[index] }
            for index in result.squares.indices { result.squares[index] += other.squares[index] }
            let (a, b) = (result.response, other.response)
            if b.weight > 0 {
                let weight = a.weight + b.weight
                let distance = b.mean - a.mean
                result.response = (
                    weight, a.mean + distance * b.weight / weight,
                    a.squares + b.squares + distance * distance * a.weight * b.weight / weight
                )
            }
            for factor in result.clusterOf.indices {
                for level in result.clusterOf[factor].indices {
                    let (mine, theirs) = (
                        result.clusterOf[factor][level], other.clusterOf[factor][level]
                    )
                    result.clusterOf[factor][level] =
                        mine == -1 ? theirs : (theirs == -1 || theirs == mine ? mine : -2)
                }
            }
        }
        var means = result.sums
        for group in result.weights.indices where result.weights[group] > 0 {
            for column in 0..<columnCount {
                means[group * columnCount + column] /= result.weights[group]
            }
        }
        return GroupSums(
            means: means,
            weights: result.weights,
            squares: result.squares,
            responseSumOfSquares: result.response.squares,
            nested: result.clusterOf.map { hasClusters && !$0.contains(-2) }
        )
    }
}

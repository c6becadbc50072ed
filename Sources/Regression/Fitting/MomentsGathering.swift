internal import TopsliceCohortData
internal import TopsliceLinearAlgebra
internal import TopsliceMoments

/// Gathers the moments of a model from the rows of a cohort.
struct MomentsGathering {
    let problem: RegressionProblem
    /// Whether people are counted beside their weights, so that what is kept can be sealed.
    var keepsPeople = false

    /// A model without factors: one pass over the file is all.
    func inOnePass(
        _ reader: CohortReader,
        _ threads: Int,
        _ onProgress: ReadReport?
    ) throws -> (model: ModelRows, moments: Moments, use: ColumnUse) {
        let draft = problem.draft(levels: [:])
        let (clusterRequest, keepsPeople) = (draft.clusterRequest, keepsPeople)
        let first = try CohortRows.firstPass(
            over: reader,
            threads: threads,
            isOnly: problem.covariance == .iid || clusterRequest != nil,
            onProgress: onProgress,
            makeState: { _ in
                (
                    made: DesignRows(draft.design),
                    sums: MomentsAccumulator(keepsPeople: keepsPeople),
                    use: ColumnUse(draft.design)
                )
            },
            body: { state, block in
                let columns = state.made.columns(of: block)
                let weights = block.weights(draft.weightRequest)
                try refuseNegative(weights, block.rowCount)
                let exposures = draft.exposureRequests.map { block.column($0) }
                state.use.add(
                    base: columns.base,
                    stride: columns.stride,
                    rowCount: block.rowCount,
                    counts: block.counts
                )
                state.sums.add(
                    base: columns.base,
                    stride: columns.stride,
                    rowCount: block.rowCount,
                    columnCount: draft.design.columns.count,
                    weights: weights,
                    counts: block.counts,
                    clusters: clusterRequest.map { block.column($0) },
                    patterns: MomentsGathering.patterns(exposures, block.rowCount)
                )
            }
        )
        let model = try problem.modelRows(first.rows).model
        let parts = first.states.enumerated().map { thread, state in
            var labels: [String] = []
            if let clusterRequest {
                labels = first.renumbering[thread][clusterRequest].map {
                    $0 == CohortRows.absentLevel
                        ? "" : model.clusterLabels[model.clusterNumbers[$0]]
                }
            }
            return state.sums.moments(columns: model.design.columns.map(\.name), labels: labels)
        }
        let use = first.states.reduce(into: ColumnUse(draft.design)) { $0.merge($1.use) }
        return (model, try MomentsGathering.sum(parts), use)
    }

    /// A model whose factor levels are known.
    func over(_ model: ModelRows) throws -> Moments {
        let (columnCount, keepsPeople) = (model.design.columns.count, keepsPeople)
        let states = try model.forEachBlock(
            origin: nil,
            constant: false,
            makeState: { _ in MomentsAccumulator(keepsPeople: keepsPeople) },
            body: { sums, block in
                sums.add(
                    base: block.base,
                    stride: block.stride,
                    rowCount: block.rowCount,
                    columnCount: columnCount,
                    weights: block.weights,
                    counts: block.counts,
                    clusters: block.clusters,
                    patterns: MomentsGathering.patterns(block.exposures, block.rowCount)
                )
            }
        )
        let names = model.design.columns.map(\.name)
        return try MomentsGathering.sum(
            states.map { $0.moments(columns: names, labels: model.clusterLabels) }
        )
    }

    private static func sum(_ parts: [Moments]) throws -> Moments {
        var total: Moments?
        for part in parts where !part.clusters.isEmpty {
            total = try total.map { try $0.merged(with: part) } ?? part
        }
        guard let total else { throw RegressionError.noRows }
        return total
    }

    /// The exposure pattern of each row; nil where no exposures are declared.
    private static func patterns(
        _ exposures: [UnsafeMutablePointer<Double>],
        _ rowCount: Int
    ) -> [UInt64]? {
        guard !exposures.isEmpty else { return nil }
        return (0..<rowCount).map { row in
            var pattern: UInt64 = 0
            for (bit, exposure) in exposures.enumerated() where exposure[row] != 0 {
                pattern |= 1 << UInt64(bit)
            }
            return pattern
        }
    }
}

package import TopsliceCohortData
internal import TopsliceLinearAlgebra
package import TopsliceMoments

extension RegressionProblem {
    /// The moments of other rows in a design that is known: factors keep the levels they have there.
    ///
    /// Clusters are not kept apart.
    ///
    /// - `levels`: of each group column, in order, as in `MomentsDocument.Model.factors`.
    /// - Throws: `RegressionError.unknownLevels` where the rows hold a level that is not among them; as `fit` does.
    package func moments(
        _ reader: CohortReader,
        levels: [String: [String]],
        threads: Int,
        onProgress: ReadReport? = nil
    ) throws -> (moments: Moments, summary: ReadSummary) {
        let model = try modelRows(reader, levels: levels, threads: threads, onProgress)
        return (try MomentsGathering(problem: self).over(model), model.rows.summary)
    }

    /// Every row in a design that is known: its weight, and its columns with the response last.
    ///
    /// For small cohorts: all rows are in memory at once.
    package func designRows(
        _ reader: CohortReader,
        levels: [String: [String]],
        threads: Int
    ) throws -> [(weight: Double, values: [Double])] {
        try forEachDesignBlock(
            reader,
            levels: levels,
            threads: threads,
            makeState: { [(weight: Double, values: [Double])]() },
            body: { rows, block in
                for row in 0..<block.rowCount {
                    let values = (0..<block.columnCount).map {
                        block.base[$0 * block.stride + row]
                    }
                    rows.append((block.weights?[row] ?? 1, values))
                }
            }
        ).flatMap { $0 }
    }

    /// Some rows in a design: column `j` at `base + j * stride`, the response last.
    package struct DesignBlock {
        package let rowCount: Int
        package let columnCount: Int
        package let stride: Int
        package let base: UnsafePointer<Double>
        package let weights: UnsafePointer<Double>?
        /// How many people each row stands for; nil where each is one.
        package let counts: UnsafePointer<Double>?
    }

    /// Passes over all rows in a design that is known.
    ///
    /// - Returns: the states of the workers, in their order.
    package func forEachDesignBlock<State>(
        _ reader: CohortReader,
        levels: [String: [String]],
        threads: Int,
        onProgress: ReadReport? = nil,
        makeState: @escaping @Sendable () -> State,
        body: @escaping @Sendable (inout State, DesignBlock) -> Void
    ) throws -> [State] {
        let model = try modelRows(reader, levels: levels, threads: threads, onProgress)
        let columnCount = model.design.columns.count
        return try model.forEachBlock(
            origin: nil,
            constant: false,
            makeState: { _ in makeState() },
            body: { state, block in
                body(
                    &state,
                    DesignBlock(
                        rowCount: block.rowCount,
                        columnCount: columnCount,
                        stride: block.stride,
                        base: UnsafePointer(block.base),
                        weights: block.weights.map { UnsafePointer($0) },
                        counts: block.counts.map { UnsafePointer($0) }
                    )
                )
            }
        )
    }

    private func modelRows(
        _ reader: CohortReader,
        levels: [String: [String]],
        threads: Int,
        _ onProgress: ReadReport?
    ) throws -> ModelRows {
        BLASEnvironment.useOneThreadPerCall()
        var rows = try CohortRows.firstPass(
            over: reader,
            threads: threads,
            onProgress: onProgress,
            makeState: { _ in () },
            body: { _, _ in }
        ).rows
        try RegressionError.refuseNoRows(rows.summary)
        for (number, request) in rows.reader.requests.enumerated()
        where request.kind == .category {
            let found = FactorLevels(rows.labels(ofRequest: number))
            guard let known = levels[request.name] else { continue }
            var place: [[UInt8]: Int] = [:]
            for (index, name) in known.enumerated() { place[Array(name.utf8)] = index }
            let places = found.names.map { place[Array($0.utf8)] }
            let unknown = places.count { $0 == nil }
            guard unknown == 0 else {
                throw RegressionError.unknownLevels(column: request.name, count: unknown)
            }
            rows = rows.renumbering(request: number, found.numbers.map { places[$0] ?? 0 })
        }
        let draft = draft(levels: levels)
        return ModelRows(
            rows: rows,
            design: draft.design,
            weightRequest: draft.weightRequest,
            clusterRequest: nil
        )
    }
}

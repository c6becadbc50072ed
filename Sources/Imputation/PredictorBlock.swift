internal import TopsliceLinearAlgebra

/// Predictors of some people, column after column, the intercept first: what models of missing values are fitted and evaluated on,
/// a few people at a time, so that no table of all of them is held.
struct PredictorBlock {
    static let mostRows = 512

    let known: [[Double]]
    let variables: [ScaledVariable]
    let gap: Gap
    /// By covariate, with everything missing filled in.
    let values: [[Double]]
    let clusters: (numbers: [Double], count: Int)?
    /// By feature of `gap.means`, the sum over each cluster; and the size of each cluster.
    let clusterSums: [[Double]]
    let clusterSizes: [Double]

    init(
        known: [[Double]],
        variables: [ScaledVariable],
        gap: Gap,
        values: [[Double]],
        clusters: (numbers: [Double], count: Int)?
    ) {
        self.known = known
        self.variables = variables
        self.gap = gap
        self.values = values
        self.clusters = clusters
        guard let clusters else {
            (clusterSums, clusterSizes) = ([], [])
            return
        }
        var sizes = [Double](repeating: 0, count: clusters.count)
        for cluster in clusters.numbers { sizes[Int(cluster)] += 1 }
        clusterSizes = sizes
        clusterSums = gap.means.map { feature in
            let column = Self.column(feature, variables, values)
            var sums = [Double](repeating: 0, count: clusters.count)
            for (row, cluster) in clusters.numbers.enumerated() {
                sums[Int(cluster)] += column[row]
            }
            return sums
        }
    }

    var columnCount: Int { 1 + known.count + gap.features.count + gap.means.count }

    /// A feature of every person.
    private static func column(
        _ feature: Feature,
        _ variables: [ScaledVariable],
        _ values: [[Double]]
    ) -> FeatureColumn {
        let scaled = variables[feature.variable]
        return FeatureColumn(
            feature: feature,
            values: values[feature.variable],
            mean: scaled.mean,
            factor: 1 / scaled.deviation
        )
    }

    /// Writes the predictors of some people, `mostRows` apart from column to column.
    private func fill(_ target: UnsafeMutablePointer<Double>, _ rows: ArraySlice<Int32>) {
        target.update(repeating: 1, count: rows.count)
        var column = target + Self.mostRows
        for known in known {
            for (place, row) in rows.enumerated() { column[place] = known[Int(row)] }
            column += Self.mostRows
        }
        for feature in gap.features {
            Self.column(feature, variables, values).write(rows, to: column)
            column += Self.mostRows
        }
        guard let clusters else { return }
        for (feature, sums) in zip(gap.means, clusterSums) {
            Self.column(feature, variables, values).write(rows, to: column)
            for (place, row) in rows.enumerated() {
                let cluster = Int(clusters.numbers[Int(row)])
                let others = clusterSizes[cluster] - 1
                column[place] = others > 0 ? (sums[cluster] - column[place]) / others : 0
            }
            column += Self.mostRows
        }
    }

    /// Calls `body` with the predictors of `rows`, block after block; `buffer` has room for a column beyond them.
    func forEach(
        _ rows: [Int32],
        _ body: (ArraySlice<Int32>, UnsafeMutablePointer<Double>) -> Void
    ) {
        let buffer = UnsafeMutablePointer<Double>.allocate(
            capacity: Self.mostRows * (columnCount + 1)
        )
        defer { buffer.deallocate() }
        var first = 0
        while first < rows.count {
            let last = min(first + Self.mostRows, rows.count)
            fill(buffer, rows[first..<last])
            body(rows[first..<last], buffer)
            first = last
        }
    }

    /// The linear predictor of some people, in their order.
    func predictions(_ rows: [Int32], _ coefficients: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: rows.count)
        var done = 0
        result.withUnsafeMutableBufferPointer { result in
            forEach(rows) { rows, block in
                guard let base = result.baseAddress else { return }
                multiplyRows(
                    block,
                    rowCount: rows.count,
                    columnCount: columnCount,
                    stride: Self.mostRows,
                    by: coefficients,
                    into: base + done
                )
                done += rows.count
            }
        }
        return result
    }
}

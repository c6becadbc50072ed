/// Cross-products kept apart by cluster (a local authority, a provider, a row), so that a cluster can count
/// twice or not at all without its rows being read again.
package struct ClusterProducts: Sendable, Equatable {
    package struct Cluster: Sendable, Equatable {
        /// Rows, or the sum of their weights.
        package var weight: Double
        /// Weighted means, of each column.
        package var means: [Double]
        /// Weighted sums of squares and products about the cluster's own means, symmetric, column-major.
        package var centred: [Double]

        package init(weight: Double, means: [Double], centred: [Double]) {
            self.weight = weight
            self.means = means
            self.centred = centred
        }
    }

    /// In the order of means and products.
    package let columns: [String]
    package let response: String
    package let clusters: [Cluster]

    /// - Throws: `VarianceSharesError` where sizes do not fit, a number is none, or fewer than two clusters
    ///   have any weight.
    package init(
        columns: [String],
        response: String,
        clusters: [Cluster]
    ) throws(VarianceSharesError) {
        let size = columns.count
        guard columns.contains(response) else { throw .unknownColumn(response, known: columns) }
        for cluster in clusters {
            guard cluster.means.count == size, cluster.centred.count == size * size else {
                throw .wrongSize(columns: size, entries: cluster.centred.count)
            }
            let numbers = cluster.means + cluster.centred + [cluster.weight]
            guard cluster.weight >= 0, numbers.allSatisfy(\.isFinite) else {
                throw .notANumber("a cluster", "its products")
            }
        }
        self.clusters = clusters.filter { $0.weight > 0 }
        guard self.clusters.count > 1 else { throw .fewClusters(self.clusters.count) }
        self.columns = columns
        self.response = response
    }

    /// Everything together, about the overall means.
    package func pooled() throws(VarianceSharesError) -> RegressorProducts {
        let sums = AugmentedSums(self)
        let weights = [Double](repeating: 1, count: clusters.count)
        return try RegressorProducts(
            columns: columns,
            matrix: sums.centred(sums.weighted(weights)),
            response: response
        )
    }
}

/// Sums of 1, z and z zᵀ of each cluster about one common origin, so that clusters simply add up.
///
/// The origin is the overall mean: a column with a large mean and a small spread loses no digits.
struct AugmentedSums: Sendable {
    let columnCount: Int
    let origin: [Double]
    /// Of each cluster: the weight, the sums, then the lower triangle of products by columns.
    let rows: [[Double]]

    init(_ products: ClusterProducts) {
        let size = products.columns.count
        let total = products.clusters.reduce(0) { $0 + $1.weight }
        let origin = (0..<size).map { column in
            products.clusters.reduce(0) { $0 + $1.weight * $1.means[column] } / total
        }
        self.columnCount = size
        self.origin = origin
        self.rows = products.clusters.map { cluster in
            let shift = (0..<size).map { cluster.means[$0] - origin[$0] }
            var row = [cluster.weight] + shift.map { cluster.weight * $0 }
            for column in 0..<size {
                for other in column..<size {
                    row.append(
                        cluster.centred[column * size + other]
                            + cluster.weight * shift[column] * shift[other]
                    )
                }
            }
            return row
        }
    }

    /// The sums where cluster c counts `counts[c]` times.
    func weighted(_ counts: [Double]) -> [Double] {
        var sums = [Double](repeating: 0, count: rows[0].count)
        sums.withUnsafeMutableBufferPointer { sums in
            for (row, count) in zip(rows, counts) where count != 0 {
                row.withUnsafeBufferPointer { row in
                    for index in sums.indices { sums[index] += count * row[index] }
                }
            }
        }
        return sums
    }

    /// Products about their own means, symmetric and column-major, from sums about the origin.
    func centred(_ sums: [Double]) -> [Double] {
        let size = columnCount
        var matrix = [Double](repeating: 0, count: size * size)
        var index = size + 1
        for column in 0..<size {
            for row in column..<size {
                let value = sums[index] - sums[1 + column] * sums[1 + row] / sums[0]
                matrix[column * size + row] = value
                matrix[row * size + column] = value
                index += 1
            }
        }
        return matrix
    }
}

@testable import TopsliceVarianceShares

/// Rows as clusters of one.
func rowsAsClusters(
    _ rows: [[Double]],
    columns: [String],
    response: String,
    weights: [Double]? = nil
) throws -> ClusterProducts {
    let zero = [Double](repeating: 0, count: columns.count * columns.count)
    return try ClusterProducts(
        columns: columns,
        response: response,
        clusters: rows.enumerated().map { index, row in
            ClusterProducts.Cluster(weight: weights?[index] ?? 1, means: row, centred: zero)
        }
    )
}

internal import TopsliceMoments
internal import TopsliceRegression
internal import TopsliceVarianceShares

/// Moments about their own means, as shares of variance are computed from them.
struct CentredMoments {
    let means: [Double]
    /// About `means`.
    let moments: Moments

    /// - Throws: `RegressionError` where all weights are zero or a column is not finite.
    init(_ moments: Moments) throws(RegressionError) {
        let total = moments.total
        guard moments.rowCount > 0 else { throw .noRows }
        guard total[0] > 0 else { throw .allWeightsZero }
        let order = moments.order
        for column in 1..<order {
            let own = [total[column], total[column + column * order], moments.origin[column - 1]]
            guard own.allSatisfy(\.isFinite) else { throw .notFinite(moments.columns[column - 1]) }
        }
        means = (1..<order).map { moments.origin[$0 - 1] + total[$0] / total[0] }
        self.moments = moments.moved(to: means)
    }

    var columns: [String] { moments.columns }
    var response: String {
        guard let name = moments.columns.last else {
            preconditionFailure("moments of no column have no response")
        }
        return name
    }

    /// All clusters together, about the means.
    ///
    /// A column whose spread is within a few units in the last place of its mean is constant: what is left is the
    /// rounding of the mean.
    func products() throws(VarianceSharesError) -> RegressorProducts {
        let total = moments.total
        let order = moments.order, size = order - 1
        var matrix = [Double](repeating: 0, count: size * size)
        for column in 0..<size {
            for row in column..<size {
                let value = total[row + 1 + (column + 1) * order]
                matrix[column * size + row] = value
                matrix[row * size + column] = value
            }
        }
        for column in 0..<size {
            let smallest = 4 * means[column].magnitude.ulp
            guard matrix[column * size + column] <= smallest * smallest * total[0] else { continue }
            for row in 0..<size {
                matrix[column * size + row] = 0
                matrix[row * size + column] = 0
            }
        }
        return try RegressorProducts(
            columns: columns,
            matrix: matrix,
            response: response,
            rowCount: moments.rowCount
        )
    }

    /// Each cluster about its own means.
    func clusters() throws(VarianceSharesError) -> ClusterProducts {
        let order = moments.order, size = order - 1
        return try ClusterProducts(
            columns: columns,
            response: response,
            clusters: moments.clusters.filter { $0.products[0] > 0 }.map { cluster in
                let weight = cluster.products[0]
                let sums = (1..<order).map { cluster.products[$0] }
                var centred = [Double](repeating: 0, count: size * size)
                for column in 0..<size {
                    for row in column..<size {
                        let value =
                            cluster.products[row + 1 + (column + 1) * order]
                            - sums[row] * sums[column] / weight
                        centred[column * size + row] = value
                        centred[row * size + column] = value
                    }
                }
                return ClusterProducts.Cluster(
                    weight: weight,
                    means: zip(means, sums).map { $0 + $1 / weight },
                    centred: centred
                )
            }
        )
    }

    /// Every row a cluster of its own.
    func clusters(
        ofRows rows: [(weight: Double, values: [Double])]
    ) throws(VarianceSharesError) -> ClusterProducts {
        let none = [Double](repeating: 0, count: means.count * means.count)
        return try ClusterProducts(
            columns: columns,
            response: response,
            clusters: rows.map { row in
                ClusterProducts.Cluster(weight: row.weight, means: row.values, centred: none)
            }
        )
    }

    /// Other rows about these means, so that what is measured on them counts from the mean of these rows.
    func products(ofTest test: Moments) throws(VarianceSharesError) -> RegressorProducts {
        let total = test.moved(to: means).total
        let order = test.order, size = order - 1
        precondition(
            size == columns.count,
            "test moments of \(size) columns beside a model of \(columns.count)"
        )
        var matrix = [Double](repeating: 0, count: size * size)
        for column in 0..<size {
            for row in column..<size {
                let value = total[row + 1 + (column + 1) * order]
                matrix[column * size + row] = value
                matrix[row * size + column] = value
            }
        }
        return try RegressorProducts(columns: columns, matrix: matrix, response: response)
    }
}

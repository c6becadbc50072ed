import TopsliceVarianceShares

/// Seconds of 1,000 bootstrap replicates, and of influence-function intervals, of ten regressors.
func measureBootstrap(clusters count: Int) throws {
    let design = CorrelatedDesign(regressors: 10, seed: 4)
    let columns = try design.sample(rows: 1_000, seed: 0)
    let names = columns.names + [columns.response]
    let clusters = try (1...count).map { number in
        let part = try design.sample(rows: 100, seed: UInt64(number))
        return ClusterProducts.Cluster(
            weight: 100,
            means: names.map { _ in 0 },
            centred: part.matrix.map { $0 * 100 }
        )
    }
    let products = try ClusterProducts(columns: names, response: "y", clusters: clusters)
    report(
        "bootstrap of 1,000 replicates, \(count) clusters",
        10,
        "seconds",
        try fastest(of: 5) { _ = try ClusterBootstrap.compute(products) }
    )
    report(
        "influence functions, \(count) clusters",
        10,
        "seconds",
        try fastest(of: 5) { _ = try InfluenceIntervals.compute(products) }
    )
}

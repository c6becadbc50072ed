internal import TopsliceProbability

/// Intervals of shares of R² where there are too many regressors for influence functions: clusters are dealt into
/// groups, and shares computed anew without each group.
///
/// The delete-a-group jackknife (Kott 2001): standard errors sqrt((G − 1)/G Σ_g (θ_g − θ̄)²) over G groups, with
/// Student's t. It asks only G computations of shares, exact or sampled; the sampling errors of these are part of
/// the spread, so that intervals are rather too wide than too narrow.
///
/// Complexity: G computations, and O(clusters · n²) to add up their products.
package enum GroupJackknife {
    /// Enough degrees of freedom for t to be near the normal, few enough to be quick.
    package static let groups = 30

    /// - Parameters:
    ///   - estimate: from all clusters.
    ///   - shares: the computation that gave it, on the products it is handed.
    /// - Throws: `VarianceSharesError` where there are fewer than two clusters, and what `shares` throws.
    package static func compute(
        _ products: ClusterProducts,
        estimate: VarianceSharesResult,
        level: Double = 0.95,
        groups: Int = groups,
        shares: (RegressorProducts) throws -> VarianceSharesResult
    ) throws -> ShareIntervals {
        guard level > 0, level < 1, groups > 1 else {
            throw VarianceSharesError.badOption(
                "a jackknife needs two groups and a level between 0 and 1"
            )
        }
        let sums = AugmentedSums(products)
        let count = min(groups, products.clusters.count)
        var replicates: [VarianceSharesResult] = []
        for group in 0..<count {
            let weights = products.clusters.indices.map { $0 % count == group ? 0.0 : 1 }
            replicates.append(
                try shares(
                    try RegressorProducts(
                        columns: products.columns,
                        matrix: sums.centred(sums.weighted(weights)),
                        response: products.response
                    )
                )
            )
        }
        let spread = StudentDistribution(degreesOfFreedom: Double(count - 1))
            .intervalMultiplier(level)
        func standardError(_ values: [Double]) -> Double {
            let mean = values.reduce(0, +) / Double(count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (squares * Double(count - 1) / Double(count)).squareRoot()
        }
        let wholeError = standardError(replicates.map(\.rSquared))
        return ShareIntervals(
            shares: estimate.shares.enumerated().map { player, share in
                let error = standardError(replicates.map { $0.shares[player].lmg })
                // Where a replicate shares nothing out, parts of what is shared out have no spread.
                let parts = replicates.compactMap { $0.shares[player].share }
                return ShareInterval(
                    regressor: share.regressor,
                    lmg: share.lmg,
                    standardError: error,
                    low: share.lmg - spread * error,
                    high: share.lmg + spread * error,
                    share: share.share,
                    shareStandardError: share.share != nil && parts.count == count
                        ? standardError(parts) : nil
                )
            },
            rSquared: estimate.rSquared,
            rSquaredStandardError: wholeError,
            rSquaredLow: estimate.rSquared - spread * wholeError,
            rSquaredHigh: estimate.rSquared + spread * wholeError,
            level: level,
            clusters: products.clusters.count,
            replicates: nil,
            groups: count
        )
    }
}

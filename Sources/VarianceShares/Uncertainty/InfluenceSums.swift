internal import TopsliceLinearAlgebra
internal import TopsliceProbability

/// Sums over independent units (clusters, rows) of their influence on every share, on what is shared out and
/// on R², and of the products of these: what intervals are made of.
struct InfluenceSums: Sendable {
    /// Units that count.
    var units = 0
    /// Σ ψ ψᵀ, symmetric, column-major, lower triangle: the players, what is shared out, R².
    private var products: [Double]
    private let size: Int

    init(players: Int) {
        size = players + 2
        products = Array(repeating: 0, count: size * size)
    }

    /// Adds influences: of unit i on quantity q at `base + q * stride + i`.
    mutating func add(_ base: UnsafePointer<Double>, stride: Int, count: Int) {
        products.withUnsafeMutableBufferPointer { products in
            guard let target = products.baseAddress else { return }
            addGram(of: base, rowCount: count, columnCount: size, stride: stride, to: target)
        }
    }

    mutating func add(_ other: InfluenceSums) {
        units += other.units
        for index in products.indices { products[index] += other.products[index] }
    }

    /// Standard errors sqrt(G/(G − 1) Σ ψ²), Student's t with G − 1 degrees of freedom; shares of what is
    /// shared out by the delta method.
    func intervals(of estimate: VarianceSharesResult, level: Double) -> ShareIntervals {
        let count = Double(units)
        let spread = StudentDistribution(degreesOfFreedom: count - 1).intervalMultiplier(level)
        let scale = count / (count - 1)
        func covariance(_ first: Int, _ second: Int) -> Double {
            scale * products[min(first, second) * size + max(first, second)]
        }
        let shared = size - 2, whole = size - 1
        let total = estimate.rSquared - estimate.alwaysRSquared
        let wholeError = covariance(whole, whole).squareRoot()
        return ShareIntervals(
            shares: estimate.shares.enumerated().map { player, share in
                let variance = covariance(player, player)
                let error = variance.squareRoot()
                return ShareInterval(
                    regressor: share.regressor,
                    lmg: share.lmg,
                    standardError: error,
                    low: share.lmg - spread * error,
                    high: share.lmg + spread * error,
                    share: share.share,
                    shareStandardError: share.share.map { part in
                        let square =
                            variance - 2 * part * covariance(player, shared)
                            + part * part * covariance(shared, shared)
                        return max(0, square).squareRoot() / total.magnitude
                    }
                )
            },
            rSquared: estimate.rSquared,
            rSquaredStandardError: wholeError,
            rSquaredLow: estimate.rSquared - spread * wholeError,
            rSquaredHigh: estimate.rSquared + spread * wholeError,
            level: level,
            clusters: units,
            replicates: nil
        )
    }
}

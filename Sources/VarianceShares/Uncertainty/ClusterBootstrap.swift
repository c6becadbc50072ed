internal import TopsliceRandomness
internal import Glibc
internal import TopsliceParallel

/// Bootstrap intervals of shares of R²: clusters are drawn with replacement, their cross-products added up.
///
/// A replicate never reads a row, and eight replicates share one walk over the subsets.
/// Complexity: O(replicates · (clusters · n² + 2^p / 8)).
package enum ClusterBootstrap {
    package struct Options: Sendable {
        package var replicates: Int
        /// Coverage of the percentile intervals (0...1).
        package var level: Double
        package var seed: UInt64
        package var threads: Int

        package init(
            replicates: Int = 1000,
            level: Double = 0.95,
            seed: UInt64 = 1,
            threads: Int = 2
        ) {
            self.replicates = replicates
            self.level = level
            self.seed = seed
            self.threads = threads
        }
    }

    /// Players that are enumerated in every replicate at most.
    package static let mostPlayers = 25

    /// Percentile intervals (Davison and Hinkley 1997, eq. 5.18: order statistics at (R + 1) α).
    ///
    /// A regressor that is constant in a replicate explains nothing in it.
    ///
    /// - Parameter control: told of the replicates; its threads are those of `options`.
    /// - Throws: `VarianceSharesError` on unusable data or options, and where `control` stopped the work.
    package static func compute(
        _ products: ClusterProducts,
        players structure: PlayerStructure = PlayerStructure(),
        options: Options = Options(),
        control: WalkControl = WalkControl()
    ) throws -> ShareIntervals {
        guard options.replicates > 1, options.level > 0, options.level < 1 else {
            throw VarianceSharesError.badOption(
                "a bootstrap needs two replicates and a level between 0 and 1"
            )
        }
        guard structure.unions.isEmpty else {
            throw VarianceSharesError.badOption("intervals are not available with unions")
        }
        let pooled = try products.pooled()
        let players = try ResolvedPlayers(structure, columns: pooled.names)
        guard players.players.count <= mostPlayers else {
            throw VarianceSharesError.tooManyForTable(
                players: players.players.count,
                limit: mostPlayers,
                what: "the bootstrap"
            )
        }
        let estimate = try ExactShares.compute(
            pooled,
            players: structure,
            control: WalkControl(threads: options.threads)
        )
        let replicates = try draw(products, like: pooled, players, options, control)
        return summary(estimate, replicates, options, clusters: products.clusters.count)
    }

    /// One row a replicate: LMG of each player, then R², then what is shared out.
    private static func draw(
        _ products: ClusterProducts,
        like pooled: RegressorProducts,
        _ players: ResolvedPlayers,
        _ options: Options,
        _ control: WalkControl
    ) throws -> [[Double]] {
        let sums = AugmentedSums(products)
        let clusters = products.clusters.count
        let names = pooled.names + [pooled.response]
        let position = Dictionary(uniqueKeysWithValues: zip(products.columns, 0...))
        let source = names.compactMap { position[$0] }
        let size = names.count
        let usual = (0..<size).map { pooled.matrix[$0 * size + $0] }
        let batches = (options.replicates + 7) / 8
        let threads = max(1, min(options.threads, batches))
        let rows = ReplicateRows(count: batches * 8)
        try onWorkerThreads(threads) { worker in
            var game = LaneGame(
                players,
                columnCount: size - 1,
                smallestPivot: StandardisedProducts.smallestPivot,
                paired: false
            )
            for batch in stride(from: worker, to: batches, by: threads) {
                if control.isCancelled?() == true {
                    throw VarianceSharesError.stopped(done: Double(batch) / Double(batches))
                }
                control.progress?(Double(batch) / Double(batches))
                for lane in 0..<8 {
                    var generator = Xoshiro256PlusPlus(
                        seed: options.seed,
                        stream: UInt64(batch * 8 + lane)
                    )
                    var counts = [Double](repeating: 0, count: clusters)
                    for _ in 0..<clusters { counts[generator.next(below: clusters)] += 1 }
                    let drawn = sums.centred(sums.weighted(counts))
                    game.fill(
                        game.start.training,
                        lane: lane,
                        with: correlations(drawn, source, usual)
                    )
                }
                for (lane, result) in game.shares().enumerated() {
                    rows.set(
                        batch * 8 + lane,
                        to: result.lmg + [1 - result.unexplained, result.total]
                    )
                }
            }
        }
        return Array(rows.values.prefix(options.replicates))
    }

    /// Correlations in the order of `source`; a column that does not vary is left without any.
    private static func correlations(
        _ products: [Double],
        _ source: [Int],
        _ usual: [Double]
    ) -> [Double] {
        let size = source.count
        let scales = source.indices.map { index -> Double in
            let variance = products[source[index] * size + source[index]]
            return variance > 1e-12 * usual[index] ? 1 / variance.squareRoot() : 0
        }
        var matrix = [Double](repeating: 0, count: size * size)
        for column in 0..<size {
            for row in 0..<size {
                matrix[column * size + row] =
                    products[source[column] * size + source[row]] * scales[column] * scales[row]
            }
        }
        return matrix
    }

    private static func summary(
        _ estimate: VarianceSharesResult,
        _ replicates: [[Double]],
        _ options: Options,
        clusters: Int
    ) -> ShareIntervals {
        let tail = (1 - options.level) / 2
        let count = estimate.shares.count
        func column(_ index: Int) -> [Double] { replicates.map { $0[index] }.sorted() }
        let whole = column(count)
        return ShareIntervals(
            shares: estimate.shares.enumerated().map { index, share in
                let values = column(index)
                let parts = replicates.map { $0[count + 1] == 0 ? 0 : $0[index] / $0[count + 1] }
                return ShareInterval(
                    regressor: share.regressor,
                    lmg: share.lmg,
                    standardError: deviation(values),
                    low: quantile(values, tail),
                    high: quantile(values, 1 - tail),
                    share: share.share,
                    shareStandardError: share.share == nil ? nil : deviation(parts)
                )
            },
            rSquared: estimate.rSquared,
            rSquaredStandardError: deviation(whole),
            rSquaredLow: quantile(whole, tail),
            rSquaredHigh: quantile(whole, 1 - tail),
            level: options.level,
            clusters: clusters,
            replicates: options.replicates
        )
    }

    private static func deviation(_ values: [Double]) -> Double {
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(values.count - 1)).squareRoot()
    }

    /// The order statistic at (R + 1) p, interpolated, of sorted values.
    private static func quantile(_ sorted: [Double], _ probability: Double) -> Double {
        let place = probability * Double(sorted.count + 1)
        let below = min(max(Int(place.rounded(.down)), 1), sorted.count)
        let above = min(below + 1, sorted.count)
        let part = min(max(place - Double(below), 0), 1)
        return sorted[below - 1] + part * (sorted[above - 1] - sorted[below - 1])
    }
}

/// Replicates by number; every worker writes rows of its own.
private final class ReplicateRows: @unchecked Sendable {
    private let rows: UnsafeMutableBufferPointer<[Double]>

    init(count: Int) {
        rows = .allocate(capacity: count)
        rows.initialize(repeating: [])
    }

    func set(_ index: Int, to row: [Double]) { rows[index] = row }

    var values: [[Double]] { Array(rows) }

    deinit {
        rows.deinitialize()
        rows.deallocate()
    }
}

internal import Probability

/// Intervals of shares of R² from influence functions, clusters being the independent units.
///
/// R² of a subset moves, with the weight of a row, by (e∅² − e_S²)/σ² − R²(S) y²/σ², e_S the row's residual on
/// S. A share is linear in the R² of subsets, so its influence function is the same combination: the share the
/// regressor would have if the errors of the full-sample fits were measured on that cluster alone, less its
/// share times the cluster's part of the variance of y. The first is what the walk over subsets with test rows
/// computes, the cluster being the test rows. Standard errors: sqrt(G/(G − 1) Σ_c ψ_c²).
///
/// Complexity: min(G, n²/2) / 8 walks over all subsets.
public enum InfluenceIntervals {
    /// - Throws: `VarianceSharesError` on unusable data; `.linearlyDependent` where coefficients are not
    ///   defined.
    public static func compute(
        _ products: ClusterProducts,
        players structure: PlayerStructure = PlayerStructure(),
        level: Double = 0.95,
        control: WalkControl = WalkControl()
    ) throws -> ShareIntervals {
        guard level > 0, level < 1 else {
            throw VarianceSharesError.badOption("a level lies between 0 and 1")
        }
        guard structure.unions.isEmpty else {
            throw VarianceSharesError.badOption("intervals are not available with unions")
        }
        let pooled = try products.pooled()
        let standardised = try StandardisedProducts(pooled)
        guard standardised.dependencies.isEmpty else {
            throw VarianceSharesError.linearlyDependent(standardised.dependencies)
        }
        let estimate = try ExactShares.compute(pooled, players: structure, control: control)
        let players = try ResolvedPlayers(structure, columns: pooled.names)
        let parts = clusterParts(products, pooled)
        let values = measured(on: parts, standardised, players, size: pooled.names.count + 1)
        return summary(estimate, parts, values, level)
    }

    /// Each cluster's part of the correlations: symmetric matrices that sum to the correlation matrix.
    private static func clusterParts(
        _ products: ClusterProducts,
        _ pooled: RegressorProducts
    ) -> [[Double]] {
        let sums = AugmentedSums(products)
        let names = pooled.names + [pooled.response]
        let position = Dictionary(uniqueKeysWithValues: zip(products.columns, 0...))
        let source = names.compactMap { position[$0] }
        let size = names.count
        let scales = (0..<size).map { 1 / pooled.matrix[$0 * size + $0].squareRoot() }
        return sums.rows.map { row in
            // Sums are about the overall mean already: no cluster is centred on its own.
            var full = [Double](repeating: 0, count: size * size)
            var index = size + 1
            for column in 0..<size {
                for other in column..<size {
                    full[column * size + other] = row[index]
                    full[other * size + column] = row[index]
                    index += 1
                }
            }
            var part = full
            for column in 0..<size {
                for other in 0..<size {
                    part[column * size + other] =
                        full[source[column] * size + source[other]] * scales[column]
                        * scales[other]
                }
            }
            return part
        }
    }

    /// Of each cluster: the shares measured on it, then what is shared out, then what stays unexplained.
    private static func measured(
        on parts: [[Double]],
        _ standardised: StandardisedProducts,
        _ players: ResolvedPlayers,
        size: Int
    ) -> [[Double]] {
        let elements = size * (size + 1) / 2
        guard parts.count > elements else {
            return walk(parts, standardised, players, size: size)
        }
        // More clusters than a matrix has entries: measure on each entry, and add up.
        var units: [[Double]] = []
        for column in 0..<size {
            for row in column..<size {
                var unit = [Double](repeating: 0, count: size * size)
                unit[column * size + row] = 1
                unit[row * size + column] = 1
                units.append(unit)
            }
        }
        let gradient = walk(units, standardised, players, size: size)
        return parts.map { part in
            var values = [Double](repeating: 0, count: gradient[0].count)
            var unit = 0
            for column in 0..<size {
                for row in column..<size {
                    let weight = part[column * size + row]
                    for index in values.indices { values[index] += weight * gradient[unit][index] }
                    unit += 1
                }
            }
            return values
        }
    }

    private static func walk(
        _ matrices: [[Double]],
        _ standardised: StandardisedProducts,
        _ players: ResolvedPlayers,
        size: Int
    ) -> [[Double]] {
        var game = LaneGame(
            players,
            columnCount: size - 1,
            smallestPivot: standardised.needsGuard ? StandardisedProducts.smallestPivot : -1,
            paired: true
        )
        for lane in 0..<8 {
            game.fill(game.start.training, lane: lane, with: standardised.training)
        }
        var values: [[Double]] = []
        for first in stride(from: 0, to: matrices.count, by: 8) {
            let batch = matrices[first..<min(first + 8, matrices.count)]
            for (lane, matrix) in batch.enumerated() {
                if let test = game.start.test { game.fill(test, lane: lane, with: matrix) }
            }
            for result in game.shares().prefix(batch.count) {
                values.append(result.lmg + [result.total, result.unexplained])
            }
        }
        return values
    }

    private static func summary(
        _ estimate: VarianceSharesResult,
        _ parts: [[Double]],
        _ values: [[Double]],
        _ level: Double
    ) -> ShareIntervals {
        let clusters = Double(parts.count)
        let spread = NormalDistribution.quantile(0.5 + level / 2)
        let count = estimate.shares.count
        let total = estimate.rSquared - estimate.alwaysRSquared
        func standardError(_ influence: (Int) -> Double) -> Double {
            let squares = parts.indices.reduce(0) { $0 + influence($1) * influence($1) }
            return (squares * clusters / (clusters - 1)).squareRoot()
        }
        func response(_ cluster: Int) -> Double { parts[cluster].last ?? 0 }
        func shareInfluence(_ player: Int, _ cluster: Int) -> Double {
            values[cluster][player] - estimate.shares[player].lmg * response(cluster)
        }
        func totalInfluence(_ cluster: Int) -> Double {
            values[cluster][count] - total * response(cluster)
        }
        let wholeError = standardError { cluster in
            (1 - estimate.rSquared) * response(cluster) - values[cluster][count + 1]
        }
        return ShareIntervals(
            shares: estimate.shares.enumerated().map { player, share in
                let error = standardError { shareInfluence(player, $0) }
                return ShareInterval(
                    regressor: share.regressor,
                    lmg: share.lmg,
                    standardError: error,
                    low: share.lmg - spread * error,
                    high: share.lmg + spread * error,
                    share: share.share,
                    shareStandardError: share.share.map { part in
                        standardError {
                            (shareInfluence(player, $0) - part * totalInfluence($0)) / total
                        }
                    }
                )
            },
            rSquared: estimate.rSquared,
            rSquaredStandardError: wholeError,
            rSquaredLow: estimate.rSquared - spread * wholeError,
            rSquaredHigh: estimate.rSquared + spread * wholeError,
            level: level,
            clusters: parts.count,
            replicates: nil
        )
    }
}

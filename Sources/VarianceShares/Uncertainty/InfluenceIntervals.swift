/// Intervals of shares of R² from influence functions, clusters being the independent units.
///
/// R² of a subset moves, with the weight of a row, by (e∅² − e_S²)/σ² − R²(S) y²/σ², e_S the row's residual on
/// S. A share is linear in the R² of subsets, so its influence function is the same combination: the share the
/// regressor would have if the errors of the full-sample fits were measured on that cluster alone, less its
/// share times the cluster's part of the variance of y. The first is what the walk over subsets with test rows
/// computes, the cluster being the test rows. Standard errors: sqrt(G/(G − 1) Σ_c ψ_c²), with Student's t.
///
/// Complexity: min(G, n²/2) / 8 walks over all subsets; with unions that many times Owen values.
package enum InfluenceIntervals {
    /// - Throws: `VarianceSharesError` on unusable data; `.linearlyDependent` where coefficients are not
    ///   defined.
    package static func compute(
        _ products: ClusterProducts,
        players structure: PlayerStructure = PlayerStructure(),
        level: Double = 0.95,
        control: WalkControl = WalkControl()
    ) throws -> ShareIntervals {
        guard level > 0, level < 1 else {
            throw VarianceSharesError.badOption("a level lies between 0 and 1")
        }
        let pooled = try products.pooled()
        let standardised = try StandardisedProducts(pooled)
        guard standardised.dependencies.isEmpty else {
            throw VarianceSharesError.linearlyDependent(standardised.dependencies)
        }
        let estimate = try ExactShares.compute(pooled, players: structure, control: control)
        let measured = MeasuredShares(
            products: standardised,
            players: try ResolvedPlayers(structure, columns: pooled.names),
            threads: control.threads
        )
        let parts = clusterParts(products, pooled)
        let values = try values(of: measured, on: parts)
        var sums = InfluenceSums(players: estimate.shares.count)
        sums.units = parts.count
        let total = estimate.rSquared - estimate.alwaysRSquared
        let shares = estimate.shares.map(\.lmg) + [total]
        for (part, value) in zip(parts, values) {
            guard let response = part.last, let whole = value.last else {
                preconditionFailure(
                    "a cluster has \(part.count) products and \(value.count) values, not one a player and the whole"
                )
            }
            var influence = zip(value, shares).map { $0 - $1 * response }
            influence.append((1 - estimate.rSquared) * response - whole)
            influence.withUnsafeBufferPointer { influence in
                guard let base = influence.baseAddress else { return }
                sums.add(base, stride: 1, count: 1)
            }
        }
        return sums.intervals(of: estimate, level: level)
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

    private static func values(
        of measured: MeasuredShares,
        on parts: [[Double]]
    ) throws -> [[Double]] {
        let size = measured.products.columnCount + 1
        guard parts.count > size * (size + 1) / 2 else { return try measured.values(on: parts) }
        // More clusters than a matrix has entries: measure on each entry, and add up.
        let gradient = try measured.gradient()
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
}

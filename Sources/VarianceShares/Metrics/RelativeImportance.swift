internal import Glibc

/// Measures of importance that need no subsets, one row a regressor.
///
/// Each sums to what is shared, except `first`, `last` and `betaSquared`. Always-in columns are taken out of
/// regressors and response first.
package struct RelativeImportance: Sendable, Equatable {
    package var regressor: String
    /// Squared correlation with the response (partial of nothing but the always-in columns).
    package var first: Double
    /// What it adds to all the others.
    package var last: Double
    /// Squared standardised coefficient.
    package var betaSquared: Double
    /// Standardised coefficient times correlation (Hoffman 1960, Pratt 1987); may be negative.
    package var pratt: Double
    /// Genizi's decomposition (1993), which is also Johnson's relative weight (2000).
    package var genizi: Double
    /// Squared correlation-adjusted marginal correlation (Zuber and Strimmer 2011).
    package var car: Double

    /// Johnson's relative weight (2000): the same numbers as Genizi's decomposition.
    package var relativeWeight: Double { genizi }

    /// - Throws: `VarianceSharesError` on unusable data; `.linearlyDependent`, with names, where coefficients
    ///   are not defined.
    package static func compute(
        _ products: RegressorProducts,
        always: [String] = []
    ) throws(VarianceSharesError) -> [RelativeImportance] {
        let players = try ResolvedPlayers(
            PlayerStructure(always: always),
            columns: products.names
        )
        let game = SharingGame(
            try StandardisedProducts(products, always: players.always),
            players: players
        )
        guard game.dependencies.isEmpty else { throw .linearlyDependent(game.dependencies) }
        let count = game.columnCount, size = game.size
        let deviations = (0..<count).map { game.training[$0 * size + $0].squareRoot() }
        // R and r: correlations among regressors, and with the response (of variance one in all).
        var r = [Double](repeating: 0, count: count)
        var matrix = [Double](repeating: 0, count: count * count)
        for column in 0..<count {
            r[column] = game.training[count * size + column] / deviations[column]
            for row in 0..<count {
                matrix[column * count + row] =
                    game.training[column * size + row] / (deviations[column] * deviations[row])
            }
        }
        let eigen = SymmetricEigen(matrix, size: count)
        let root = eigen.mapped { max($0, 0).squareRoot() }
        let inverseRoot = eigen.mapped { 1 / max($0, 1e-300).squareRoot() }
        let inverse = eigen.mapped { 1 / max($0, 1e-300) }
        let adjusted = product(inverseRoot, r)
        let beta = product(inverse, r)
        return (0..<count).map { k in
            RelativeImportance(
                regressor: players.players[k].name,
                first: r[k] * r[k],
                last: beta[k] * beta[k] / inverse[k * count + k],
                betaSquared: beta[k] * beta[k],
                pratt: beta[k] * r[k],
                genizi: (0..<count).reduce(0) {
                    let weight = root[$1 * count + k] * adjusted[$1]
                    return $0 + weight * weight
                },
                car: adjusted[k] * adjusted[k]
            )
        }
    }

    private static func product(_ matrix: [Double], _ vector: [Double]) -> [Double] {
        let size = vector.count
        return (0..<size).map { row in
            (0..<size).reduce(0) { $0 + matrix[$1 * size + row] * vector[$1] }
        }
    }
}

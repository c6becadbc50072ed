/// R² split into what each set of regressors explains in common (commonality analysis; Mood 1969, Nimon and
/// others 2008).
///
/// The coefficient of T is what all of T, and no regressor outside it, explain alike; that of a single
/// regressor is what it explains alone. Common parts may be negative (suppression). They sum to v(N).
package enum CommonalityCoefficients {
    package static let mostPlayers = 12

    package struct Coefficient: Sendable, Equatable {
        package var regressors: [String]
        package var value: Double
    }

    /// - Returns: one coefficient a non-empty subset, by size, then in the order of the players.
    /// - Throws: `VarianceSharesError` on unusable data and for more than 12 players.
    package static func compute(
        _ products: RegressorProducts,
        players structure: PlayerStructure = PlayerStructure()
    ) throws(VarianceSharesError) -> [Coefficient] {
        let players = try ResolvedPlayers(structure, columns: products.names)
        let game = SharingGame(
            try StandardisedProducts(products, always: players.always),
            players: players
        )
        guard game.playerCount <= mostPlayers else {
            throw .tooManyForTable(
                players: game.playerCount,
                limit: mostPlayers,
                what: "commonality analysis"
            )
        }
        let table = try SubsetTable(game, for: "commonality analysis")
        let everybody = table.unexplained.count - 1
        // Möbius transform of what is unexplained without L, over L.
        var parts = (0...everybody).map { table.unexplained[everybody ^ $0] }
        for player in 0..<table.playerCount {
            for subset in 0...everybody where subset >> player & 1 == 1 {
                parts[subset] -= parts[subset ^ 1 << player]
            }
        }
        let names = players.players.map(\.name)
        return (1..<everybody + 1)
            .sorted { ($0.nonzeroBitCount, bits($0)) < ($1.nonzeroBitCount, bits($1)) }
            .map { subset in
                Coefficient(
                    regressors: names.indices.filter { subset >> $0 & 1 == 1 }.map { names[$0] },
                    value: parts[subset]
                )
            }
    }

    /// Lexicographic order of equally large subsets by their first members.
    private static func bits(_ subset: Int) -> Int {
        (0..<mostPlayers).reduce(0) { $0 - (subset >> $1 & 1) << (mostPlayers - $1) }
    }
}

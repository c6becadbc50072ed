/// The proportional marginal decomposition of R² (PMVD; Feldman 2005, "Relative importance and value").
///
/// An average over orders like LMG, orders weighted so that a regressor with no coefficient in the full model
/// gets no share. It is the proportional value of the dual game w(T) = v(N) − v(N∖T), found by the recursion
/// P(S) = w(S) / Σ_{i ∈ S} 1 / P(S∖i), with the share of i equal to P(N) / P(N∖i) (Ortmann 2000).
///
/// Complexity: O(p · 2^p), memory 16 · 2^p bytes.
package enum ProportionalShares {
    /// - Returns: one share a player, in the order of `PlayerStructure`'s players; they sum to v(N).
    /// - Throws: `VarianceSharesError` on unusable data and for more than 22 players.
    package static func compute(
        _ products: RegressorProducts,
        players structure: PlayerStructure = PlayerStructure()
    ) throws(VarianceSharesError) -> [(regressor: String, pmvd: Double)] {
        let players = try ResolvedPlayers(structure, columns: products.names)
        let game = SharingGame(
            try StandardisedProducts(products, always: players.always),
            players: players
        )
        let table = try SubsetTable(game, for: "the proportional marginal decomposition")
        let count = table.playerCount, everybody = (1 << count) - 1
        let whole = table.unexplained[everybody]
        // Whoever adds nothing last gets nothing: the limit of the weights as that addition vanishes.
        let useful = (0..<count).filter {
            table.unexplained[everybody ^ 1 << $0] - whole > 1e-14 * game.unexplained
        }
        let base = useful.reduce(0) { $0 | 1 << $1 }
        func mask(_ subset: Int) -> Int {
            useful.indices.reduce(0) { subset >> $1 & 1 == 1 ? $0 | 1 << useful[$1] : $0 }
        }
        var ratio = [Double](repeating: 1, count: 1 << useful.count)
        for subset in 1..<ratio.count {
            var sum = 0.0
            for player in useful.indices where subset >> player & 1 == 1 {
                sum += 1 / ratio[subset ^ 1 << player]
            }
            let left = table.unexplained[base ^ mask(subset)] - table.unexplained[base]
            ratio[subset] = left / sum
        }
        var shares = [Double](repeating: 0, count: count)
        let full = ratio.count - 1
        for (place, player) in useful.enumerated() {
            shares[player] = ratio[full] / ratio[full ^ 1 << place]
        }
        return zip(players.players, shares).map { ($0.name, $1) }
    }
}

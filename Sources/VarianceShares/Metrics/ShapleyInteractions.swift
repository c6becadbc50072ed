/// Pairwise Shapley interaction indices of R² (Grabisch and Roubens 1999): how much two regressors explain
/// together beyond what they explain apart, averaged over subsets of the others as the Shapley value does.
///
/// Negative where they overlap, positive where one clears the way for the other. The index of a pair is the
/// Shapley value of the second in the game in which the first is always present, less that in which the first is
/// always absent.
///
/// Complexity: p − 1 times that of the exact shares.
package enum ShapleyInteractions {
    package struct Pair: Sendable, Equatable {
        package var first: String
        package var second: String
        package var value: Double
    }

    /// - Returns: one entry a pair, first before second in the order of the players.
    /// - Throws: `VarianceSharesError` on unusable data, for more than 45 players, and where stopped.
    package static func compute(
        _ products: RegressorProducts,
        test: RegressorProducts? = nil,
        players structure: PlayerStructure = PlayerStructure(),
        control: WalkControl = WalkControl()
    ) throws -> [Pair] {
        let players = try ResolvedPlayers(structure, columns: products.names)
        let game = SharingGame(
            try StandardisedProducts(products, test: test, always: players.always),
            players: players
        )
        let count = game.playerCount
        guard count <= ExactShares.mostPlayers else {
            let once = ExactShares.estimatedSeconds(players: count, threads: control.threads)
            throw VarianceSharesError.tooManyToEnumerate(
                players: count,
                limit: ExactShares.mostPlayers,
                seconds: once * Double(count)
            )
        }
        let names = players.players.map(\.name)
        var pairs: [Pair] = []
        for first in 0..<count - 1 {
            let part = control.part(first, of: count - 1)
            let present = try values(SharingGame(game, dropping: first, takenIn: true), part)
            let absent = try values(SharingGame(game, dropping: first, takenIn: false), part)
            for second in first + 1..<count {
                pairs.append(
                    Pair(
                        first: names[first],
                        second: names[second],
                        value: present[second - 1] - absent[second - 1]
                    )
                )
            }
        }
        return pairs
    }

    private static func values(_ game: SharingGame, _ control: WalkControl) throws -> [Double] {
        let count = game.playerCount
        let sums = try SubsetWalk(game, strides: Array(repeating: 1, count: count)).run(control)
        let conditional = ExactShares.conditionalDominance(sums, players: count)
        return (0..<count).map { k in conditional.reduce(0) { $0 + $1[k] } / Double(count) }
    }
}

internal import CTopsliceSchurKernels
internal import Glibc

/// Exact shares of R² by visiting every subset of the players.
///
/// LMG is the Shapley value of v(S) = R²(S). With unions it is the Owen value, with groups the Shapley value
/// among groups. Given test products, R²(S) is that on the test rows of the coefficients fitted on the
/// training rows (as in Bell, Devlin and Boyd 2024, "Efficient Shapley performance attribution for
/// least-squares regression"), where it can fall as well as rise.
///
/// Complexity: about six operations for each of the 2^p subsets of p players; memory does not grow with 2^p.
package enum ExactShares {
    /// Players that are enumerated at most, by default and at all.
    package static let mostPlayers = 45
    /// Columns that are enumerated over at most, groups included.
    package static let mostColumns = 512

    /// Shares of the R² of `products`, or of what its coefficients achieve on `test`.
    ///
    /// - Throws: `VarianceSharesError` on unusable data, where there are more than 45 players, and where
    ///   `control` stopped the work.
    package static func compute(
        _ products: RegressorProducts,
        test: RegressorProducts? = nil,
        players structure: PlayerStructure = PlayerStructure(),
        control: WalkControl = WalkControl()
    ) throws -> VarianceSharesResult {
        let players = try ResolvedPlayers(structure, columns: products.names)
        try refuseTooMany(players, threads: control.threads, paired: test != nil)
        let game = SharingGame(
            try StandardisedProducts(products, test: test, always: players.always),
            players: players
        )
        guard game.columnCount <= mostColumns else {
            throw VarianceSharesError.tooManyColumns(game.columnCount, limit: mostColumns)
        }
        var lmg: [Double]
        var conditional: [[Double]] = []
        if players.hasUnions {
            lmg = try OwenShares.values(game, control)
        } else {
            let count = game.playerCount
            let sums = try SubsetWalk(game, strides: Array(repeating: 1, count: count)).run(control)
            conditional = conditionalDominance(sums, players: count)
            lmg = (0..<count).map { player in
                conditional.reduce(0) { $0 + $1[player] } / Double(count)
            }
        }
        let measures = MarginalMeasures(game)
        return result(products, game, lmg, conditional, measures)
    }

    /// Seconds an exact computation takes, roughly, on this kind of machine.
    package static func estimatedSeconds(players: Int, threads: Int, paired: Bool = false) -> Double
    {
        let perSubset = paired ? 2.1e-9 : 0.65e-9
        return scalbn(perSubset / Double(max(1, threads)), Int32(players))
    }

    /// What each player adds on average to subsets of each size: [size][player].
    static func conditionalDominance(_ sums: SubsetSums, players count: Int) -> [[Double]] {
        var subsets = 1.0  // (count − 1) choose size
        return (0..<count).map { size in
            defer { subsets *= Double(count - 1 - size) / Double(size + 1) }
            return (0..<count).map { sums.gain(of: $0, from: size, stride: 1) / subsets }
        }
    }

    private static func refuseTooMany(
        _ players: ResolvedPlayers,
        threads: Int,
        paired: Bool
    ) throws {
        // A walk of the Owen value decides the other unions and the members of one.
        let decided = players.unions.map { players.unions.count - 1 + $0.players.count }
        let most = decided.max() ?? 0
        guard most <= mostPlayers else {
            throw VarianceSharesError.tooManyToEnumerate(
                players: players.hasUnions ? most : players.players.count,
                limit: mostPlayers,
                seconds: estimatedSeconds(players: most, threads: threads, paired: paired)
            )
        }
    }

    private static func result(
        _ products: RegressorProducts,
        _ game: SharingGame,
        _ lmg: [Double],
        _ conditional: [[Double]],
        _ measures: MarginalMeasures
    ) -> VarianceSharesResult {
        let players = game.players
        var unionOf: [Int: String] = [:]
        for union in players.unions { for player in union.players { unionOf[player] = union.name } }
        let decided =
            players.hasUnions
            ? players.unions.map { players.unions.count - 1 + $0.players.count }
            : [players.players.count]
        return VarianceSharesResult(
            response: products.response,
            rSquared: 1 - game.unexplained + measures.total,
            always: players.always.map { products.names[$0] },
            alwaysRSquared: 1 - game.unexplained,
            shares: players.players.indices.map { player in
                VarianceSharesResult.Share(
                    regressor: players.players[player].name,
                    columns: players.players[player].columns.map { products.names[$0] },
                    union: players.hasUnions ? unionOf[player] : nil,
                    lmg: lmg[player],
                    share: measures.total == 0 ? nil : lmg[player] / measures.total,
                    first: measures.first[player],
                    last: measures.last[player],
                    standardError: nil
                )
            },
            unions: players.hasUnions
                ? players.unions.map { union in
                    VarianceSharesResult.UnionShare(
                        union: union.name,
                        players: union.players.map { players.players[$0].name },
                        lmg: union.players.reduce(0) { $0 + lmg[$1] }
                    )
                } : [],
            conditional: conditional,
            method: .exact,
            subsets: decided.reduce(0) { $0 + scalbn(1, Int32($1)) },
            error: nil,
            dependencies: game.dependencies,
            kernel: String(cString: schur_kernel_name())
        )
    }
}

internal import CTopsliceSchurKernels

/// Shares of R² among many regressors, sampled until a stated error is met.
///
/// The error is the Euclidean distance between the shares given and the exact ones, all regressors together
/// (the measure of Bell, Devlin and Boyd 2024); every single share is at least as close.
package enum SampledShares {
    package struct Options: Sendable {
        /// Distance to stay below, in units of R².
        package var tolerance: Double
        /// Probability (0...1) with which the stated distance holds, at least.
        package var confidence: Double
        package var seed: UInt64
        /// So many players or fewer are enumerated, which is exact and faster.
        package var enumerateUpTo: Int
        /// Operations (multiplications, roughly) allowed before giving up on the tolerance.
        package var operations: Double

        package init(
            tolerance: Double = 1e-3,
            confidence: Double = 0.95,
            seed: UInt64 = 1,
            enumerateUpTo: Int = 20,
            operations: Double = 1e13
        ) {
            self.tolerance = tolerance
            self.confidence = confidence
            self.seed = seed
            self.enumerateUpTo = enumerateUpTo
            self.operations = operations
        }
    }

    /// The result says whether the tolerance was met; the same seed gives the same bytes, whatever the threads.
    ///
    /// - Throws: `VarianceSharesError` on unusable data or options, and where `control` stopped the work.
    package static func compute(
        _ products: RegressorProducts,
        test: RegressorProducts? = nil,
        players structure: PlayerStructure = PlayerStructure(),
        options: Options = Options(),
        control: WalkControl = WalkControl()
    ) throws -> VarianceSharesResult {
        guard options.tolerance > 0, options.tolerance.isFinite else {
            throw VarianceSharesError.badOption("a tolerance is a number above 0")
        }
        guard options.confidence > 0, options.confidence < 1 else {
            throw VarianceSharesError.badOption("a confidence lies between 0 and 1")
        }
        let players = try ResolvedPlayers(structure, columns: products.names)
        if players.players.count <= max(3, options.enumerateUpTo) {
            return try ExactShares.compute(
                products,
                test: test,
                players: structure,
                control: control
            )
        }
        let game = SharingGame(
            try StandardisedProducts(products, test: test, always: players.always),
            players: players
        )
        let isPlain = !players.hasUnions && game.columns.allSatisfy { $0.count == 1 }
        if isPlain {
            var sampler = BandSampler(ChainGame(game), seed: options.seed, control: control)
            let estimate = try sampler.run(
                tolerance: options.tolerance,
                confidence: options.confidence,
                operations: options.operations
            )
            return result(
                products,
                game,
                estimate,
                options,
                total: sampler.total,
                first: sampler.first,
                last: sampler.last ?? lastOfDependent(game),
                subsets: sampler.subsets
            )
        }
        let measures = MarginalMeasures(game)
        var sampler = PermutationSampler(
            game,
            total: measures.total,
            seed: options.seed,
            control: control
        )
        let estimate = try sampler.run(
            tolerance: options.tolerance,
            confidence: options.confidence,
            operations: options.operations
        )
        return result(
            products,
            game,
            estimate,
            options,
            total: measures.total,
            first: measures.first,
            last: measures.last,
            subsets: sampler.subsets
        )
    }

    /// What single columns add last where some are dependent: nothing, for every one that is part of a
    /// dependency; otherwise as without the columns that others make up.
    private static func lastOfDependent(_ game: SharingGame) -> [Double] {
        let players = game.players.players
        let made = Set(game.dependencies.map(\.regressor))
        let replaceable = made.union(game.dependencies.flatMap(\.combination))
        let basis = players.indices.filter { !made.contains(players[$0].name) }
        let inverse = SweptInverse(game, columns: basis.flatMap { game.columns[$0] })
        return players.indices.map { player in
            replaceable.contains(players[player].name)
                ? 0 : inverse.lost(without: game.columns[player])
        }
    }

    private static func result(
        _ products: RegressorProducts,
        _ game: SharingGame,
        _ estimate: SampledEstimate,
        _ options: Options,
        total: Double,
        first: [Double],
        last: [Double],
        subsets: Double
    ) -> VarianceSharesResult {
        let players = game.players
        var unionOf: [Int: String] = [:]
        for union in players.unions { for player in union.players { unionOf[player] = union.name } }
        return VarianceSharesResult(
            response: products.response,
            rSquared: 1 - game.unexplained + total,
            always: players.always.map { products.names[$0] },
            alwaysRSquared: 1 - game.unexplained,
            shares: players.players.indices.map { player in
                VarianceSharesResult.Share(
                    regressor: players.players[player].name,
                    columns: players.players[player].columns.map { products.names[$0] },
                    union: players.hasUnions ? unionOf[player] : nil,
                    lmg: estimate.values[player],
                    share: total == 0 ? nil : estimate.values[player] / total,
                    first: first[player],
                    last: last[player],
                    standardError: estimate.standardErrors[player]
                )
            },
            unions: players.hasUnions
                ? players.unions.map { union in
                    VarianceSharesResult.UnionShare(
                        union: union.name,
                        players: union.players.map { players.players[$0].name },
                        lmg: union.players.reduce(0) { $0 + estimate.values[$1] }
                    )
                } : [],
            conditional: [],
            method: .sampled,
            subsets: subsets,
            error: VarianceSharesResult.StatedError(
                distance: estimate.bound,
                confidence: options.confidence,
                isMet: estimate.isMet
            ),
            dependencies: game.dependencies,
            kernel: String(cString: schur_kernel_name())
        )
    }
}

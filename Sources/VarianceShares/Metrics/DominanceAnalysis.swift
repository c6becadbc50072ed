/// Dominance analysis (Budescu 1993; Azen and Budescu 2003): which regressor of a pair adds more to R², in
/// every subset of the others (complete), on average at every size (conditional), or on the whole (general).
///
/// Complete dominance implies conditional, which implies general dominance.
package struct DominanceAnalysis: Sendable, Equatable {
    package enum Relation: String, Sendable, Equatable {
        case first, second, equal, neither
    }

    package struct Pair: Sendable, Equatable {
        package var first: String
        package var second: String
        /// Who adds at least as much in every subset, and more in some.
        package var complete: Relation
        /// Who adds at least as much on average at every size, and more at some.
        package var conditional: Relation
        /// Who has the larger LMG share.
        package var general: Relation
        /// Share of the subsets (0...1) in which the first adds more; ties count half.
        package var firstAddsMore: Double
    }

    package var regressors: [String]
    /// `conditional[s][k]`: what regressor k adds on average to subsets of s others.
    package var conditional: [[Double]]
    /// LMG shares: the averages over sizes.
    package var general: [Double]
    /// One entry a pair, first before second.
    package var pairs: [Pair]

    /// Differences of R² within this are ties: rounding over a few dozen eliminations.
    static let tie = 1e-12

    /// Complexity: O(p² · 2^p), memory 8 · 2^p bytes.
    ///
    /// - Throws: `VarianceSharesError` on unusable data and for more than 22 players.
    package static func compute(
        _ products: RegressorProducts,
        players structure: PlayerStructure = PlayerStructure()
    ) throws(VarianceSharesError) -> DominanceAnalysis {
        let players = try ResolvedPlayers(structure, columns: products.names)
        let game = SharingGame(
            try StandardisedProducts(products, always: players.always),
            players: players
        )
        let table = try SubsetTable(game, for: "complete dominance")
        let count = table.playerCount
        var sums = SubsetSums(players: count, codes: count + 1)
        for (subset, value) in table.unexplained.enumerated() {
            let size = subset.nonzeroBitCount
            sums.all[size] += value
            for player in 0..<count where subset >> player & 1 == 1 {
                sums.withPlayer[player][size] += value
            }
        }
        let conditional = ExactShares.conditionalDominance(sums, players: count)
        let general = (0..<count).map { player in
            conditional.reduce(0) { $0 + $1[player] } / Double(count)
        }
        let names = players.players.map(\.name)
        var pairs: [Pair] = []
        for first in 0..<count {
            for second in first + 1..<max(count, first + 1) {
                let (more, less, ties) = compare(first, second, table)
                let total = Double(more + less + ties)
                pairs.append(
                    Pair(
                        first: names[first],
                        second: names[second],
                        complete: relation(more > 0, less > 0),
                        conditional: relation(
                            conditional.contains { $0[first] - $0[second] > tie },
                            conditional.contains { $0[second] - $0[first] > tie }
                        ),
                        general: relation(
                            general[first] - general[second] > tie,
                            general[second] - general[first] > tie
                        ),
                        firstAddsMore: (Double(more) + 0.5 * Double(ties)) / total
                    )
                )
            }
        }
        return DominanceAnalysis(
            regressors: names,
            conditional: conditional,
            general: general,
            pairs: pairs
        )
    }

    /// Subsets of the others in which the first adds more, adds less, adds the same.
    private static func compare(
        _ first: Int,
        _ second: Int,
        _ table: SubsetTable
    ) -> (more: Int, less: Int, ties: Int) {
        let firstBit = 1 << first, secondBit = 1 << second
        var more = 0, less = 0, ties = 0
        table.unexplained.withUnsafeBufferPointer { unexplained in
            for subset in unexplained.indices where subset & (firstBit | secondBit) == 0 {
                let difference = unexplained[subset | secondBit] - unexplained[subset | firstBit]
                if difference > tie {
                    more += 1
                } else if difference < -tie {
                    less += 1
                } else {
                    ties += 1
                }
            }
        }
        return (more, less, ties)
    }

    private static func relation(_ first: Bool, _ second: Bool) -> Relation {
        switch (first, second) {
        case (true, false): .first
        case (false, true): .second
        case (false, false): .equal
        case (true, true): .neither
        }
    }
}

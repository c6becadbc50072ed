import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// What the documented table of axioms claims, tried on thousands of drawn games.
@Suite struct AxiomTests {
    /// A rule's parameters that every game of four players can use.
    private static let parameters = RuleParameters<Rational>(
        weights: [1, 2, 3, 4],
        unions: [Coalition(players: [0, 2]), Coalition(players: [1, 3])],
        links: [(0, 1), (0, 2)],
        referrals: [Referral(from: 0, to: 1), Referral(from: 1, to: 2)]
    )

    private func shares(_ rule: GameRule, _ game: Game<Rational>) -> [Rational]? {
        try? game.apply(rule, Self.parameters).shares
    }

    /// How often a rule met an axiom over drawn games, up to the first on which it failed.
    private func trials(_ rule: GameRule, _ axiom: Axiom, count: Int) throws -> (
        met: Int, failed: Int
    ) {
        var generator = SeededGenerator(seed: 1000)
        var met = 0
        var failed = 0
        for trial in 0..<count where failed == 0 {
            let game =
                switch trial % 3 {
                case 0: try RandomGames.superadditive(playerCount: 4, using: &generator)
                case 1: try RandomGames.convex(playerCount: 4, using: &generator)
                default: try RandomGames.whole(playerCount: 4, range: 5, using: &generator)
                }
            switch try holds(axiom, rule, game, &generator) {
            case true?: met += 1
            case false?: failed += 1
            case nil: break
            }
        }
        return (met, failed)
    }

    /// Nil where the rule is not defined or the axiom says nothing.
    private func holds(
        _ axiom: Axiom,
        _ rule: GameRule,
        _ game: Game<Rational>,
        _ generator: inout SeededGenerator
    ) throws -> Bool? {
        switch axiom {
        case .efficiency:
            return shares(rule, game).map { $0.sum() == game.total }
        case .symmetry:
            // Players 0 and 1 made alike.
            let alike = try Game<Rational>(.savings, playerCount: 4) { coalition in
                let mask = Int(coalition.bits)
                return mask & 3 == 2 ? game.values[mask ^ 3] : game.values[mask]
            }
            return shares(rule, alike).map { $0[0] == $0[1] }
        case .nullPlayer:
            let idle = try Game<Rational>(.savings, playerCount: 4) {
                game.values[Int($0.bits) & ~1]
            }
            return shares(rule, idle).map { $0[0] == 0 }
        case .additivity:
            let other = try RandomGames.convex(playerCount: 4, using: &generator)
            let sum = try Game(.savings, values: zip(game.values, other.values).map { $0 + $1 })
            guard let one = shares(rule, game), let two = shares(rule, other),
                let both = shares(rule, sum)
            else { return nil }
            return both == zip(one, two).map { $0 + $1 }
        case .covariance:
            let shift = (0..<4).map { _ in Rational(Int.random(in: -9...9, using: &generator)) }
            let moved = try Game<Rational>(.savings, playerCount: 4) { coalition in
                3 * game[coalition] + coalition.players.map { shift[$0] }.sum()
            }
            guard let one = shares(rule, game), let two = shares(rule, moved) else { return nil }
            return two == zip(one, shift).map { 3 * $0 + $1 }
        case .coreSelection:
            guard try !game.coreExistence().isEmpty, let own = shares(rule, game) else {
                return nil
            }
            return try game.coreMembership(of: own).isInCore
        case .strongMonotonicity:
            // Raise what player 0 adds to some coalitions, and move the others' values freely.
            let noise = try RandomGames.whole(playerCount: 4, range: 9, using: &generator)
            let better = try Game<Rational>(.savings, playerCount: 4) { coalition in
                let mask = Int(coalition.bits)
                guard mask & 1 == 1 else { return noise.values[mask] }
                let marginal = game.values[mask] - game.values[mask ^ 1]
                let extra = Rational(Int.random(in: 0...1, using: &generator))
                return noise.values[mask ^ 1] + marginal + extra
            }
            guard let one = shares(rule, game), let two = shares(rule, better) else { return nil }
            return two[0] >= one[0]
        case .aggregateMonotonicity:
            var values = game.values
            values[15] += 8
            let better = try Game(.savings, values: values)
            guard let one = shares(rule, game), let two = shares(rule, better) else { return nil }
            return zip(one, two).allSatisfy { $0 <= $1 }
        }
    }

    @Test(arguments: GameRule.allCases)
    func documentedAxiomsHold(rule: GameRule) throws {
        for axiom in Axiom.allCases where rule.axioms.contains(axiom) {
            let (met, failed) = try trials(rule, axiom, count: 60)
            #expect(failed == 0, "\(rule.rawValue) against \(axiom.rawValue)")
            #expect(met >= 10, "\(rule.rawValue), \(axiom.rawValue) tried only \(met) times")
        }
    }

    /// The list is complete: what a rule is not listed with fails on some game.
    @Test(arguments: GameRule.allCases)
    func undocumentedAxiomsFailSomewhere(rule: GameRule) throws {
        for axiom in Axiom.allCases
        where !rule.axioms.contains(axiom) {
            let (_, failed) = try trials(rule, axiom, count: 240)
            #expect(failed > 0, "\(rule.rawValue) always met \(axiom.rawValue)")
        }
    }

}

@Suite struct RelabellingTests {
    @Test(arguments: GameRule.allCases)
    func orderOfPlayersNeverMatters(rule: GameRule) throws {
        var generator = SeededGenerator(seed: 90)
        let weights: [Rational] = [1, 2, 3, 4]
        let labels = [0, 1, 0, 2]
        let links = [(0, 1), (1, 3)]
        let referrals = [Referral(from: 0, to: 1), Referral(from: 3, to: 2)]
        for trial in 0..<60 {
            let game =
                trial % 2 == 0
                ? try RandomGames.superadditive(playerCount: 4, using: &generator)
                : try RandomGames.whole(
                    playerCount: 4,
                    range: 3,
                    orientation: .costs,
                    using: &generator
                )
            let order = [0, 1, 2, 3].shuffled(using: &generator)
            // Player p is called order[p] in the second game.
            let renamed = try Game<Rational>(game.orientation, playerCount: 4) { coalition in
                game[Coalition(players: (0..<4).filter { coalition.contains(order[$0]) })]
            }
            func unions(_ name: (Int) -> Int) -> [Coalition] {
                (0..<3).map { label in
                    Coalition(players: (0..<4).filter { labels[$0] == label }.map(name))
                }
            }
            let own = try? game.apply(
                rule,
                RuleParameters(
                    weights: weights,
                    unions: unions { $0 },
                    links: links,
                    referrals: referrals
                )
            ).shares
            var renamedWeights = weights
            for player in 0..<4 { renamedWeights[order[player]] = weights[player] }
            let other = try? renamed.apply(
                rule,
                RuleParameters(
                    weights: renamedWeights,
                    unions: unions { order[$0] }.reversed(),
                    links: links.map { (order[$0.1], order[$0.0]) }.reversed(),
                    referrals: referrals.map { Referral(from: order[$0.from], to: order[$0.to]) }
                        .reversed()
                )
            ).shares
            #expect((own == nil) == (other == nil))
            if let own, let other {
                #expect((0..<4).allSatisfy { own[$0] == other[order[$0]] }, "trial \(trial)")
            }
        }
    }
}

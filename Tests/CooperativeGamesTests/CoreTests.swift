import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct CoreTests {
    @Test func blockingCoalitionsAreNamedAndPriced() throws {
        let game = try Game<Rational>(.costs, values: [0, 300, 270, 410, 280, 410, 410, 550])
        let membership = try game.coreMembership(of: [250, 200, 100])
        #expect(membership.isEfficient && membership.isIndividuallyRational)
        #expect(membership.isImputation && !membership.isInCore)
        // Players 0 and 1 pay 450, and would pay 410 by themselves.
        #expect(
            membership.blocking
                == [BlockingCoalition(coalition: Coalition(players: [0, 1]), excess: 40)]
        )
        #expect(try game.coreMembership(of: [200, 170, 180]).isInCore)
        #expect(try !game.coreMembership(of: [200, 170, 170]).isEfficient)
    }

    @Test func blockingListsMatchTheDefinitionAndKeepTheirOrder() throws {
        var generator = SeededGenerator(seed: 70)
        for _ in 0..<300 {
            let game = try RandomGames.whole(playerCount: 4, range: 10, using: &generator)
            let shares = game.shapleyValue()
            let membership = try game.coreMembership(of: shares)
            let expected = BruteForce.sortedExcesses(game, shares).filter { $0 > 0 }
            #expect(membership.blocking.map(\.excess) == expected)
            for entry in membership.blocking {
                let paid = entry.coalition.players.map { shares[$0] }.sum()
                #expect(game[entry.coalition] - paid == entry.excess)
            }
            let short = try game.coreMembership(of: shares, limit: 2)
            #expect(short.blocking == Array(membership.blocking.prefix(2)))
            #expect(short.blockingCount == expected.count)
        }
    }

    @Test func coreExistenceIsProvedEitherWay() throws {
        var generator = SeededGenerator(seed: 71)
        var empty = 0
        for trial in 0..<400 {
            let game =
                trial % 2 == 0
                ? try RandomGames.superadditive(playerCount: 2 + trial % 4, using: &generator)
                : try RandomGames.whole(
                    playerCount: 2 + trial % 4,
                    range: 8,
                    orientation: trial % 3 == 0 ? .costs : .savings,
                    using: &generator
                )
            switch try game.coreExistence() {
            case .nonEmpty(let division):
                #expect(try game.coreMembership(of: division).isInCore)
            case .empty(let balanced, let excess):
                empty += 1
                for player in 0..<game.playerCount {
                    let times = balanced.filter { $0.coalition.contains(player) }.map(\.weight)
                        .sum()
                    #expect(times == 1)
                }
                #expect(balanced.allSatisfy { $0.weight > 0 })
                let claimed = balanced.map { $0.weight * game[$0.coalition] }.sum()
                let sign: Rational = game.orientation == .savings ? 1 : -1
                #expect(sign * (claimed - game.total) == excess)
                #expect(excess > 0)
            }
        }
        #expect(empty > 50 && empty < 350)
    }

    @Test func convexGamesHaveTheirShapleyValueInTheCore() throws {
        var generator = SeededGenerator(seed: 72)
        for trial in 0..<300 {
            let game = try RandomGames.convex(playerCount: 1 + trial % 5, using: &generator)
            #expect(game.convexity().holds)
            #expect(try game.coreMembership(of: game.shapleyValue()).isInCore)
        }
    }

    @Test(arguments: ExcessWeighting.allCases)
    func noDivisionBeatsTheLeastCore(weighting: ExcessWeighting) throws {
        var generator = SeededGenerator(seed: 73)
        for trial in 0..<150 {
            let size = 2 + trial % 3
            let drawn = try RandomGames.whole(playerCount: size, range: 20, using: &generator)
            let values = drawn.values.enumerated().map { $0 == 0 ? 0 : $1.magnitude + 1 }
            let game = try Game(trial % 2 == 0 ? .costs : .savings, values: values)
            let core = try game.leastCore(weighting: weighting)
            #expect(worst(game, core.shares, weighting) == core.excess)
            for _ in 0..<20 {
                var other = core.shares
                for player in 1..<size {
                    let step = Rational(Int.random(in: -20...20, using: &generator), over: 10) ?? 0
                    other[player] += step
                    other[0] -= step
                }
                let excess = worst(game, other, weighting)
                #expect(excess >= core.excess)
            }
        }
    }

    @Test func theEgalitarianDivisionIsTheShortestInTheCore() throws {
        var generator = SeededGenerator(seed: 75)
        var rivals = 0
        for trial in 0..<150 {
            let size = 2 + trial % 3
            let game =
                trial % 2 == 0
                ? try RandomGames.convex(playerCount: size, using: &generator)
                : try RandomGames.whole(
                    playerCount: size,
                    range: 20,
                    orientation: trial % 3 == 0 ? .costs : .savings,
                    using: &generator
                )
            let division = try game.egalitarianCoreDivision()
            let level = max(0, try game.leastCore().excess)
            #expect(worst(game, division, .plain) <= level)
            #expect(division.sum() == game.total)
            // By convexity a shorter division would show in any direction, however small the step.
            for _ in 0..<60 {
                var other = division
                for player in 1..<size {
                    let step = Rational(Int.random(in: -30...30, using: &generator), over: 10) ?? 0
                    other[player] += step
                    other[0] -= step
                }
                guard worst(game, other, .plain) <= level else { continue }
                rivals += other == division ? 0 : 1
                #expect(other.map { $0 * $0 }.sum() >= division.map { $0 * $0 }.sum())
            }
        }
        #expect(rivals > 200)
    }

    private func worst(
        _ game: Game<Rational>,
        _ shares: [Rational],
        _ weighting: ExcessWeighting
    ) -> Rational {
        let sign: Rational = game.orientation == .savings ? 1 : -1
        return (1..<game.values.count - 1).map { mask in
            let players = Coalition(bits: UInt64(mask)).players
            let excess = sign * (game.values[mask] - players.map { shares[$0] }.sum())
            return switch weighting {
            case .plain: excess
            case .perCapita: excess / Rational(players.count)
            case .proportional: excess / game.values[mask]
            }
        }.max() ?? 0
    }

    @Test func theNucleolusLiesInTheLeastCore() throws {
        var generator = SeededGenerator(seed: 74)
        for _ in 0..<100 {
            let game = try RandomGames.whole(playerCount: 4, range: 9, using: &generator)
            let level = try game.leastCore().excess
            let shares = try game.prenucleolus().shares
            #expect(BruteForce.sortedExcesses(game, shares).first == level)
        }
    }
}

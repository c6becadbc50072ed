import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct ValueTests {
    @Test func shapleyIsTheMeanOverAllOrders() throws {
        var generator = SeededGenerator(seed: 20)
        for trial in 0..<60 {
            let game = try RandomGames.whole(playerCount: 1 + trial % 6, using: &generator)
            #expect(game.shapleyValue() == BruteForce.shapley(game))
        }
    }

    @Test func owenIsTheMeanOverOrdersThatKeepUnionsTogether() throws {
        var generator = SeededGenerator(seed: 21)
        let orders = BruteForce.orders(5)
        for _ in 0..<40 {
            let game = try RandomGames.whole(playerCount: 5, using: &generator)
            let labels = (0..<5).map { _ in Int.random(in: 0..<3, using: &generator) }
            let unions = Set(labels).sorted().map { label in
                Coalition(players: (0..<5).filter { labels[$0] == label })
            }
            let consistent = orders.filter { order in
                let met = order.map { labels[$0] }
                let changes = zip(met, met.dropFirst()).count { $0 != $1 }
                return changes == unions.count - 1
            }
            let expected = BruteForce.meanMarginals(game, orders: consistent)
            #expect(try game.owenValue(unions: unions) == expected)
        }
    }

    @Test func singletonUnionsOrOneOfAllGiveShapley() throws {
        var generator = SeededGenerator(seed: 22)
        for trial in 0..<200 {
            let size = 1 + trial % 5
            let game = try RandomGames.whole(playerCount: size, using: &generator)
            let shapley = game.shapleyValue()
            let singletons = (0..<size).map { Coalition(players: [$0]) }
            #expect(try game.owenValue(unions: singletons) == shapley)
            #expect(try game.owenValue(unions: [game.everyone]) == shapley)
            #expect(try game.aumannDrezeValue(blocks: [game.everyone]) == shapley)
            #expect(try game.aumannDrezeValue(blocks: singletons) == game.standAlone)
        }
    }

    @Test func aumannDrezeDividesEachBlocksOwnValue() throws {
        var generator = SeededGenerator(seed: 23)
        let blocks = [Coalition(players: [0, 3]), Coalition(players: [1, 2, 4])]
        for _ in 0..<50 {
            let game = try RandomGames.whole(playerCount: 5, using: &generator)
            let shares = try game.aumannDrezeValue(blocks: blocks)
            for block in blocks {
                #expect(block.players.map { shares[$0] }.sum() == game[block])
            }
            let pair = (game[blocks[0]] + game.values[1] - game.values[8]) / 2
            #expect(shares[0] == pair)
        }
    }

    @Test func equalWeightsGiveShapleyAndScaleDoesNotMatter() throws {
        var generator = SeededGenerator(seed: 24)
        for trial in 0..<300 {
            let size = 1 + trial % 5
            let game = try RandomGames.whole(playerCount: size, using: &generator)
            let equal = [Rational](repeating: 7, count: size)
            #expect(try game.weightedShapleyValue(weights: equal) == game.shapleyValue())
            let weights = (1...size).map { Rational($0 * $0) }
            let scaled = weights.map { $0 / 3 }
            let shares = try game.weightedShapleyValue(weights: weights)
            #expect(try game.weightedShapleyValue(weights: scaled) == shares)
            #expect(shares.sum() == game.total)
        }
    }

    /// Kalai and Samet (1987): orders drawn from the back, each player left in proportion to its weight.
    @Test func weightedShapleyIsTheMeanOverWeightedOrders() throws {
        var generator = SeededGenerator(seed: 25)
        let weights: [Rational] = [1, 2, 5, 3]
        for _ in 0..<20 {
            let game = try RandomGames.whole(playerCount: 4, using: &generator)
            var expected = [Rational](repeating: .zero, count: 4)
            for order in BruteForce.orders(4) {
                var chance = Rational.one
                for position in order.indices {
                    chance *= weights[order[position]]
                    chance /= order[...position].map { weights[$0] }.sum()
                }
                let marginals = BruteForce.meanMarginals(game, orders: [order])
                for player in 0..<4 { expected[player] += chance * marginals[player] }
            }
            #expect(try game.weightedShapleyValue(weights: weights) == expected)
        }
    }

    @Test func myersonBreaksLinksFairly() throws {
        var generator = SeededGenerator(seed: 26)
        let all = [(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)]
        for _ in 0..<100 {
            let game = try RandomGames.whole(playerCount: 4, using: &generator)
            let links = all.filter { _ in Bool.random(using: &generator) }
            let shares = try game.myersonValue(links: links)
            // Fairness and component efficiency characterise the Myerson value.
            for (index, (first, second)) in links.enumerated() {
                var fewer = links
                fewer.remove(at: index)
                let without = try game.myersonValue(links: fewer)
                #expect(shares[first] - without[first] == shares[second] - without[second])
            }
            for component in components(links, count: 4) {
                #expect(component.players.map { shares[$0] }.sum() == game[component])
            }
            #expect(try game.myersonValue(links: all) == game.shapleyValue())
        }
    }

    private func components(_ links: [(Int, Int)], count: Int) -> [Coalition] {
        var labels = Array(0..<count)
        for _ in 0..<count {
            for (first, second) in links {
                let least = min(labels[first], labels[second])
                labels[first] = least
                labels[second] = least
            }
        }
        return Set(labels).map { label in
            Coalition(players: (0..<count).filter { labels[$0] == label })
        }
    }

    @Test(arguments: ReferralRule.allCases)
    func permissionGameIsTheLargestSubsetWithReferrers(rule: ReferralRule) throws {
        var generator = SeededGenerator(seed: 27)
        for _ in 0..<100 {
            let game = try RandomGames.whole(playerCount: 5, using: &generator)
            // Referrals from lower to higher numbers form no circle.
            let referrals = (0..<4).flatMap { from in
                (from + 1..<5).map { Referral(from: from, to: $0) }
            }.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
            let restricted = try game.restricted(toReferrals: referrals, rule: rule)
            for mask in 0..<32 {
                let allowed = (0...mask).filter { subset in
                    subset & ~mask == 0
                        && Coalition(bits: UInt64(subset)).players.allSatisfy { player in
                            let referrers = referrals.filter { $0.to == player }.map(\.from)
                            let present = referrers.filter { subset >> $0 & 1 == 1 }
                            return rule == .everyReferrer
                                ? present.count == referrers.count
                                : referrers.isEmpty || !present.isEmpty
                        }
                }
                let largest = try #require(
                    allowed.max { $0.nonzeroBitCount < $1.nonzeroBitCount }
                )
                #expect(restricted.values[mask] == game.values[largest])
            }
            let shares = try game.permissionValue(referrals: referrals, rule: rule)
            #expect(shares == restricted.shapleyValue())
            #expect(shares.sum() == game.total)
        }
    }

    @Test func semivaluesGeneraliseShapleyAndBanzhaf() throws {
        var generator = SeededGenerator(seed: 28)
        for trial in 0..<100 {
            let size = 1 + trial % 5
            let game = try RandomGames.whole(playerCount: size, using: &generator)
            let half = Rational(1, over: 1 << (size - 1)) ?? 0
            let banzhaf = try game.semivalue(joining: Array(repeating: half, count: size))
            #expect(banzhaf == game.banzhafValue())
            // Weight on the empty coalition only: what each has alone. On the last only: last-in.
            var first = [Rational](repeating: 0, count: size)
            first[0] = 1
            #expect(try game.semivalue(joining: first) == game.standAlone)
            #expect(try game.semivalue(joining: first.reversed()) == game.separable)
        }
    }

    @Test func normalisedBanzhafSumsToTheTotalOrIsAbsent() throws {
        let game = try Game<Rational>(.savings, values: [0, 1, -1, 0])
        #expect(game.normalisedBanzhafIndex() == nil)
        #expect(throws: GameError.self) { try game.apply(.normalisedBanzhaf) }
        let vote = try WeightedMajority(quota: 3, weights: [2, 1, 1])
        let votes = try Game<Rational>.majorities([(10, vote)])
        #expect(votes.normalisedBanzhafIndex()?.map(\.description) == ["3/5", "1/5", "1/5"])
        #expect(votes.normalisedBanzhafValue() == [6, 2, 2])
    }

    @Test func floatingSharesOfTenthsStayExactInRationals() throws {
        // 0.1 + 0.2 + 0.3 is 0.6000000000000001 in binary.
        let tenths = ["1/10", "2/10", "3/10"].compactMap { try? Rational(parsing: $0) }
        let game = try Game<Rational>(.costs, playerCount: 3) { coalition in
            coalition.players.map { tenths[$0] }.sum()
        }
        for rule in GameRule.allCases where rule != .normalisedBanzhaf && rule != .leastCore {
            #expect(try game.apply(rule).shares.map(\.description) == ["1/10", "1/5", "3/10"])
        }
    }
}

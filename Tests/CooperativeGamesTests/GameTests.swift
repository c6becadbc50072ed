import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct GameConstructionTests {
    @Test func faultyTablesAreRefused() {
        #expect(throws: GameError.emptyCoalitionNotZero(value: "1.0")) {
            try Game(.costs, values: [1.0, 2])
        }
        #expect(throws: GameError.valueNotFinite(Coalition(players: [1]))) {
            try Game(.costs, values: [0, 2, .nan, 3])
        }
        #expect(throws: GameError.valueNotFinite(Coalition(players: [0]))) {
            try Game(.savings, values: [0, .infinity])
        }
        #expect(throws: GameError.tableSize(got: 3)) { try Game(.costs, values: [0.0, 1, 2]) }
        #expect(throws: GameError.noPlayers) { try Game(.costs, values: [0.0]) }
        #expect(throws: GameError.tooManyPlayers(got: 29, limit: 28)) {
            try Game<Double>(.costs, playerCount: 29) { _ in 0 }
        }
    }

    @Test func faultyParametersAreRefused() throws {
        let game = try Game<Rational>(.savings, values: [0, 1, 2, 4])
        #expect(throws: GameError.weightNotPositive(player: 1)) {
            try game.weightedShapleyValue(weights: [1, 0])
        }
        #expect(throws: GameError.weightNotPositive(player: 0)) {
            try game.approximation.weightedShapleyValue(weights: [-.infinity, 1])
        }
        #expect(throws: GameError.playerCountMismatch(expected: 2, got: 1)) {
            try game.weightedShapleyValue(weights: [1])
        }
        #expect(throws: GameError.unionsDoNotPartition(player: 1, times: 0)) {
            try game.owenValue(unions: [Coalition(players: [0])])
        }
        #expect(throws: GameError.unionsDoNotPartition(player: 0, times: 2)) {
            try game.owenValue(unions: [Coalition(players: [0]), Coalition(players: [0, 1])])
        }
        #expect(throws: GameError.emptyUnion) {
            try game.aumannDrezeValue(blocks: [game.everyone, .empty])
        }
        #expect(throws: GameError.unknownPlayer(2, playerCount: 2)) {
            try game.owenValue(unions: [Coalition(players: [0, 1, 2])])
        }
        #expect(throws: GameError.unknownPlayer(5, playerCount: 2)) {
            try game.myersonValue(links: [(0, 5)])
        }
        #expect(throws: GameError.selfLink(player: 1)) { try game.myersonValue(links: [(1, 1)]) }
        #expect(throws: GameError.unknownPlayer(-1, playerCount: 2)) {
            try game.permissionValue(referrals: [Referral(from: -1, to: 0)])
        }
        #expect(throws: GameError.referralCycle(players: [1, 0])) {
            try game.permissionValue(
                referrals: [Referral(from: 0, to: 1), Referral(from: 1, to: 0)]
            )
        }
        #expect(throws: GameError.playerCountMismatch(expected: 2, got: 3)) {
            try game.coreMembership(of: [1, 2, 3])
        }
        #expect(throws: GameError.self) { try game.semivalue(joining: [1]) }
        #expect(throws: GameError.self) {
            try SizeWeights(entering: [0, 1, .nan], leaving: [0, 1, 1])
        }
    }

    @Test func everyErrorSaysSomethingOfItsOwn() {
        let errors: [GameError] = [
            .tableSize(got: 3), .noPlayers, .tooManyPlayers(got: 29, limit: 28),
            .emptyCoalitionNotZero(value: "1"), .valueNotFinite(.empty), .coalitionTwice(.empty),
            .unknownPlayer(3, playerCount: 2), .playerCountMismatch(expected: 1, got: 2),
            .weightNotPositive(player: 0), .sizeWeights(.notFinite),
            .unionsDoNotPartition(player: 0, times: 2), .emptyUnion, .selfLink(player: 0),
            .referralCycle(players: [0, 1]), .negativeAmount(.estate), .estateAboveClaims,
            .costStructure(.notSquare(players: 2)), .noImputations,
            .notDefined(.totalOutsideCompromise),
            .missingCoalitions(count: 2), .interactionOrder(got: 3, playerCount: 2),
            .tooManyGroups(got: 1, limit: 0), .notCertified(.doesNotEnd),
            .countTooLarge(.sumOfWeights),
        ]
        #expect(Set(errors.map(\.description)).count == errors.count)
    }

    @Test func doublesAndRationalsConvertWithoutLoss() throws {
        var generator = SeededGenerator(seed: 40)
        for _ in 0..<5000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else {
                #expect(Rational(exactValueOf: value) == nil)
                continue
            }
            let exact = try #require(Rational(exactValueOf: value))
            // Subnormals lose bits in the last scaling; all others come back whole.
            if value.isNormal { #expect(exact.approximation == value) }
        }
        #expect(Rational(exactValueOf: 0.1)?.description == "3602879701896397/36028797018963968")
        #expect(Rational(exactValueOf: -3)?.description == "-3")
        #expect(Rational(1, over: 3)?.approximation == 1.0 / 3)
    }

    @Test func outcomesBecomeChangesFromTheDeadweight() throws {
        let game = try Game(.savings, changesIn: [0.25, 0.5, 0.75, 1.5])
        #expect(game.values == [0, 0.25, 0.5, 1.25])
        #expect(throws: GameError.tableSize(got: 0)) { try Game<Double>(.savings, changesIn: []) }
        #expect(throws: GameError.self) { try Game(.savings, changesIn: [.infinity, 1]) }
    }

    @Test func dualAndSubgamesFollowTheirDefinitions() throws {
        var generator = SeededGenerator(seed: 41)
        let game = try RandomGames.whole(playerCount: 4, using: &generator)
        #expect(game.dual.dual == game)
        #expect(game.dual.standAlone == game.separable)
        #expect(game.dual.shapleyValue() == game.shapleyValue())
        let members = Coalition(players: [1, 3])
        let part = try game.subgame(of: members)
        #expect(part.values == [0, game.values[2], game.values[8], game.values[10]])
    }
}

@Suite struct CostStructureTests {
    @Test func treesChargeTheEdgesOnTheWay() throws {
        // 0 at the root, 1 and 2 behind 0.
        let game = try Game<Rational>.tree(parents: [nil, 0, 0], costs: [6, 3, 2])
        #expect(game.values == [0, 6, 9, 9, 8, 8, 11, 11])
        // Each edge is shared by those behind it (Megiddo 1978).
        #expect(game.shapleyValue() == [2, 5, 4])
        #expect(game.convexity().holds)
        #expect(throws: GameError.self) {
            try Game<Rational>.tree(parents: [1, 0], costs: [1, 1])
        }
        #expect(throws: GameError.unknownPlayer(7, playerCount: 2)) {
            try Game<Rational>.tree(parents: [nil, 7], costs: [1, 1])
        }
    }

    /// Every spanning tree of every coalition, tried one by one.
    @Test func spanningTreesAreTheCheapest() throws {
        var generator = SeededGenerator(seed: 42)
        for _ in 0..<50 {
            let count = 3
            let source = (0..<count).map { _ in Rational(Int.random(in: 1...9, using: &generator)) }
            var links = [[Rational]](repeating: [0, 0, 0], count: count)
            for first in 0..<count {
                for second in 0..<first {
                    let cost = Rational(Int.random(in: 1...9, using: &generator))
                    links[first][second] = cost
                    links[second][first] = cost
                }
            }
            let game = try Game.spanningTree(source: source, links: links)
            for mask in 1..<8 {
                let players = Coalition(bits: UInt64(mask)).players
                // Each member picks a parent among the source (−1) and the others; keep those without circles.
                var best: Rational?
                var choices: [[Int]] = [[]]
                for player in players {
                    choices = choices.flatMap { chosen in
                        ([-1] + players.filter { $0 != player }).map { chosen + [$0] }
                    }
                }
                for choice in choices {
                    let reaches = players.indices.allSatisfy { start in
                        var current = start
                        for _ in players {
                            guard choice[current] >= 0,
                                let next = players.firstIndex(of: choice[current])
                            else { return true }
                            current = next
                        }
                        return choice[current] < 0
                    }
                    guard reaches else { continue }
                    let cost = zip(players, choice).map { player, parent in
                        parent < 0 ? source[player] : links[player][parent]
                    }.sum()
                    best = best.map { min($0, cost) } ?? cost
                }
                #expect(game.values[mask] == best)
            }
        }
        #expect(throws: GameError.self) {
            try Game<Rational>.spanningTree(source: [1, 2], links: [[0, 1], [2, 0]])
        }
        #expect(throws: GameError.self) {
            try Game<Rational>.spanningTree(source: [1, 2], links: [[0, 1]])
        }
    }

    @Test func majoritiesAddUp() throws {
        let one = try WeightedMajority(quota: 2, weights: [1, 1, 1])
        let two = try WeightedMajority(quota: 3, weights: [2, 1, 1])
        let game = try Game<Rational>.majorities([(10, one), (4, two)])
        #expect(game.values == [0, 0, 0, 14, 0, 14, 10, 14])
        let short = try WeightedMajority(quota: 1, weights: [1])
        #expect(throws: GameError.playerCountMismatch(expected: 3, got: 1)) {
            try Game<Rational>.majorities([(1, one), (1, short)])
        }
    }

    @Test func bankruptcyGamesRefuseBadEstates() {
        #expect(throws: GameError.estateAboveClaims) {
            try Game.bankruptcy(estate: 7.0, claims: [1, 2])
        }
        #expect(throws: GameError.negativeAmount(.claim(player: 1))) {
            try Game.bankruptcy(estate: 1.0, claims: [1, -2])
        }
        #expect(throws: GameError.negativeAmount(.estate)) {
            try Game.bankruptcy(estate: -.infinity, claims: [1])
        }
    }
}

@Suite struct PropertyTests {
    @Test func propertiesFollowTheirDefinitions() throws {
        var generator = SeededGenerator(seed: 50)
        for trial in 0..<300 {
            let game =
                trial % 3 == 0
                ? try RandomGames.convex(playerCount: 4, using: &generator)
                : trial % 3 == 1
                    ? try RandomGames.superadditive(playerCount: 4, using: &generator)
                    : try RandomGames.whole(playerCount: 3, range: 2, using: &generator)
            let v = game.values
            var isSuperadditive = true
            var isConvex = true
            var isMonotone = true
            for one in v.indices {
                for two in v.indices {
                    if one & two == 0, v[one] + v[two] > v[one | two] { isSuperadditive = false }
                    if v[one] + v[two] > v[one | two] + v[one & two] { isConvex = false }
                    if one & ~two == 0, v[one] > v[two] { isMonotone = false }
                }
            }
            let properties = try game.properties()
            #expect(properties.superadditive.holds == isSuperadditive)
            #expect(properties.convex.holds == isConvex)
            #expect(properties.monotone.holds == isMonotone)
            #expect(properties.balanced == (try !game.coreExistence().isEmpty))
            #expect(properties.essential == (game.total > game.standAlone.sum()))
            if case .fails(let one, let two) = properties.convex {
                let sum = game[one] + game[two]
                #expect(sum > game[one.union(two)] + game[one.intersection(two)])
            }
            if case .fails(let one, let two) = properties.superadditive {
                #expect(one.intersection(two).isEmpty)
                #expect(game[one] + game[two] > game[one.union(two)])
            }
            if case .fails(let one, let two) = properties.monotone {
                #expect(one.isSubset(of: two) && game[one] > game[two])
            }
        }
    }

    @Test func costsAreJudgedInTheirOwnDirection() throws {
        let airport = try Game<Rational>.airport(costs: [8, 11, 13, 18])
        let properties = try airport.properties()
        #expect(properties.superadditive.holds && properties.convex.holds)
        #expect(properties.monotone.holds && properties.balanced && properties.essential)
        #expect(properties.zeroMonotone.holds && !properties.constantSum.holds)
        let sameNumbers = try Game(.savings, values: airport.values)
        #expect(try !sameNumbers.properties().superadditive.holds)
    }

    @Test func idleAndAlikePlayersAreFound() throws {
        let vote = try WeightedMajority(quota: 12, weights: [4, 4, 4, 2, 2, 1])
        let game = try Game<Rational>.majorities([(1, vote)])
        #expect(game.nullPlayers == [5])
        #expect(try game.areSymmetric(3, 4))
        #expect(try !game.areSymmetric(0, 3))
        #expect(throws: GameError.self) { try game.areSymmetric(0, 6) }
    }
}

import Testing

@testable import TopsliceVarianceShares

/// Two solvers on well-conditioned matrices of a few columns.
private let tolerance = 1e-10

@Suite struct AgainstBruteForce {
    @Test(arguments: 1...10)
    func sharesEqualTheDefinitionForEveryNumberOfRegressors(_ count: Int) throws {
        let products = try randomProducts(regressors: count, seed: UInt64(count))
        let game = BruteForce(products).game((0..<count).map { [$0] })
        let expected = BruteForce.shapley(game, players: count)
        let result = try ExactShares.compute(products)
        for (player, share) in result.shares.enumerated() {
            #expect(abs(share.lmg - expected[player]) < tolerance)
            #expect(abs(share.first - game[1 << player]) < tolerance)
            let everybody = game.count - 1
            #expect(abs(share.last - (game[everybody] - game[everybody ^ 1 << player])) < tolerance)
        }
        #expect(abs(result.shares.reduce(0) { $0 + $1.lmg } - result.rSquared) < tolerance)
    }

    @Test(arguments: 1...10)
    func outOfSampleSharesEqualTheDefinition(_ count: Int) throws {
        let products = try randomProducts(regressors: count, seed: UInt64(count))
        let test = try randomProducts(regressors: count, seed: UInt64(count + 100))
        let game = BruteForce(products, test: test).game((0..<count).map { [$0] })
        let expected = BruteForce.shapley(game, players: count)
        let result = try ExactShares.compute(products, test: test)
        for (player, share) in result.shares.enumerated() {
            #expect(abs(share.lmg - expected[player]) < tolerance)
            #expect(abs(share.first - game[1 << player]) < tolerance)
        }
        #expect(abs(result.rSquared - (game.last ?? 0)) < tolerance)
    }

    @Test func fourteenRegressorsSpanLanesTasksAndTheWholeKernel() throws {
        let products = try randomProducts(regressors: 14, seed: 3)
        let test = try randomProducts(regressors: 14, seed: 4)
        for rows in [nil, test] {
            let game = BruteForce(products, test: rows).game((0..<14).map { [$0] })
            let expected = BruteForce.shapley(game, players: 14)
            let result = try ExactShares.compute(products, test: rows)
            for (share, value) in zip(result.shares, expected) {
                #expect(abs(share.lmg - value) < tolerance)
            }
        }
    }

    @Test func groupsOfAnyWidthWithAlwaysInColumnsEqualTheDefinition() throws {
        let products = try randomProducts(regressors: 12, seed: 9)
        let test = try randomProducts(regressors: 12, seed: 10)
        let structure = PlayerStructure(
            groups: [
                PlayerStructure.Group(name: "a", columns: ["x2", "x11", "x5"]),
                PlayerStructure.Group(name: "b", columns: ["x3", "x4"]),
            ],
            always: ["x1", "x12"]
        )
        // By first column: a, b, x6, x7, x8, x9, x10.
        let players = [[1, 4, 10], [2, 3], [5], [6], [7], [8], [9]]
        for rows in [nil, test] {
            let game = BruteForce(products, test: rows).game(players, always: [0, 11])
            let expected = BruteForce.shapley(game, players: players.count)
            let result = try ExactShares.compute(products, test: rows, players: structure)
            #expect(result.shares.map(\.regressor) == ["a", "b", "x6", "x7", "x8", "x9", "x10"])
            for (player, share) in result.shares.enumerated() {
                #expect(abs(share.lmg - expected[player]) < tolerance)
                #expect(abs(share.first - game[1 << player]) < tolerance)
            }
        }
    }

    @Test func owenValuesEqualTheAverageOverOrdersThatKeepUnionsTogether() throws {
        let products = try randomProducts(regressors: 8, seed: 11)
        let structure = PlayerStructure(
            groups: [PlayerStructure.Group(name: "g", columns: ["x7", "x8"])],
            unions: [
                PlayerStructure.Union(name: "one", players: ["x1", "x4", "x6"]),
                PlayerStructure.Union(name: "two", players: ["g", "x2"]),
            ]
        )
        // Players: x1, x2, x3, x4, x5, x6, g.
        let players = [[0], [1], [2], [3], [4], [5], [6, 7]]
        let unions = [[0, 3, 5], [1, 6], [2], [4]]
        let game = BruteForce(products).game(players)
        var expected = [Double](repeating: 0, count: players.count)
        var orders = 0.0
        for outer in BruteForce.orders(unions.count) {
            for first in BruteForce.orders(3) {
                for second in BruteForce.orders(2) {
                    var mask = 0
                    for union in outer {
                        let members =
                            switch union {
                            case 0: first.map { unions[0][$0] }
                            case 1: second.map { unions[1][$0] }
                            default: unions[union]
                            }
                        for player in members {
                            expected[player] += game[mask | 1 << player] - game[mask]
                            mask |= 1 << player
                        }
                    }
                    orders += 1
                }
            }
        }
        let result = try ExactShares.compute(products, players: structure)
        for (player, share) in result.shares.enumerated() {
            #expect(abs(share.lmg - expected[player] / orders) < tolerance, "\(share)")
        }
        #expect(result.unions.map(\.union) == ["one", "two", "x3", "x5"])
        let sum = result.unions.reduce(0) { $0 + $1.lmg }
        #expect(abs(sum - result.rSquared) < tolerance)
    }

    @Test func interactionsEqualTheDefinition() throws {
        let count = 6
        let products = try randomProducts(regressors: count, seed: 12)
        let game = BruteForce(products).game((0..<count).map { [$0] })
        for pair in try ShapleyInteractions.compute(products) {
            let first = try #require(products.names.firstIndex(of: pair.first))
            let second = try #require(products.names.firstIndex(of: pair.second))
            let both = 1 << first | 1 << second
            var expected = 0.0
            for subset in game.indices where subset & both == 0 {
                // s! (p − s − 2)! / (p − 1)!
                var weight = 1 / Double(count - 1)
                for step in 0..<subset.nonzeroBitCount {
                    weight *= Double(step + 1) / Double(count - 2 - step)
                }
                expected +=
                    weight
                    * (game[subset | both] - game[subset | 1 << first] - game[subset | 1 << second]
                        + game[subset])
            }
            #expect(abs(pair.value - expected) < tolerance, "\(pair)")
        }
    }

    @Test func proportionalSharesEqualTheWeightedAverageOverOrders() throws {
        let count = 5
        let products = try randomProducts(regressors: count, seed: 13)
        let game = BruteForce(products).game((0..<count).map { [$0] })
        let everybody = game.count - 1
        var expected = [Double](repeating: 0, count: count)
        var total = 0.0
        for order in BruteForce.orders(count) {
            var weight = 1.0, mask = 0
            for player in order.dropLast() {
                mask |= 1 << player
                weight /= game[everybody] - game[mask]
            }
            mask = 0
            for player in order {
                expected[player] += weight * (game[mask | 1 << player] - game[mask])
                mask |= 1 << player
            }
            total += weight
        }
        for (player, share) in try ProportionalShares.compute(products).enumerated() {
            #expect(abs(share.pmvd - expected[player] / total) < tolerance)
        }
    }

    @Test func commonalityCoefficientsEqualInclusionAndExclusion() throws {
        let count = 4
        let products = try randomProducts(regressors: count, seed: 14)
        let game = BruteForce(products).game((0..<count).map { [$0] })
        let everybody = game.count - 1
        let coefficients = try CommonalityCoefficients.compute(products)
        #expect(coefficients.count == everybody)
        for coefficient in coefficients {
            let set = coefficient.regressors.compactMap(products.names.firstIndex(of:))
                .reduce(0) { $0 | 1 << $1 }
            var expected = 0.0
            for subset in 0...everybody where subset & ~set == 0 {
                let sign = subset.nonzeroBitCount.isMultiple(of: 2) ? -1.0 : 1
                expected += sign * game[everybody ^ set | subset]
            }
            #expect(abs(coefficient.value - expected) < tolerance, "\(coefficient)")
        }
        let sum = coefficients.reduce(0) { $0 + $1.value }
        #expect(abs(sum - game[everybody]) < tolerance)
    }

    @Test func completeDominanceHoldsExactlyWhereEverySubsetAgrees() throws {
        let count = 6
        let products = try randomProducts(regressors: count, seed: 15)
        let game = BruteForce(products).game((0..<count).map { [$0] })
        for pair in try DominanceAnalysis.compute(products).pairs {
            let first = try #require(products.names.firstIndex(of: pair.first))
            let second = try #require(products.names.firstIndex(of: pair.second))
            let others = game.indices.filter { $0 & (1 << first | 1 << second) == 0 }
            let wins = others.filter { game[$0 | 1 << first] > game[$0 | 1 << second] }.count
            #expect(abs(pair.firstAddsMore - Double(wins) / Double(others.count)) < 1e-15)
            let expected: DominanceAnalysis.Relation =
                wins == others.count ? .first : wins == 0 ? .second : .neither
            #expect(pair.complete == expected)
        }
    }
}

import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// `References/games.json`: coopgame-py 0.3.0 and brute force, relative tolerance 1e-12.
private struct ReferenceGame: Decodable {
    struct WithUnions: Decodable {
        var unions: [[Int]]
        var value: [Double]
    }
    var name: String
    var n: Int
    var values: [Double]
    var shapley: [Double]
    var banzhafAbsolute: [Double]
    var banzhafNormalised: [Double]
    var owen: [WithUnions]?
    var nucleolus: [Double]?
    var tau: [Double]?
}

@Suite struct ReferenceGameTests {
    private let games: [ReferenceGame]

    init() throws { games = try References.decode([ReferenceGame].self, from: "games") }

    private func tolerance(_ game: ReferenceGame) -> Double {
        1e-12 * max(1, game.values.map(abs).max() ?? 1)
    }

    @Test func shapleyAndBanzhafMatchInBothKindsOfNumber() throws {
        for reference in games {
            let game = try Game(.savings, values: reference.values)
            let exact = Game<Rational>(exactly: game)
            let tolerance = tolerance(reference)
            #expect(agree(game.shapleyValue(), reference.shapley, within: tolerance))
            #expect(
                agree(
                    exact.shapleyValue().map(\.approximation),
                    reference.shapley,
                    within: tolerance
                )
            )
            #expect(agree(game.banzhafValue(), reference.banzhafAbsolute, within: tolerance))
            let index = try #require(game.normalisedBanzhafIndex())
            #expect(agree(index, reference.banzhafNormalised, within: tolerance))
        }
    }

    @Test func owenValuesMatch() throws {
        var count = 0
        for reference in games {
            let game = try Game(.savings, values: reference.values)
            for case let entry in reference.owen ?? [] {
                let unions = entry.unions.map { Coalition(players: $0) }
                let shares = try game.owenValue(unions: unions)
                #expect(
                    agree(shares, entry.value, within: tolerance(reference)),
                    "\(reference.name)"
                )
                count += 1
            }
        }
        #expect(count == 10)
    }

    @Test func nucleolusMatchesOrIsRefusedWithoutImputations() throws {
        for reference in games {
            let game = try Game(.savings, values: reference.values)
            if let expected = reference.nucleolus {
                let found = try game.nucleolus().shares
                let exact = try Game<Rational>(exactly: game).nucleolus().shares
                let tolerance = tolerance(reference)
                #expect(agree(found, expected, within: tolerance), "\(reference.name)")
                #expect(agree(exact.map(\.approximation), expected, within: tolerance))
            } else {
                #expect(throws: GameError.noImputations) { try game.nucleolus() }
            }
        }
    }

    @Test func tauValueMatchesOrIsRefusedWhereNotQuasiBalanced() throws {
        for reference in games {
            let game = try Game(.savings, values: reference.values)
            if let expected = reference.tau {
                #expect(agree(try game.tauValue(), expected, within: tolerance(reference)))
            } else {
                #expect(throws: GameError.self) { try game.tauValue() }
            }
        }
    }
}

/// `References/claims_overattribution.json`: naive claims against the attribution.
@Suite struct OverattributionTests {
    private struct Case: Decodable {
        var name: String
        var total: Double
        var firstIn: [Double]
        var lastInButFor: [Double]
        var shapley: [Double]
    }

    @Test func firstInAndLastInMatchTheReferences() throws {
        let cases = try References.decode([Case].self, from: "claims_overattribution")
        let games = try References.decode([ReferenceGame].self, from: "games")
        var tables = Dictionary(uniqueKeysWithValues: games.map { ($0.name, $0.values) })
        tables["overdetermination (each agency sufficient) v=[0,1,1,1]"] = [0, 1, 1, 1]
        tables["joint necessity v=[0,0,0,1]"] = [0, 0, 0, 1]
        var count = 0
        for entry in cases {
            guard let values = tables[entry.name] else { continue }
            count += 1
            #expect(agree(try CoalitionTable.firstIn(of: values), entry.firstIn, within: 1e-12))
            let last = try CoalitionTable.lastIn(of: values)
            #expect(agree(last, entry.lastInButFor, within: 1e-11))
            let shapley = try CoalitionTable.shapleyValues(of: values)
            #expect(agree(shapley, entry.shapley, within: 1e-11))
            #expect(abs(shapley.reduce(0, +) - entry.total) <= 1e-11)
        }
        #expect(count == 13)
    }
}

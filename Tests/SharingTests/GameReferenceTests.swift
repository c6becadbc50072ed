import TopsliceCooperativeGames
import TopsliceOptions
import TopsliceSharing
import TopsliceStudies
import Foundation
import Testing
import TopsliceTestSupport

/// Figures of publications and other programs, through the whole way from a CSV file to the JSON of the command.
@Suite struct GameReferenceTests {
    private struct Reference: Decodable {
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

    @Test func smallGamesMatchThePeerAndBruteForce() throws {
        let references = try References.decode([Reference].self, from: "games")
        #expect(references.count == 11)
        for reference in references {
            let players = GameText.players(reference.n)
            let csv = GameText.csv(reference.values, players: players)
            let answer = try answer(try Workplace().game(csv))
            let largest = reference.values.map(abs).max() ?? 1
            let tolerance = doubleTolerance * max(1, largest)
            func check(_ rule: String, _ expected: [Double]) {
                let found = answer.numbers(rule, "shares", players)
                #expect(agree(found, expected, within: tolerance), "\(reference.name) \(rule)")
            }
            check("shapley", reference.shapley)
            check("banzhaf", reference.banzhafAbsolute)
            let whole = reference.values[reference.values.count - 1]
            check("normalised-banzhaf", reference.banzhafNormalised.map { $0 * whole })
            for (rule, expected) in [("nucleolus", reference.nucleolus), ("tau", reference.tau)] {
                if let expected {
                    check(rule, expected)
                } else {
                    #expect(answer.rule(rule) == nil, "\(reference.name) \(rule)")
                }
            }
            for entry in reference.owen ?? [] {
                let unions = entry.unions
                    .map { $0.map { players[$0] }.joined(separator: "+") }
                    .joined(separator: ",")
                let run = try Workplace().game(csv, rules: "owen", unions: unions)
                let shares = try Answer(of: run).numbers("owen", "shares", players)
                #expect(agree(shares, entry.value, within: tolerance), "\(reference.name) owen")
            }
        }
    }

    /// Felsenthal and Machover (1998): 421/2145 for each permanent member, 4/2145 for the others.
    @Test func theSecurityCouncilOfFifteenMatches() throws {
        struct Council: Decodable {
            var fractions: [Double]?
            var banzhafAbsolute: [Double]?
        }
        let council = try #require(
            try References.decode([Council].self, from: "large_games").first
        )
        let players = GameText.players(15)
        let values = (0..<1 << 15).map { mask -> Double in
            let permanent = mask & 0b11111 == 0b11111
            return permanent && mask.nonzeroBitCount >= 9 ? 1 : 0
        }
        let run = try Workplace().game(
            GameText.csv(values, players: players),
            rules: "shapley,banzhaf"
        )
        let answer = try Answer(of: run)
        func spread(_ pair: [Double]) -> [Double] {
            players.indices.map { $0 < 5 ? pair[0] : pair[1] }
        }
        let shapley = answer.numbers("shapley", "shares", players)
        #expect(agree(shapley, spread(try #require(council.fractions)), within: doubleTolerance))
        #expect(abs(shapley[0] - 421.0 / 2145) < doubleTolerance)
        #expect(abs(shapley[14] - 4.0 / 2145) < doubleTolerance)
        let banzhaf = answer.numbers("banzhaf", "shares", players)
        let expected = spread(try #require(council.banzhafAbsolute))
        #expect(agree(banzhaf, expected, within: doubleTolerance))
        #expect(answer.object["arithmetic"] as? String == "floating point")
    }

    /// One rule of one published game: the file of the figures, how its values are given, and the rule.
    struct Published: Sendable, CustomTestStringConvertible {
        var file: String
        var rule: String
        var expected: String?
        var orientation = "savings"
        var testDescription: String { "\(file) \(rule)" }
    }

    @Test(arguments: [
        Published(file: "coopgame_shapley_3p", rule: "shapley"),
        Published(file: "coopgame_tau_3p", rule: "tau"),
        Published(file: "stach2011_tau", rule: "tau"),
        Published(file: "coopproductgame_nucleolus", rule: "nucleolus"),
        Published(file: "glove_1L_2R", rule: "shapley", expected: "shapley"),
        Published(file: "glove_1L_2R", rule: "nucleolus", expected: "nucleolus"),
        Published(file: "glove_4L_1R", rule: "shapley"),
        Published(file: "gately_game_shapley_nucleolus", rule: "shapley", expected: "shapley"),
        Published(file: "gately_game_shapley_nucleolus", rule: "nucleolus", expected: "nucleolus"),
        Published(file: "tva_shapley", rule: "shapley", orientation: "cost"),
        Published(file: "tva_nucleolus", rule: "nucleolus", orientation: "cost"),
        Published(file: "tva_nucleolus", rule: "prenucleolus", orientation: "cost"),
        Published(file: "tva_ensc", rule: "ensc", orientation: "cost"),
        Published(file: "tva_ensc", rule: "equal-charge", orientation: "cost"),
        Published(file: "tva_scrb", rule: "scrb", orientation: "cost"),
        Published(file: "skane_shapley", rule: "shapley", orientation: "cost"),
        Published(file: "airport_littlechild_owen", rule: "shapley", orientation: "cost"),
        Published(file: "shapley_shubik_stach2011", rule: "shapley"),
        Published(file: "banzhaf_normalised_3_2_1_1", rule: "normalised-banzhaf"),
    ])
    func publishedGamesMatch(_ published: Published) throws {
        let problem = try GameProblem(published.file, expected: published.expected)
        let run = try Workplace().game(
            problem.csv,
            orientation: published.orientation,
            rules: published.rule
        )
        let shares = try Answer(of: run).numbers(published.rule, "shares", problem.players)
        #expect(agree(shares, problem.expected, within: problem.tolerance), "\(shares)")
    }

    /// Young, Okada and Hashimoto (1982): both least cores settle all but how M and T split their sum.
    @Test(arguments: [
        ("skane_weak_least_core", "per-capita-nucleolus", "plain"),
        ("skane_weak_least_core", "least-core", "per-capita"),
        ("skane_proportional_least_core", "least-core", "proportional"),
    ])
    func theSwedishLeastCoresMatch(file: String, rule: String, excess: String) throws {
        let data = try JSONSerialization.jsonObject(with: try References.data(file))
        let problem = try #require(data as? [String: Any])
        let input = try #require(problem["input"] as? [String: Any])
        let expected = try #require(problem["expected"] as? [String: Double])
        let tolerance = try #require(problem["tolerance"] as? Double)
        let cost = try #require(input["cost"] as? [String: Double])
        let run = try Workplace().game(
            GameText.csv(cost),
            orientation: "cost",
            rules: rule
        ) {
            $0.excess = ExcessWeighting(spelling: excess)
        }
        let players = ["A", "H", "K", "L", "M", "T"]
        let shares = try Answer(of: run).numbers(rule, "shares", players)
        let found = Array(shares[..<4]) + [shares[4] + shares[5]]
        let wanted = ["A", "H", "K", "L", "M+T"].compactMap { expected[$0] }
        #expect(agree(found, wanted, within: tolerance))
    }

    /// Owen (1977): the majority of three with {1, 2} agreed beforehand.
    @Test func theMajorityWithAUnionMatches() throws {
        let run = try Workplace().game(
            GameText.csv([0, 0, 0, 1, 0, 1, 1, 1], players: ["a", "b", "c"]),
            rules: "owen",
            unions: "a+b"
        )
        let shares = try Answer(of: run).numbers("owen", "shares", ["a", "b", "c"])
        #expect(agree(shares, [0.5, 0.5, 0], within: doubleTolerance))
    }

    /// Young (1994): towns of 36,000 and 12,000 people; equal split, per head, and in proportion to own costs.
    @Test func theTwoTownsMatch() throws {
        let run = try Workplace().game(
            "coalition,value\nA,11\nB,7\nA+B,15\n",
            orientation: "cost",
            rules: "equal,proportional,moriarity,equal-surplus",
            weights: "A=36000,B=12000"
        )
        let answer = try Answer(of: run)
        let towns = ["A", "B"]
        #expect(answer.numbers("equal", "shares", towns) == [7.5, 7.5])
        #expect(answer.numbers("proportional", "shares", towns) == [11.25, 3.75])
        #expect(answer.numbers("equal-surplus", "shares", towns) == [9.5, 5.5])
        let moriarity = answer.numbers("moriarity", "shares", towns)
        #expect(agree(moriarity, [9.1667, 5.8333], within: 5e-5))
    }
}

extension Answer {
    init(of run: GameRun) throws { self = try answer(run) }
}

/// A published game in any of the forms its file may have.
private struct GameProblem {
    let players: [String]
    let csv: String
    let expected: [Double]
    let tolerance: Double

    init(_ file: String, expected key: String?) throws {
        let decoded = try JSONSerialization.jsonObject(with: try References.data(file))
        let object = try #require(decoded as? [String: Any])
        let input = try #require(object["input"] as? [String: Any])
        tolerance = try #require(object["tolerance"] as? Double)
        if let key {
            let all = try #require(object["expected"] as? [String: [Double]])
            expected = try #require(all[key])
        } else {
            expected = try #require(object["expected"] as? [Double])
        }
        let named = (input["cost"] ?? input["value"]) as? [String: Double]
        if let named, let names = input["players"] as? [String] {
            players = names
            csv = GameText.csv(named)
        } else if let list = input["lex_value"] as? [Double], let count = input["n"] as? Int {
            players = GameText.players(count)
            csv = GameText.csv(
                GameText.values(lexicographic: list, playerCount: count),
                players: players
            )
        } else if let costs = input["costs"] as? [String: Double] {
            // An airport: a coalition pays for the dearest of its members.
            let names = costs.keys.sorted()
            players = names
            let values = (0..<1 << names.count).map { mask in
                names.indices.reduce(0.0) {
                    mask >> $1 & 1 == 1 ? max($0, costs[names[$1]] ?? 0) : $0
                }
            }
            csv = GameText.csv(values, players: names)
        } else if let left = input["L"] as? [Int], let count = input["n"] as? Int {
            // A market of gloves: as many pairs as the scarcer side has.
            players = GameText.players(count)
            let values = (0..<1 << count).map { mask -> Double in
                let lefts = left.count { mask >> ($0 - 1) & 1 == 1 }
                return Double(min(lefts, mask.nonzeroBitCount - lefts))
            }
            csv = GameText.csv(values, players: players)
        } else {
            let quota = try #require(input["quota"] as? Int)
            let weights = try #require(input["weights"] as? [Int])
            players = GameText.players(weights.count)
            let values = (0..<1 << weights.count).map { mask -> Double in
                let weight = weights.indices.reduce(0) {
                    mask >> $1 & 1 == 1 ? $0 + weights[$1] : $0
                }
                return weight >= quota ? 1 : 0
            }
            csv = GameText.csv(values, players: players)
        }
    }
}

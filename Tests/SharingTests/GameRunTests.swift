import TopsliceOptions
import TopsliceApportionment
import TopsliceCooperativeGames
import TopsliceSharing
import TopsliceStudies
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords
import TopsliceTestSupport
import Testing

/// What a run about a game promises beyond the figures of others.
@Suite struct GameRunTests {
    private static let towns = "coalition,value\nA,11\nB,7\nA+B,15\n"

    @Test func moneySumsToTheTotalUnderEveryRuleWhateverTheOrderOfRows() throws {
        for seed in UInt64(1)...40 {
            var generator = SeededGenerator(seed: seed)
            let count = Int.random(in: 2...5, using: &generator)
            let players = GameText.players(count)
            // Costs that grow with the coalition, so that shares have a positive sum.
            var rows: [String] = []
            for mask in 1..<1 << count {
                let cost = 100 * mask.nonzeroBitCount + Int.random(in: 0...99, using: &generator)
                rows.append("\(GameText.name(mask, players)),\(cost).25\n")
            }
            let pence = Int.random(in: 1...10_000_000, using: &generator)
            let total = Money(minorUnits: pence).decimalText
            let weights = players.map { "\($0)=\(Int.random(in: 1...9, using: &generator))" }
            func run(_ rows: [String]) throws -> GameRun {
                try Workplace().game(
                    "coalition,value\n" + rows.joined(),
                    orientation: "cost",
                    total: total,
                    unions: "p1+p2",
                    weights: weights.joined(separator: ","),
                    referrals: "p1>p2"
                )
            }
            let first = try run(rows)
            let second = try run(rows.shuffled(using: &generator))
            let answers = (try Answer(of: first), try Answer(of: second))
            #expect(first.rules.compactMap(\.shares).count >= 18, "seed \(seed)")
            for finding in first.rules {
                guard let shares = finding.shares else { continue }
                let rule = finding.rule.spelling
                if let money = shares.money.divided {
                    let sum = money.allocation.parts.reduce(0) { $0 + $1.amount.minorUnits }
                    #expect(sum == pence, "seed \(seed) \(rule)")
                    let balances = try money.journal.trialBalance().map(\.balance.minorUnits)
                    #expect(balances.reduce(0, +) == 0)
                }
                #expect(
                    answers.0.texts(rule, "amounts", players)
                        == answers.1.texts(rule, "amounts", players),
                    "seed \(seed) \(rule)"
                )
                #expect(
                    answers.0.texts(rule, "exact", players)
                        == answers.1.texts(rule, "exact", players),
                    "seed \(seed) \(rule)"
                )
            }
        }
    }

    @Test func everyBlockingCoalitionIsNamedAndPriced() throws {
        // Equal shares of 15 between towns that would pay 11 and 7 alone: B pays a half more than alone.
        let run = try Workplace().game(Self.towns, orientation: "cost", rules: "equal")
        let answer = try Answer(of: run)
        let blocking = try #require(answer.rule("equal")?["blocking"] as? [[String: Any]])
        #expect(blocking.count == 1)
        #expect(blocking.first?["members"] as? [String] == ["B"])
        #expect(blocking.first?["excess"] as? Double == 0.5)
        #expect(answer.rule("equal")?["in_core"] as? Bool == false)
        let text = GameReportText.terminal(run)
        #expect(
            text.contains(
                "B would object: charged 7.500, but by itself would pay 7.000, 0.500 less."
            )
        )
    }

    @Test func anEmptyCoreIsProvedByWeightsThatCountEveryPlayerOnce() throws {
        // Any two of three win everything: each pair can claim 1, and pairs overlap.
        let csv = GameText.csv([0, 0, 0, 1, 0, 1, 1, 1], players: ["a", "b", "c"])
        let answer = try Answer(of: try Workplace().game(csv, rules: "shapley"))
        let core = try #require(answer.object["core"] as? [String: Any])
        #expect(core["empty"] as? Bool == true)
        #expect(core["excess"] as? Double == 0.5)
        let groups = try #require(core["balanced_collection"] as? [[String: Any]])
        for player in ["a", "b", "c"] {
            let weights = groups.filter { ($0["members"] as? [String])?.contains(player) == true }
                .compactMap { $0["weight"] as? Double }
            #expect(weights.reduce(0, +) == 1)
        }
        let properties = try #require(answer.object["properties"] as? [String: Any])
        #expect(properties["balanced"] as? Bool == false)
        #expect(properties["superadditive"] as? Bool == true)
        #expect(properties["convex"] as? Bool == false)
    }

    @Test func aThirdAndTenthsAreWrittenAsTheNearestDouble() throws {
        // In Doubles 0.1 + 0.2 is 0.30000000000000004.
        let run = try Workplace().game(
            "coalition,value\na,0.1\nb,0.2\nc,0.3\na+b,0.3\na+c,0.4\nb+c,0.5\na+b+c,0.6\n"
        )
        let answer = try Answer(of: run)
        #expect(answer.numbers("shapley", "shares", ["a", "b", "c"]) == [0.1, 0.2, 0.3])
        #expect(answer.texts("shapley", "exact", ["a", "b", "c"]) == ["1/10", "1/5", "3/10"])
        #expect(answer.numbers("equal", "shares", ["a"]) == [0.2])
    }

    @Test func moneyFollowsOnlySharesThatSumToMoreThanNothing() throws {
        let run = try Workplace().game(
            "coalition,value\na,-5\nb,3\na+b,-9\n",
            rules: "shapley,equal",
            total: "3.00"
        )
        #expect(
            run.warnings == [
                .noMoney(
                    rules: [.game(.shapley), .practice(.equal)],
                    reason: .shares(.sumNotPositive(-9))
                )
            ]
        )
        #expect(run.rules.allSatisfy { $0.shares?.money.divided == nil })
    }

    // MARK: - Gaps

    @Test func missingCoalitionsGiveRangesThatHoldEveryCompletion() throws {
        let known = "coalition,value\na,10\nb,20\nc,30\na+b,25\na+b+c,50\n"
        let run = try Workplace().game(known, orientation: "cost") {
            $0.assume = .monotoneAndCooperative
        }
        #expect(run.missingCount == 2)
        let intervals = run.rules.first { $0.rule == .game(.shapley) }.flatMap { finding in
            if case .intervals(let list) = finding.outcome { list } else { nil }
        }
        let bounds = try #require(intervals)
        var generator = SeededGenerator(seed: 7)
        var inside = 0
        for _ in 0..<400 {
            // Monotone and subadditive completions of a+c and b+c.
            let first = Int.random(in: 30...40, using: &generator)
            let second = Int.random(in: 30...50, using: &generator)
            guard 50 <= first + 20, 50 <= second + 10 else { continue }
            inside += 1
            let values = [0, 10, 20, 25, 30, first, second, 50].map { Rational($0) }
            let shares = try Game(.costs, values: values).shapleyValue()
            for (share, bound) in zip(shares, bounds) {
                let least = try #require(bound.least?.exact)
                let most = try #require(bound.most?.exact)
                #expect(share >= least && share <= most)
            }
        }
        #expect(inside > 100)
    }

    @Test func withoutAssumptionsThereIsNoBoundAndNeverASilentZero() throws {
        let run = try Workplace().game("coalition,value\na,10\nb,20\nc,5\na+b+c,50\n")
        let answer = try Answer(of: run)
        let shapley = try #require(answer.rule("shapley"))
        let shares = try #require(shapley["shares"] as? [String: Any])
        #expect(shares.count == 3)
        #expect(shares.values.allSatisfy { "\($0)" == "<null>" })
        // What does not depend on the gaps is exact.
        let surplus = answer.numbers("equal-surplus", "shares", ["a", "b", "c"])
        #expect(surplus == [15, 25, 10])
        let left = try #require(answer.object["not_applicable"] as? [[String: String]])
        let reasons = Dictionary(uniqueKeysWithValues: left.map { ($0["rule"], $0["reason"]) })
        #expect(
            reasons["nucleolus"] == "it needs the value of every coalition, and 3 are missing"
        )
        #expect(reasons["scrb"] == "the value of b+c is not known")
        #expect((answer.object["core"] as? [String: Any])?["reason"] as? String != nil)
    }

    @Test func aNamedRuleThatNeedsEveryValueIsAnErrorWhileOneIsMissing() throws {
        let place = try Workplace()
        let error = #expect(throws: (any Error).self) {
            try place.game("coalition,value\na,10\nb,20\nc,5\na+b+c,50\n", rules: "nucleolus")
        }
        #expect(
            error.map(place.message)
                == "--rules: rule 'nucleolus' does not apply: it needs the value of every coalition, and 3 "
                + "are missing"
        )
    }

    // MARK: - Attribution results, many players

    /// Columns that an attribution writes are read; the deadweight is taken off only when that was asked for.
    @Test func theCoalitionsOfAnAttributionAreAGameOfChanges() throws {
        let csv = """
            coalition,value,standard_error,supported,unsupported_share
            none,0.5,0.01,true,0.0
            a,0.6,0.01,true,0.0
            b,0.55,0.02,false,0.25
            a+b,0.7,0.01,true,0.0
            """
        let run = try Workplace().game(csv, total: "100") {
            $0.fromBaseline = true
            $0.independentErrors = true
        }
        let answer = try Answer(of: run)
        // φ_a = ½(0.1) + ½(0.15), φ_b = ½(0.05) + ½(0.1).
        #expect(answer.numbers("shapley", "shares", ["a", "b"]) == [0.125, 0.075])
        #expect(answer.texts("shapley", "amounts", ["a", "b"]) == ["62.50", "37.50"])
        #expect(
            run.warnings == [.extrapolated(count: 1, first: [["b"]])]
        )
        // Var φ_a = ¼(se²(a) + se²(b) + se²(ab)) with nobody's error left out.
        let errors = answer.numbers("shapley", "standard_errors", ["a", "b"])
        let expected = (0.25 * (0.0001 + 0.0004 + 0.0001)).squareRoot()
        #expect(agree(errors, [expected, expected], within: doubleTolerance))
    }

    /// A value without an error is not one known exactly.
    @Test func sharesHaveNoErrorWhereAValueHasNone() throws {
        let csv = "coalition,value,standard_error\na,0.6,0.01\nb,0.55,\na+b,0.7,0.01\n"
        let run = try Workplace().game(csv) { $0.independentErrors = true }
        #expect(try Answer(of: run).numbers("shapley", "standard_errors", ["a", "b"]).isEmpty)
        #expect(run.warnings == [.valuesWithoutError(1)])
    }

    @Test func theJSONOfAnAttributionIsReadAsItIsWritten() throws {
        let place = try Workplace()
        var options = GameOptions()
        options.file = Stated(
            try place.file(
                "attribution.json",
                """
                {
                  "people": 4, "agencies": ["a", "b"],
                  "coalitions": [
                    {"members": [], "value": 0.5, "standard_error": null, "supported": true,
                     "unsupported_share": 0.0},
                    {"members": ["a"], "value": 0.6, "standard_error": 1.0e-2, "supported": true,
                     "unsupported_share": 0.0},
                    {"members": ["b"], "value": 0.55, "standard_error": 0.01, "supported": true,
                     "unsupported_share": 0.0},
                    {"members": ["a", "b"], "value": 0.7, "standard_error": 0.01, "supported": true,
                     "unsupported_share": 0.0}
                  ]
                }
                """
            ),
            at: "attribution.json"
        )
        options.orientation = .savings
        options.fromBaseline = true
        options.rules = [Stated("shapley", at: "--rules")]
        let answer = try Answer(of: try GameRequest(options: options).run())
        #expect(answer.numbers("shapley", "shares", ["a", "b"]) == [0.125, 0.075])
    }

    /// Above twelve players Doubles are used; rules of practice stay exact, and money is still exact.
    @Test func manyPlayersAreSharedInDoublesAndMoneyStaysExact() throws {
        let players = GameText.players(13)
        let values = (0..<1 << 13).map { Double($0.nonzeroBitCount * $0.nonzeroBitCount) + 0.25 }
        let run = try Workplace().game(
            GameText.csv([0] + values.dropFirst(), players: players),
            rules: "shapley,nucleolus,equal,moriarity",
            total: "1000000.00"
        )
        #expect(!run.isExact)
        for finding in run.rules {
            let shares = try #require(finding.shares)
            // A symmetric game: everybody the same.
            let expected = 169.25 / 13
            let found = shares.shares.map(\.approximate)
            #expect(agree(found, found.map { _ in expected }, within: 1e-9), "\(finding.rule)")
            let units = shares.money.divided?.allocation.parts.map(\.amount.minorUnits) ?? []
            #expect(units.reduce(0, +) == 100_000_000)
            #expect(units.allSatisfy { $0 == 7_692_307 || $0 == 7_692_308 })
        }
        let equal = run.rules.first { $0.rule == .practice(.equal) }?.shares
        #expect(equal?.shares.first?.exact == Rational(677, over: 52))
    }

    @Test func namesThatDifferOnlyInCapitalsAreTwoPlayersWithAWarning() throws {
        let run = try Workplace().game("coalition,value\nHousing,1\nhousing,2\nHousing+housing,4\n")
        #expect(run.players == ["Housing", "housing"])
        #expect(
            run.warnings == [
                .table(.namesAlike("Housing", "housing", file: try #require(run.input.first).path))
            ]
        )
    }
}

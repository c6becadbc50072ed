import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

/// Three- to six-player games with published answers; each file in `References` names its source.
@Suite struct PublishedGameTests {
    struct Cost: Decodable {
        struct Input: Decodable {
            var players: [String]
            var cost: [String: Double]
        }
        var input: Input
        var tolerance: Double

        func game() throws -> Game<Double> {
            var values = [Double](repeating: 0, count: 1 << input.players.count)
            for (members, value) in input.cost {
                let players = members.split(separator: ",").compactMap { name in
                    input.players.firstIndex(of: String(name))
                }
                values[Int(Coalition(players: players).bits)] = value
            }
            return try Game(.costs, values: values)
        }
    }

    struct List: Decodable { var expected: [Double] }
    struct Named: Decodable { var expected: [String: Double] }

    private func expectShares(
        _ name: String,
        _ rule: (Game<Double>) throws -> [Double]
    ) throws {
        let reference = try References.decode(Cost.self, from: name)
        let expected = try References.decode(List.self, from: name).expected
        let found = try rule(try reference.game())
        #expect(agree(found, expected, within: reference.tolerance), "\(name): \(found)")
    }

    @Test func tennesseeValleyAuthority() throws {
        try expectShares("tva_shapley") { $0.shapleyValue() }
        try expectShares("tva_nucleolus") { try $0.nucleolus().shares }
        try expectShares("tva_nucleolus") { try $0.prenucleolus().shares }
        try expectShares("tva_ensc") { $0.egalitarianNonSeparableValue() }
        // With three players, separable costs and remaining benefits are the τ-value of the costs.
        try expectShares("tva_scrb") { try $0.tauValue() }
    }

    @Test func swedishWaterSupply() throws {
        try expectShares("skane_marginal_costs") { $0.separable }
        try expectShares("skane_shapley") { $0.shapleyValue() }
    }

    /// Young, Okada and Hashimoto (1982): A, H, K, L are unique in both least cores, M and T in sum only.
    @Test(arguments: [
        ("skane_weak_least_core", ExcessWeighting.perCapita),
        ("skane_proportional_least_core", .proportional),
    ])
    func swedishLeastCores(name: String, weighting: ExcessWeighting) throws {
        let reference = try References.decode(Cost.self, from: name)
        let expected = try References.decode(Named.self, from: name).expected
        let core = try reference.game().leastCore(weighting: weighting)
        let sums: [String: [String]] = ["M+T": ["M", "T"]]
        for (key, value) in expected {
            let found = (sums[key] ?? [key]).reduce(0.0) { sum, player in
                sum + (reference.input.players.firstIndex(of: player).map { core.shares[$0] } ?? 0)
            }
            #expect(abs(found - value) <= reference.tolerance, "\(key): \(found)")
        }
    }

    @Test func studentsSavingsComeFromTheirCosts() throws {
        let reference = try References.decode(Cost.self, from: "students_flat_savings_game")
        let expected = try References.decode(List.self, from: "students_flat_savings_game").expected
        let savings = try reference.game().savings
        let inOrder = [1, 2, 4, 3, 5, 6, 7].map { savings.values[$0] }
        #expect(agree(inOrder, expected, within: reference.tolerance))
        #expect(savings.orientation == .savings)
        #expect(try savings.costs(standAlone: [300, 270, 280]) == reference.game())
    }

    struct Lexicographic: Decodable {
        struct Input: Decodable { var lexValue: [Double] }
        var input: Input
        var expected: [Double]
        var tolerance: Double

        /// {1}, {2}, {3}, {1,2}, {1,3}, {2,3}, {1,2,3} by mask.
        func game() throws -> Game<Double> {
            let v = input.lexValue
            return try Game(.savings, values: [0, v[0], v[1], v[3], v[2], v[4], v[5], v[6]])
        }
    }

    @Test func threePlayerGamesOfOtherPackages() throws {
        for (name, rule) in [
            ("coopgame_shapley_3p", { $0.shapleyValue() }),
            ("coopgame_tau_3p", { try $0.tauValue() }),
            ("stach2011_tau", { try $0.tauValue() }),
            ("coopproductgame_nucleolus", { try $0.nucleolus().shares }),
        ] as [(String, (Game<Double>) throws -> [Double])] {
            let reference = try References.decode(Lexicographic.self, from: name)
            let found = try rule(try reference.game())
            #expect(agree(found, reference.expected, within: reference.tolerance), "\(name)")
        }
    }

    /// Gately (1974): electric power in southern India, values 1170, 770, 210, 1530.
    @Test func southernIndianPower() throws {
        let game = try Game<Rational>(
            .savings,
            values: [0, 0, 0, 1170, 0, 770, 210, 1530]
        )
        #expect(
            game.shapleyValue() == [
                Rational(2290, over: 3), Rational(1450, over: 3), Rational(850, over: 3),
            ]
        )
        #expect(try game.nucleolus().shares == [955, 395, 180])
        // Equal propensities to disrupt: what the others lose over what the player loses by its leaving.
        let shares = try game.gatelyPoint()
        let propensities = (0..<3).map { player in
            let others = game.total - shares[player]
            let left = game.values[7 ^ 1 << player]
            return (others - left) / shares[player]
        }
        #expect(shares.sum() == game.total)
        #expect(Set(propensities).count == 1)
    }

    @Test func glovesGoToTheShortSide() throws {
        let one = try Game<Rational>(.savings, playerCount: 3) {
            $0.contains(0) && $0.count > 1 ? 1 : 0
        }
        #expect(one.shapleyValue() == [2, 1, 1].map { Rational($0, over: $0 == 2 ? 3 : 6) ?? 0 })
        #expect(try one.nucleolus().shares == [1, 0, 0])
        let four = try Game<Rational>(.savings, playerCount: 5) {
            $0.contains(2) && $0.count > 1 ? 1 : 0
        }
        #expect(four.shapleyValue().map(\.description) == ["1/20", "1/20", "4/5", "1/20", "1/20"])
    }

    /// Babylonian Talmud, Ketubot 93a; Aumann and Maschler (1985).
    @Test(arguments: [
        (100, ["100/3", "100/3", "100/3"]), (200, ["50", "75", "75"]), (300, ["50", "100", "150"]),
    ])
    func talmudEstates(estate: Int, expected: [String]) throws {
        let claims: [Rational] = [100, 200, 300]
        let game = try Game.bankruptcy(estate: Rational(estate), claims: claims)
        #expect(try game.nucleolus().shares.map(\.description) == expected)
    }

    /// Owen (1977): simple majority of three with the union {1, 2}.
    @Test func ownersOfAUnionShareTheMajority() throws {
        let vote = try WeightedMajority(quota: 2, weights: [1, 1, 1])
        let game = try Game<Rational>.majorities([(1, vote)])
        let unions = [Coalition(players: [0, 1]), Coalition(players: [2])]
        #expect(try game.owenValue(unions: unions).map(\.description) == ["1/2", "1/2", "0"])
    }

    /// Littlechild and Owen (1973), the example 8, 11, 13, 18.
    @Test func airportOfFour() throws {
        let costs: [Rational] = [8, 11, 13, 18]
        #expect(try Game.airport(costs: costs).shapleyValue() == [2, 3, 4, 9])
        #expect(try AirportCosts(costs: costs).shapleyValue() == [2, 3, 4, 9])
    }
}

import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct AirportTests {
    @Test func closedFormsMatchTheTable() throws {
        var generator = SeededGenerator(seed: 30)
        for trial in 0..<300 {
            let costs = (0..<1 + trial % 7).map { _ in
                Rational(Int.random(in: 0...(trial % 2 == 0 ? 5 : 100), using: &generator))
            }
            let airport = try AirportCosts(costs: costs)
            let game = try Game.airport(costs: costs)
            #expect(airport.shapleyValue() == game.shapleyValue(), "\(costs)")
            #expect(try airport.nucleolus() == game.nucleolus().shares, "\(costs)")
        }
    }

    private struct Large: Decodable {
        var name: String
        var movements: [Int]?
        var capitalCostGbp: [Double]?
        var publishedFee2Dp: [Double]?
        var shapleyFeePerMovement: [Double]?
    }

    /// Littlechild and Owen (1973), Littlechild and Thompson (1977): every movement is a player.
    @Test func birminghamAirportHasThirteenThousandPlayers() throws {
        let references = try References.decode([Large].self, from: "large_games")
        let airport = try #require(references.first { $0.movements != nil })
        let movements = try #require(airport.movements)
        let capital = try #require(airport.capitalCostGbp)
        let published = try #require(airport.publishedFee2Dp)
        let fees = try #require(airport.shapleyFeePerMovement)
        let costs = zip(movements, capital).flatMap { Array(repeating: $1, count: $0) }
        #expect(costs.count == 13_572)
        let shares = try AirportCosts(costs: costs).shapleyValue()
        var first = 0
        for (index, count) in movements.enumerated() {
            #expect(abs(shares[first] - published[index]) <= 0.005)
            #expect(abs(shares[first] - fees[index]) <= 1e-9)
            first += count
        }
        #expect(abs(shares.reduce(0, +) - 117_676) <= 1e-6)
        let nucleolus = try AirportCosts(costs: costs).nucleolus()
        #expect(abs(nucleolus.reduce(0, +) - 117_676) <= 1e-6)
    }

    @Test func costsBelowZeroAreRefused() {
        #expect(throws: GameError.negativeAmount(.cost(player: 1))) {
            try AirportCosts(costs: [1.0, -2])
        }
        #expect(throws: GameError.noPlayers) { try AirportCosts<Double>(costs: []) }
    }
}

@Suite struct VotingPowerTests {
    @Test func generatingFunctionsMatchTheTable() throws {
        var generator = SeededGenerator(seed: 33)
        for trial in 0..<200 {
            let weights = (0..<1 + trial % 7).map { _ in Int.random(in: 0...9, using: &generator) }
            let sum = weights.reduce(0, +)
            let quota = Int.random(in: 1...max(1, sum + 1), using: &generator)
            let vote = try WeightedMajority(quota: quota, weights: weights)
            let power = try VotingPower(of: vote)
            let game = try Game<Rational>.majorities([(1, vote)])
            #expect(power.shapleyShubik == game.shapleyValue(), "\(quota) of \(weights)")
            #expect(power.banzhaf == game.banzhafValue())
            #expect(power.normalisedBanzhaf == game.normalisedBanzhafIndex())
        }
    }

    /// Five permanent members with a veto, ten others, nine votes; Shapley and Shubik's figures.
    @Test func unitedNationsSecurityCouncil() throws {
        let weights = Array(repeating: 7, count: 5) + Array(repeating: 1, count: 10)
        let power = try VotingPower(of: WeightedMajority(quota: 39, weights: weights))
        #expect(power.shapleyShubik[0].description == "421/2145")
        #expect(power.shapleyShubik[14].description == "4/2145")
        #expect(power.banzhafSwings[0] == 848)
        #expect(power.banzhafSwings[14] == 84)
    }

    @Test func textbookIndices() throws {
        // Stach (2011): [50; 10, 10, 20, 30].
        let stach = try VotingPower(of: WeightedMajority(quota: 50, weights: [10, 10, 20, 30]))
        #expect(stach.shapleyShubik.map(\.description) == ["1/12", "1/12", "1/4", "7/12"])
        let simple = try VotingPower(of: WeightedMajority(quota: 3, weights: [2, 1, 1]))
        #expect(simple.normalisedBanzhaf?.map(\.description) == ["3/5", "1/5", "1/5"])
    }

    @Test func sixtyEqualVotersAreEqual() throws {
        let vote = try WeightedMajority(quota: 31, weights: Array(repeating: 1, count: 60))
        let power = try VotingPower(of: vote)
        #expect(power.shapleyShubik.allSatisfy { $0.description == "1/60" })
        // C(59, 30) of the others' coalitions are one short.
        #expect(power.banzhafSwings[59] == 59_132_290_782_430_712)
    }

    @Test func onlySixtyVotersAndQuotasThatFit() throws {
        let many = try WeightedMajority(quota: 3, weights: Array(repeating: 1, count: 61))
        #expect(throws: GameError.tooManyPlayers(got: 61, limit: 60)) { try VotingPower(of: many) }
        let huge = try WeightedMajority(quota: 1 << 60, weights: [1 << 60, 1, (1 << 60) + 1])
        #expect(throws: GameError.self) { try VotingPower(of: huge) }
        #expect(throws: GameError.self) { try WeightedMajority(quota: 0, weights: [1]) }
        #expect(throws: GameError.self) { try WeightedMajority(quota: 1, weights: [-1]) }
        #expect(throws: GameError.self) { try WeightedMajority(quota: 1, weights: [.max, 1]) }
    }
}

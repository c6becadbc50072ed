import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct NucleolusTests {
    /// Sixty random games, as many as those in which another package's nucleolus was wrong 48 times. The
    /// exact one proves itself; the fast one must agree with it.
    @Test func sixtyRandomGamesAreProvedExactlyAndFast() throws {
        var generator = SeededGenerator(seed: 60)
        for trial in 0..<60 {
            let game = try RandomGames.superadditive(
                playerCount: 3 + trial % 4,
                using: &generator
            )
            let exact = try game.nucleolus()
            #expect(try exact.certificate.faults(of: exact.shares, in: game).isEmpty)
            let fast = try game.approximation.nucleolus()
            let expected = exact.shares.map(\.approximation)
            #expect(agree(fast.shares, expected, within: 1e-9), "trial \(trial)")
        }
    }

    @Test(arguments: [ExcessWeighting.plain, .perCapita])
    func fastAndExactPrenucleolusAgreeOnThousandsOfGames(weighting: ExcessWeighting) throws {
        var generator = SeededGenerator(seed: 61)
        for trial in 0..<1000 {
            let orientation: Orientation = trial % 3 == 0 ? .costs : .savings
            // A small range makes many ties, a wide one none.
            let game = try RandomGames.whole(
                playerCount: 1 + trial % 5,
                range: trial % 2 == 0 ? 2 : 1000,
                orientation: orientation,
                using: &generator
            )
            let exact = try weighting == .plain ? game.prenucleolus() : game.perCapitaPrenucleolus()
            let table = game.approximation
            let fast =
                try weighting == .plain ? table.prenucleolus() : table.perCapitaPrenucleolus()
            let expected = exact.shares.map(\.approximation)
            #expect(agree(fast.shares, expected, within: 1e-8), "trial \(trial)")
        }
    }

    /// The definition itself: no other division has a lexicographically smaller list of excesses.
    @Test func noOtherDivisionHasSmallerExcesses() throws {
        var generator = SeededGenerator(seed: 62)
        for trial in 0..<200 {
            let playerCount = 3 + trial % 2
            let game = try RandomGames.whole(playerCount: playerCount, range: 6, using: &generator)
            let shares = try game.prenucleolus().shares
            let own = BruteForce.sortedExcesses(game, shares)
            for _ in 0..<40 {
                var other = shares
                for player in 1..<playerCount {
                    let shift = Rational(
                        Int.random(in: -6...6, using: &generator),
                        over: Int.random(in: 1...12, using: &generator)
                    )
                    let step = try #require(shift)
                    other[player] += step
                    other[0] -= step
                }
                guard other != shares else { continue }
                let excesses = BruteForce.sortedExcesses(game, other)
                #expect(own.lexicographicallyPrecedes(excesses), "trial \(trial)")
            }
        }
    }

    @Test func everyoneAtOwnValueIsTheOnlyImputationWithoutSlack() throws {
        let game = try Game<Rational>(.savings, values: [0, 2, 3, 9, 4, 1, 0, 9])
        let division = try game.nucleolus()
        #expect(division.shares == [2, 3, 4])
    }

    @Test func rationalityBindsWhereThePrenucleolusWouldTakeFromAPlayer() throws {
        // Player 2 is a liability in every pair, so the prenucleolus gives it less than its own value.
        let game = try Game<Rational>(.savings, values: [0, 0, 0, 10, 0, -9, -9, 6])
        let free = try game.prenucleolus().shares
        #expect(free[2] < 0)
        let division = try game.nucleolus()
        #expect(division.shares == [3, 3, 0])
        #expect(division.certificate.overImputations)
        #expect(division.certificate.levels.contains { !$0.heldAtOwnValue.isEmpty })
    }

    @Test func talmudIsTheNucleolusOfTheBankruptcyGame() throws {
        var generator = SeededGenerator(seed: 63)
        for trial in 0..<400 {
            let (estate, claims) = RandomGames.claims(
                count: 1 + trial % 5,
                largest: 30,
                using: &generator
            )
            let amounts = claims.map { Rational($0) }
            let expected = BruteForce.talmud(estate: Rational(estate), claims: amounts)
            let game = try Game.bankruptcy(estate: Rational(estate), claims: amounts)
            #expect(try game.nucleolus().shares == expected, "estate \(estate) of \(claims)")
        }
    }

    @Test func aLargerBankruptcyGameKeepsToTheTalmud() throws {
        var generator = SeededGenerator(seed: 64)
        let (estate, claims) = RandomGames.claims(count: 13, largest: 1000, using: &generator)
        let game = try Game.bankruptcy(estate: Double(estate), claims: claims.map { Double($0) })
        let expected = BruteForce.talmud(
            estate: Rational(estate),
            claims: claims.map { Rational($0) }
        )
        let found = try game.nucleolus().shares
        #expect(agree(found, expected.map(\.approximation), within: 1e-7))
    }

    @Test func costsAreTheMirrorImageOfSavings() throws {
        var generator = SeededGenerator(seed: 65)
        for _ in 0..<100 {
            let costs = try RandomGames.whole(
                playerCount: 4,
                orientation: .costs,
                using: &generator
            )
            let shares = try costs.prenucleolus().shares
            let savings = try costs.savings.prenucleolus().shares
            #expect(zip(shares, savings).map { $0 + $1 } == costs.standAlone)
        }
    }

    @Test func exactAnswersAreLimitedToTwelvePlayers() throws {
        let game = try Game<Rational>(.savings, playerCount: 13) { Rational($0.count) }
        #expect(throws: GameError.tooManyPlayers(got: 13, limit: 12)) { try game.nucleolus() }
    }

    @Test func twelvePlayersAreSolvedExactly() throws {
        var generator = SeededGenerator(seed: 66)
        let (estate, claims) = RandomGames.claims(count: 12, largest: 50, using: &generator)
        let amounts = claims.map { Rational($0) }
        let game = try Game.bankruptcy(estate: Rational(estate), claims: amounts)
        let expected = BruteForce.talmud(estate: Rational(estate), claims: amounts)
        #expect(try game.nucleolus().shares == expected)
    }
}

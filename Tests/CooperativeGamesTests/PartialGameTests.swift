import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct PartialGameTests {
    private func hiding(
        _ hidden: Set<Int>,
        of game: Game<Rational>
    ) throws -> PartialGame<Rational> {
        try PartialGame(
            game.orientation,
            playerCount: game.playerCount,
            known: game.values.indices.dropFirst().filter { !hidden.contains($0) }.map {
                (Coalition(bits: UInt64($0)), game.values[$0])
            }
        )
    }

    private func holds(_ interval: ValueInterval<Rational>, _ value: Rational) -> Bool {
        (interval.least.map { $0 <= value } ?? true) && (interval.most.map { $0 >= value } ?? true)
    }

    @Test(arguments: ValueAssumption.allCases)
    func intervalsHoldTheTruth(assumption: ValueAssumption) throws {
        var generator = SeededGenerator(seed: 80)
        let linear = GameRule.allCases.filter(\.isLinear)
        for trial in 0..<100 {
            // Convex and monotone, so true to every assumption; costs are the mirror image.
            let drawn = try RandomGames.convex(playerCount: 4, using: &generator)
            let game = trial % 2 == 0 ? drawn : drawn.dual.costsFromSavings()
            let hidden = Set((1..<16).filter { _ in Int.random(in: 0..<4, using: &generator) == 0 })
            let partial = try hiding(hidden, of: game)
            #expect(partial.missing.map { Int($0.bits) } == hidden.sorted())
            let bounds = try partial.bounds(assuming: assumption)
            for mask in bounds.indices { #expect(holds(bounds[mask], game.values[mask])) }
            for rule in linear {
                let truth = try game.apply(rule).shares
                let intervals = try partial.shareIntervals(rule, assuming: assumption)
                for player in 0..<4 { #expect(holds(intervals[player], truth[player])) }
            }
        }
    }

    @Test func nothingAssumedLeavesNoBoundsRatherThanZeros() throws {
        let partial = try PartialGame<Rational>(
            .savings,
            playerCount: 2,
            known: [(Coalition(players: [0]), 1), (Coalition(players: [0, 1]), 10)]
        )
        let intervals = try partial.shareIntervals(.shapley, assuming: .none)
        #expect(
            intervals == [
                ValueInterval(least: nil, most: nil), ValueInterval(least: nil, most: nil),
            ]
        )
        // v({1}) lies between 0 and 10, so player 0 gets (1 + 10 − v)/2.
        let monotone = try partial.shareIntervals(.shapley, assuming: .monotone)
        #expect(monotone[0].least?.description == "1/2" && monotone[0].most?.description == "11/2")
        #expect(monotone[1].least?.description == "9/2" && monotone[1].most?.description == "19/2")
        #expect(throws: GameError.missingCoalitions(count: 1)) { try partial.complete() }
        #expect(throws: GameError.missingCoalitions(count: 1)) {
            try partial.shareIntervals(.nucleolus, assuming: .monotone)
        }
    }

    /// Both ends are reached by some values within the bounds.
    @Test func intervalsAreSharpForIndependentBounds() throws {
        var generator = SeededGenerator(seed: 81)
        for _ in 0..<50 {
            let game = try RandomGames.whole(playerCount: 3, range: 9, using: &generator)
            let partial = try hiding([2, 5], of: game)
            var bounds = game.values.map { ValueInterval<Rational>(least: $0, most: $0) }
            for mask in [2, 5] {
                bounds[mask] = ValueInterval(
                    least: game.values[mask] - 3,
                    most: game.values[mask] + 2
                )
            }
            let intervals = try partial.shareIntervals(within: bounds) { $0.shapleyValue() }
            var corners: [[Rational]] = []
            for first in [Rational(-3), 2] {
                for second in [Rational(-3), 2] {
                    var values = game.values
                    values[2] += first
                    values[5] += second
                    corners.append(try Game(.savings, values: values).shapleyValue())
                }
            }
            for player in 0..<3 {
                #expect(intervals[player].least == corners.map { $0[player] }.min())
                #expect(intervals[player].most == corners.map { $0[player] }.max())
            }
        }
    }

    @Test func aCompleteTableIsTheGameItself() throws {
        var generator = SeededGenerator(seed: 82)
        let game = try RandomGames.whole(playerCount: 3, using: &generator)
        let partial = try hiding([], of: game)
        #expect(try partial.complete() == game)
        let intervals = try partial.shareIntervals(.shapley, assuming: .none)
        #expect(intervals.filter(\.isExact).count == 3)
        #expect(intervals.map(\.least) == game.shapleyValue())
    }

    @Test func contradictionsAndFaultyRowsAreRefused() throws {
        let pair = Coalition(players: [0, 1])
        let falling = try PartialGame<Rational>(
            .savings,
            playerCount: 2,
            known: [(Coalition(players: [0]), 5), (pair, 3)]
        )
        #expect(throws: GameError.self) { try falling.bounds(assuming: .monotone) }
        #expect(throws: GameError.coalitionTwice(pair)) {
            try PartialGame<Rational>(.costs, playerCount: 2, known: [(pair, 1), (pair, 1)])
        }
        #expect(throws: GameError.unknownPlayer(2, playerCount: 2)) {
            try PartialGame<Rational>(
                .costs,
                playerCount: 2,
                known: [(Coalition(players: [2]), 1)]
            )
        }
        #expect(throws: GameError.emptyCoalitionNotZero(value: "4")) {
            try PartialGame<Rational>(.costs, playerCount: 2, known: [(.empty, 4)])
        }
        #expect(throws: GameError.valueNotFinite(pair)) {
            try PartialGame<Double>(.costs, playerCount: 2, known: [(pair, .nan)])
        }
    }
}

extension Game<Rational> {
    /// The same numbers read as costs.
    fileprivate func costsFromSavings() -> Game<Rational> {
        (try? Game(.costs, values: values)) ?? self
    }
}

import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct CoalitionTableTests {
    /// The one-pass method against the definition, on both sides of every size at which it changes its way:
    /// short tables, whole blocks, several blocks.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16])
    func onePassMatchesExactShapley(playerCount: Int) throws {
        var generator = SeededGenerator(seed: UInt64(playerCount))
        let values = (0..<1 << playerCount).map { _ in
            Double(Int.random(in: -1000...1000, using: &generator))
        }
        let found = try CoalitionTable.shapleyValues(of: values)
        // Differences by size in whole numbers, which are exact, against weights 1/(n C(n−1, s)).
        let expected = (0..<playerCount).map { player in
            var bySize = [Int](repeating: 0, count: playerCount)
            for mask in values.indices where mask >> player & 1 == 0 {
                bySize[mask.nonzeroBitCount] += Int(values[mask | 1 << player] - values[mask])
            }
            var ways = 1
            var sum = 0.0
            for size in 0..<playerCount {
                sum += Double(bySize[size]) / Double(ways * playerCount)
                ways = ways * (playerCount - 1 - size) / (size + 1)
            }
            return sum
        }
        #expect(agree(found, expected, within: 1e-10))
        let total = values[values.count - 1] - values[0]
        #expect(abs(found.reduce(0, +) - total) <= 1e-9)
        let weights = SizeWeights.shapley(playerCount: playerCount)
        let linear = try CoalitionTable.linearValues(of: values, weights: weights)
        #expect(agree(linear, expected, within: 1e-10))
    }

    /// Blocks are added in their order, whoever summed them.
    @Test func theNumberOfThreadsChangesNoBit() throws {
        var generator = SeededGenerator(seed: 18)
        let values = (0..<1 << 18).map { _ in Double.random(in: -1...1, using: &generator) }
        let free = try CoalitionTable.shapleyValues(of: values)
        for limit in [1, 2, 3, 64] {
            let held = try GameThreads.$limit.withValue(limit) {
                try CoalitionTable.shapleyValues(of: values)
            }
            #expect(held.map(\.bitPattern) == free.map(\.bitPattern), "\(limit) threads")
        }
    }

    @Test(arguments: [3, 9, 12])
    func banzhafIsTheMeanMarginal(playerCount: Int) throws {
        var generator = SeededGenerator(seed: 5)
        let values = (0..<1 << playerCount).map { _ in
            Double(Int.random(in: -50...50, using: &generator))
        }
        let expected = (0..<playerCount).map { player in
            let sum = values.indices.reduce(0.0) {
                $1 >> player & 1 == 1 ? $0 + values[$1] : $0 - values[$1]
            }
            return sum / Double(1 << (playerCount - 1))
        }
        #expect(agree(try CoalitionTable.banzhafValues(of: values), expected, within: 1e-10))
        let weights = SizeWeights.banzhaf(playerCount: playerCount)
        let linear = try CoalitionTable.linearValues(of: values, weights: weights)
        #expect(agree(linear, expected, within: 1e-10))
    }

    @Test func coefficientsAreTheLinearMap() throws {
        var generator = SeededGenerator(seed: 6)
        for playerCount in 1...6 {
            let values = (0..<1 << playerCount).map { _ in
                Double.random(in: -1...1, using: &generator)
            }
            let map = try CoalitionTable.shapleyCoefficients(playerCount: playerCount)
            let found = map.map { row in zip(row, values).map { $0 * $1 }.reduce(0, +) }
            let expected = try CoalitionTable.shapleyValues(of: values)
            #expect(agree(found, expected, within: 1e-13))
        }
    }

    @Test func dividendsAddUpToTheValues() throws {
        var generator = SeededGenerator(seed: 7)
        for playerCount in 1...8 {
            let values = (0..<1 << playerCount).map { _ in
                Double(Int.random(in: -99...99, using: &generator))
            }
            let dividends = try CoalitionTable.dividends(of: values)
            #expect(try CoalitionTable.values(ofDividends: dividends) == values)
            let mask = values.count - 1 - (playerCount > 2 ? 2 : 0)
            let sum = dividends.indices.filter { $0 & ~mask == 0 }.map { dividends[$0] }
            #expect(sum.reduce(0, +) == values[mask])
        }
    }

    @Test func tablesOfOtherSizesAreRefused() {
        for count in [0, 3, 6, 100] {
            #expect(throws: GameError.tableSize(got: count)) {
                try CoalitionTable.shapleyValues(of: [Double](repeating: 0, count: count))
            }
        }
        #expect(throws: GameError.noPlayers) { try CoalitionTable.shapleyValues(of: [0]) }
        #expect(throws: GameError.tooManyPlayers(got: 29, limit: 28)) {
            try CoalitionTable.playerCount(entryCount: 1 << 29)
        }
    }
}

import TopsliceApportionment
import BigInt
import TopsliceCooperativeGames
import TopsliceExactArithmetic
import Testing
import TopsliceTestSupport

@Suite struct EqualProfit {
    /// Saves the same part for everybody where nobody objects: the flat of three students
    /// (documentation of R's CoopGame): 550 of 850, so each pays 11/17 of its rent alone.
    @Test func equalSavingsAreTakenWhereTheyAreInTheCore() throws {
        let flat = try Game<Rational>(
            .costs,
            values: [0, 300, 270, 410, 280, 410, 410, 550]
        )
        #expect(
            try equalProfitShares(of: flat) == exact(["3300/17", "2970/17", "3080/17"])
        )
    }

    /// By hand: alone 10 each; the first two together 12, others nothing saved, all 22. In
    /// the core x₁ + x₂ ≤ 12 and x₃ ≤ 10, so exactly those: relative savings 40 %, 40 %, 0.
    @Test func theCoreForcesADifference() throws {
        let game = try Game<Rational>(.costs, values: [0, 10, 10, 12, 10, 20, 20, 22])
        #expect(try equalProfitShares(of: game) == [6, 6, 10])
    }

    @Test func anEmptyCoreHasNoAnswer() throws {
        let game = try Game<Rational>(.costs, values: [0, 10, 10, 12, 10, 12, 12, 22])
        #expect(throws: CostSharingError.emptyCore) { try equalProfitShares(of: game) }
        #expect(throws: CostSharingError.self) { try equalProfitShares(of: game.savings) }
        let free = try Game<Rational>(.costs, values: [0, 0, 1, 1])
        #expect(throws: CostSharingError.self) { try equalProfitShares(of: free) }
    }

    /// Against a grid: no division of whole parts in the core has a smaller difference, and the
    /// answer is in the core and the same in any order of players.
    @Test func noDivisionInTheCoreIsMoreEqual() throws {
        var compared = 0
        for seed in UInt64(1)...400 {
            var random = SeededGenerator(seed: seed)
            let alone = (0..<3).map { _ in random.from(6, through: 12) }
            func together(_ members: [Int]) -> Int {
                let sum = members.map { alone[$0] }.reduce(0, +)
                return sum - random.from(0, through: sum / 3)
            }
            let pairs = [together([0, 1]), together([0, 2]), together([1, 2])]
            let total = together([0, 1, 2])
            let values = [0, alone[0], alone[1], pairs[0], alone[2], pairs[1], pairs[2], total]
            let game = try Game<Rational>(.costs, values: values.map { Rational($0) })
            guard let shares = try? equalProfitShares(of: game) else { continue }
            compared += 1
            #expect(shares.sum() == game.total)
            func isInCore(_ x: [Rational]) -> Bool {
                (1..<8).allSatisfy { mask in
                    (0..<3).filter { mask >> $0 & 1 == 1 }.map { x[$0] }.sum()
                        <= game.values[mask]
                }
            }
            func difference(_ x: [Rational]) -> Rational {
                let saved = x.indices.map { x[$0] / Rational(alone[$0]) }
                return (saved.max() ?? 0) - (saved.min() ?? 0)
            }
            #expect(isInCore(shares), "seed \(seed)")
            let best = difference(shares)
            for first in 0...total * 2 {
                for second in 0...total * 2 - first {
                    let parts = [first, second, total * 2 - first - second]
                    let division = parts.map { Rational($0) / 2 }
                    if isInCore(division) { #expect(difference(division) >= best, "seed \(seed)") }
                }
            }
            let turned = try Game<Rational>(
                .costs,
                values: [0, 4, 1, 5, 2, 6, 3, 7].map { Rational(values[$0]) }
            )
            #expect(try equalProfitShares(of: turned) == [shares[2], shares[0], shares[1]])
        }
        #expect(compared > 50)
    }
}

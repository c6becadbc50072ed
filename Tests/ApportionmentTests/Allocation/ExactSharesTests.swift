import BigInt
import Testing
import TopsliceApportionment
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceTestSupport

/// Exact shares to whole units, with words of any size: what fits machine words and what does not come to the same.
struct ExactSharesTests {
    /// Largest remainders by nothing but comparisons of fractions.
    private func expected(_ shares: [Rational], _ ids: [String]) -> [Int] {
        var units = shares.map { Int($0.floor) }
        let total = Int(shares.reduce(Rational.zero, +).floor)
        var waiting = Array(shares.indices)
        for _ in 0..<(total - units.reduce(0, +)) {
            var best = 0
            for candidate in waiting.indices {
                let (one, other) = (waiting[candidate], waiting[best])
                let (mine, yours) = (shares[one].fractionalPart, shares[other].fractionalPart)
                if mine > yours || mine == yours && shares[one] > shares[other]
                    || mine == yours && shares[one] == shares[other]
                        && Array(ids[one].utf8).lexicographicallyPrecedes(Array(ids[other].utf8))
                {
                    best = candidate
                }
            }
            units[waiting.remove(at: best)] += 1
        }
        return units
    }

    /// Shares of an amount by weights, and one more that makes the sum whole.
    private func shares(_ generator: inout SeededGenerator, size: Int) -> [Rational] {
        let count = generator.from(2, through: 12)
        var shares: [Rational] = []
        for _ in 0..<count {
            let digits = generator.from(1, through: size)
            let numerator = BigInt(10).power(digits) - BigInt(generator.below(9_999))
            let denominator = BigInt(generator.element([1, 2, 3, 7, 100, 360, 1_001, 65_537]))
            let share = Rational(
                numerator,
                over: denominator * BigInt(generator.from(1, through: 3))
            )
            shares.append((share ?? .zero) * (generator.below(3) == 0 ? -1 : 1))
        }
        let sum = shares.reduce(Rational.zero, +)
        shares.append(Rational(sum.ceiling) - sum)
        // Equal shares, so that identifiers decide.
        let twin = shares[0]
        return shares + [twin, -twin, twin, -twin]
    }

    @Test(arguments: [3, 9, 17, 18]) func wordsOfAnySizeComeToTheSame(size: Int) throws {
        var generator = SeededGenerator(seed: UInt64(size))
        for _ in 0..<300 {
            let shares = shares(&generator, size: size)
            let ids = shares.indices.map { "p\($0)" }.shuffled(using: &generator)
            let made = try Allocation(
                exactShares: shares,
                ids: ids,
                currency: .pounds,
                rule: "test"
            )
            #expect(made.parts.map(\.amount.minorUnits) == expected(shares, ids))
            #expect(made.parts.map(\.exact) == shares)
        }
    }

    /// At the edge of a machine word: refused or exact, never wrapped.
    @Test func theEdgeOfAWord() throws {
        let most = Rational(Int.max)
        func units(_ shares: [Rational]) -> [Int]? {
            let ids = shares.indices.map { "p\($0)" }
            return try? Allocation(
                exactShares: shares,
                ids: ids,
                currency: .pounds,
                rule: "test"
            ).parts.map(\.amount.minorUnits)
        }
        let half = Rational(1, over: 2) ?? .zero
        #expect(units([most, 0]) == nil)
        #expect(units([most - 1, 1]) == [.max - 1, 1])
        #expect(units([most - 1 + half, half]) == [.max, 0])
        #expect(units([most - 1, most - 1, -(most - 1)]) == [.max - 1, .max - 1, -(.max - 1)])
        #expect(units([most - 1, most - 1]) == nil)
        // Denominators that have no common multiple in a word.
        let primes = [4_294_967_291, 4_294_967_279, 4_294_967_231]
        let parts = primes.map { Rational($0 - 1, over: $0) ?? .zero }
        let rest = Rational(3) - parts.reduce(Rational.zero, +)
        #expect(units(parts + [rest]) == [1, 1, 1, 0])
    }
}

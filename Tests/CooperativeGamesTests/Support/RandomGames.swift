import TopsliceCooperativeGames
import TopsliceExactArithmetic
import TopsliceTestSupport

/// Games drawn from a seed.
enum RandomGames {
    /// Whole numbers from −range to range, exact in both kinds of number.
    static func whole(
        playerCount: Int,
        range: Int = 100,
        orientation: Orientation = .savings,
        using generator: inout SeededGenerator
    ) throws -> Game<Rational> {
        var values = (0..<1 << playerCount).map { _ in
            Rational(Int.random(in: -range...range, using: &generator))
        }
        values[0] = .zero
        return try Game(orientation, values: values)
    }

    /// Non-negative dividends make a convex game.
    static func convex(
        playerCount: Int,
        using generator: inout SeededGenerator
    ) throws -> Game<Rational> {
        var dividends = (0..<1 << playerCount).map { _ in
            Rational(Int.random(in: 0...20, using: &generator))
        }
        dividends[0] = .zero
        return try Game(.savings, dividends: dividends)
    }

    /// Superadditive: each coalition worth the best split of it plus something.
    static func superadditive(
        playerCount: Int,
        using generator: inout SeededGenerator
    ) throws -> Game<Rational> {
        var values = [Rational](repeating: .zero, count: 1 << playerCount)
        for mask in 1..<values.count {
            var best =
                mask & (mask - 1) == 0
                ? Rational(-5) : values[mask & -mask] + values[mask & (mask - 1)]
            var part = (mask - 1) & mask
            while part > 0 {
                best = max(best, values[part] + values[mask ^ part])
                part = (part - 1) & mask
            }
            values[mask] = best + Rational(Int.random(in: 0...15, using: &generator))
        }
        return try Game(.savings, values: values)
    }

    /// An estate and claims in whole units, the estate at most the claims.
    static func claims(
        count: Int,
        largest: Int,
        using generator: inout SeededGenerator
    ) -> (estate: Int, claims: [Int]) {
        let claims = (0..<count).map { _ in Int.random(in: 0...largest, using: &generator) }
        return (Int.random(in: 0...claims.reduce(0, +), using: &generator), claims)
    }
}

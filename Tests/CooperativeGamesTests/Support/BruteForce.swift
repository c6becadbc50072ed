import TopsliceCooperativeGames
import TopsliceExactArithmetic

/// Definitions worked out the slow way, to check the fast one.
enum BruteForce {
    /// All orders of 0 ..< count.
    static func orders(_ count: Int) -> [[Int]] {
        guard count > 0 else { return [[]] }
        return orders(count - 1).flatMap { order in
            (0...order.count).map { position in
                Array(order[..<position]) + [count - 1] + Array(order[position...])
            }
        }
    }

    /// The mean marginal contribution over the given orders.
    static func meanMarginals(_ game: Game<Rational>, orders: [[Int]]) -> [Rational] {
        var sums = [Rational](repeating: .zero, count: game.playerCount)
        for order in orders {
            var mask = 0
            for player in order {
                sums[player] += game.values[mask | 1 << player] - game.values[mask]
                mask |= 1 << player
            }
        }
        return sums.map { $0 / Rational(orders.count) }
    }

    static func shapley(_ game: Game<Rational>) -> [Rational] {
        meanMarginals(game, orders: orders(game.playerCount))
    }

    /// Excesses of all proper coalitions, the largest first; above zero where the coalition objects.
    static func sortedExcesses(_ game: Game<Rational>, _ shares: [Rational]) -> [Rational] {
        let sign: Rational = game.orientation == .savings ? 1 : -1
        return (1..<game.values.count - 1).map { mask in
            let paid = (0..<game.playerCount).reduce(Rational.zero) {
                mask >> $1 & 1 == 1 ? $0 + shares[$1] : $0
            }
            return sign * (game.values[mask] - paid)
        }.sorted(by: >)
    }

    /// The Talmud rule by its definition, searched: the equal award (or loss) at which the estate is used up is
    /// one of the breakpoints' linear pieces.
    static func talmud(estate: Rational, claims: [Rational]) -> [Rational] {
        let halves = claims.map { $0 / 2 }
        let half = halves.sum()
        let isAward = estate <= half
        let amount = isAward ? estate : claims.sum() - estate
        var points = Set(halves)
        points.insert(.zero)
        func used(_ level: Rational) -> Rational { halves.map { min($0, level) }.sum() }
        var below = Rational.zero
        for point in points.sorted() where used(point) <= amount { below = max(below, point) }
        let open = halves.filter { $0 > below }.count
        let level = open == 0 ? below : below + (amount - used(below)) / Rational(open)
        let parts = halves.map { min($0, level) }
        return isAward ? parts : zip(claims, parts).map { $0 - $1 }
    }
}

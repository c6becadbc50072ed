public import TopsliceExactArithmetic

/// Serial cost sharing of one good: everybody shares equally the cost of the smallest demand taken
/// by all; then the others that of the next, as if demands grew together and stopped one by one.
/// Nobody's share depends on demands larger than its own.
///
/// Moulin and Shenker (1992), Econometrica 60:1009-1037.
///
/// - Parameters:
///   - demands: in any order, none below zero.
///   - cost: the cost of a total quantity; `cost(0)` must be zero.
/// - Complexity: n + 1 calls of `cost`.
public func serialShares(
    demands: [Rational],
    cost: (Rational) -> Rational
) throws(CostSharingError) -> [Rational] {
    guard !demands.isEmpty else { throw .noPlayers }
    for (player, demand) in demands.enumerated() where demand.isNegative {
        throw .negativeDemand(player: player, demand: demand)
    }
    guard cost(0).isZero else { throw .fixedCost(cost(0)) }
    var shares = [Rational](repeating: 0, count: demands.count)
    var share = Rational.zero
    var costSoFar = Rational.zero
    var stopped = Rational.zero
    var growing = demands.count
    for player in demands.indices.sorted(by: { demands[$0] < demands[$1] }) {
        let reached = cost(stopped + Rational(growing) * demands[player])
        share += (reached - costSoFar) / Rational(growing)
        shares[player] = share
        costSoFar = reached
        stopped += demands[player]
        growing -= 1
    }
    return shares
}

public import TopsliceCooperativeGames
public import TopsliceExactArithmetic

/// Shares by who came when: each player pays what it adds to those before it.
///
/// - Parameters:
///   - game: what each coalition costs or saves.
///   - order: every player number once, first comer first; the answer depends on it, so it is part of the answer.
public func incrementalShares(
    of game: Game<Rational>,
    order: [Int]
) throws(CostSharingError) -> [Rational] {
    guard order.sorted() == Array(0..<game.playerCount) else {
        throw .orderIsNotOneOfEach(order)
    }
    var shares = [Rational](repeating: 0, count: order.count)
    var present = Coalition.empty
    for player in order {
        let joined = present.union(Coalition(players: [player]))
        shares[player] = game[joined] - game[present]
        present = joined
    }
    return shares
}

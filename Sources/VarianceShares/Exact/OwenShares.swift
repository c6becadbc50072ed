/// The Owen value of a game with unions (Owen 1977): unions share first, then the players within each.
///
/// For player i of union U, the average of v(Q ∪ T ∪ i) − v(Q ∪ T) over Q, the players of other unions that
/// came before U, and T, the players of U that came before i. One walk a union, over the other unions as
/// wholes and the players of U, counts subsets by (other unions in, players of U in).
enum OwenShares {
    /// Complexity: Σ over unions U of 2^(unions − 1 + players of U) subsets.
    static func values(_ game: SharingGame, _ control: WalkControl) throws -> [Double] {
        let unions = game.players.unions
        var values = [Double](repeating: 0, count: game.playerCount)
        let outer = shapleyWeights(unions.count)
        for (number, union) in unions.enumerated() {
            let inner = shapleyWeights(union.players.count)
            let width = union.players.count + 1
            var players = union.players.map { game.columns[$0] }
            for (other, rest) in unions.enumerated() where other != number {
                players.append(rest.players.flatMap { game.columns[$0] })
            }
            let strides = players.indices.map { $0 < union.players.count ? 1 : width }
            let part = control.part(number, of: unions.count)
            let quotient = SharingGame(game, columns: players)
            let sums = try SubsetWalk(quotient, strides: strides).run(part)
            for (place, player) in union.players.enumerated() {
                for others in 0..<unions.count {
                    for members in 0..<union.players.count {
                        let code = others * width + members
                        values[player] +=
                            outer[others] * inner[members]
                            * sums.gain(of: place, from: code, stride: 1)
                    }
                }
            }
        }
        return values
    }

    /// s!(n − s − 1)!/n! for s = 0, …, n − 1.
    static func shapleyWeights(_ count: Int) -> [Double] {
        var weight = 1 / Double(count)
        return (0..<count).map { size in
            defer { weight *= Double(size + 1) / Double(max(1, count - 1 - size)) }
            return weight
        }
    }
}

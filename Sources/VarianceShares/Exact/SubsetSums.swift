/// Sums over subsets of players of 1 − R², by the code of the subset.
///
/// The code of a subset is the sum of its players' strides: with unit strides, its size.
///
/// - `withPlayer[k][c]`: over the subsets of code c that hold player k.
/// - `all[c]`: over all subsets of code c.
struct SubsetSums: Sendable, Equatable {
    var withPlayer: [[Double]]
    var all: [Double]

    init(players: Int, codes: Int) {
        withPlayer = Array(repeating: Array(repeating: 0, count: codes), count: players)
        all = Array(repeating: 0, count: codes)
    }

    static func += (sums: inout SubsetSums, more: SubsetSums) {
        for code in sums.all.indices { sums.all[code] += more.all[code] }
        for player in sums.withPlayer.indices {
            for code in sums.all.indices {
                sums.withPlayer[player][code] += more.withPlayer[player][code]
            }
        }
    }

    /// Sum over the subsets of code c without the player of what it adds to R², its stride being given.
    func gain(of player: Int, from code: Int, stride: Int) -> Double {
        let with = withPlayer[player]
        return (all[code] - with[code]) - with[code + stride]
    }
}

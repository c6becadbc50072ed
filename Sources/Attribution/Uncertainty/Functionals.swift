internal import TopsliceCooperativeGames

/// The numbers of interest of a game, all linear in it: v(∅), v(N), Shapley, first-in and last-in of each agency, and the
/// Shapley interactions of pairs, in the order of `GameLayout.functionalCount`.
enum Functionals {
    static func of(_ values: [Double]) throws -> [Double] {
        let players = values.count.trailingZeroBitCount
        var result = [values[0], values[values.count - 1]]
        result += try CoalitionTable.shapleyValues(of: values)
        result += try CoalitionTable.firstIn(of: values)
        result += try CoalitionTable.lastIn(of: values)
        guard players > 1 else { return result }
        let pairs = try CoalitionTable.shapleyPairInteractions(of: values)
        for first in 0..<(players - 1) {
            for second in (first + 1)..<players { result.append(pairs[first][second]) }
        }
        return result
    }
}

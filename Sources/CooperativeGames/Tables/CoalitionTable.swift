/// Questions answered straight from a table of 2ⁿ values, entry m being the coalition of the bits of m.
///
/// The value of the empty coalition need not be zero here (an outcome without any agency at work):
/// what is divided is v(N) − v(∅). `Game` is the stricter type with an orientation.
public enum CoalitionTable {
    /// Most players a table may have: 2²⁸ entries are 2 GiB of Doubles.
    public static let playerLimit = 28

    /// The number of players of a table with `entryCount` = 2ⁿ entries.
    public static func playerCount(entryCount: Int) throws(GameError) -> Int {
        guard entryCount > 0, entryCount.nonzeroBitCount == 1 else {
            throw .tableSize(got: entryCount)
        }
        let count = entryCount.trailingZeroBitCount
        guard count > 0 else { throw .noPlayers }
        guard count <= playerLimit else {
            throw .tooManyPlayers(got: count, limit: playerLimit)
        }
        return count
    }

    /// First-in amounts v({i}) − v(∅).
    public static func firstIn(of values: [Double]) throws(GameError) -> [Double] {
        let players = try playerCount(entryCount: values.count)
        return (0..<players).map { values[1 << $0] - values[0] }
    }

    /// Last-in ("but for") amounts v(N) − v(N∖{i}).
    public static func lastIn(of values: [Double]) throws(GameError) -> [Double] {
        let players = try playerCount(entryCount: values.count)
        let everyone = values.count - 1
        return (0..<players).map { values[everyone] - values[everyone ^ 1 << $0] }
    }
}

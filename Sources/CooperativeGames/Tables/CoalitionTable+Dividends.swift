extension CoalitionTable {
    /// Harsanyi dividends d(S) = Σ_{T⊆S} (−1)^{|S|−|T|} v(T), so that v(S) = Σ_{T⊆S} d(T).
    ///
    /// Also called the Möbius transform. Harsanyi (1963). Entry 0 is v(∅).
    ///
    /// - Complexity: O(n 2ⁿ).
    public static func dividends(of values: [Double]) throws(GameError) -> [Double] {
        let players = try playerCount(entryCount: values.count)
        var result = values
        result.withUnsafeMutableBufferPointer { table in
            forEachPair(playerCount: players) { without, with in table[with] -= table[without] }
        }
        return result
    }

    /// The table of values with the given dividends: the inverse of `dividends(of:)`.
    public static func values(ofDividends dividends: [Double]) throws(GameError) -> [Double] {
        let players = try playerCount(entryCount: dividends.count)
        var result = dividends
        result.withUnsafeMutableBufferPointer { table in
            forEachPair(playerCount: players) { without, with in table[with] += table[without] }
        }
        return result
    }

    /// Player by player, every pair of coalitions (S, S∪i).
    static func forEachPair(playerCount: Int, _ body: (Int, Int) -> Void) {
        for player in 0..<playerCount {
            let bit = 1 << player
            for block in stride(from: 0, to: 1 << playerCount, by: 2 * bit) {
                for without in block..<block + bit { body(without, without + bit) }
            }
        }
    }
}

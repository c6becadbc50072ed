/// Sums over subsets of a table with one record of `width` numbers for each of the 2^K coalitions.
enum SubsetSums {
    /// Each record becomes the sum of the records of all subsets of its coalition (the zeta transform), O(K · 2^K · width).
    static func addSubsets(_ table: inout [Double], playerCount: Int, width: Int) {
        step(&table, playerCount, width, sign: 1)
    }

    /// The inverse (the Möbius transform): values of coalitions become Harsanyi dividends.
    static func toDividends(_ table: inout [Double], playerCount: Int, width: Int) {
        step(&table, playerCount, width, sign: -1)
    }

    private static func step(
        _ table: inout [Double],
        _ playerCount: Int,
        _ width: Int,
        sign: Double
    ) {
        table.withUnsafeMutableBufferPointer { table in
            for player in 0..<playerCount {
                let bit = 1 << player
                for coalition in 0..<(1 << playerCount) where coalition & bit != 0 {
                    let target = coalition * width
                    let source = (coalition ^ bit) * width
                    for place in 0..<width {
                        table[target + place] += sign * table[source + place]
                    }
                }
            }
        }
    }
}

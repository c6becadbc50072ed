/// A hash of what a row holds, whatever file, order or form it comes in.
enum RowHash {
    private static let start: UInt64 = 0x9e37_79b9_7f4a_7c15

    @inline(__always)
    private static func adding(_ value: Double, to hash: UInt64) -> UInt64 {
        // Zeros of either sign are one; the low bits of small whole doubles are all zero.
        let mixed = (hash ^ (value + 0).bitPattern) &* 0xff51_afd7_ed55_8ccd
        return mixed ^ (mixed >> 32)
    }

    /// Those of the rows of a block, column by column.
    static func find(
        _ block: RowBlock,
        _ keys: [Int],
        into hashes: UnsafeMutableBufferPointer<UInt64>
    ) {
        for row in 0..<block.rowCount { hashes[row] = start }
        for key in keys {
            let column = block.column(key)
            for row in 0..<block.rowCount { hashes[row] = adding(column[row], to: hashes[row]) }
        }
    }

    /// That of a row by its values.
    static func of(_ values: some Sequence<Double>) -> UInt64 {
        values.reduce(start) { adding($1, to: $0) }
    }

    /// Whether a row is among the one in 2 to the power of `level` that are chosen; every bit of the hash has its part in that.
    @inline(__always)
    static func isChosen(_ hash: UInt64, level: Int) -> Bool {
        var mixed = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        mixed ^= mixed >> 31
        return mixed.leadingZeroBitCount >= level
    }
}

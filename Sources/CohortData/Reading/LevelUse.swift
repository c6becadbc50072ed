/// How many rows have a level, as far as it matters: none, one, or more.
///
/// The name of a level that one row has is the content of one person's cell, which is not printed.
package struct LevelUse: Sendable, Equatable {
    /// 0, 1, or 3 for more: each row adds a bit without a branch.
    private var bits: UInt8

    package static let none = LevelUse(bits: 0)
    package static let one = LevelUse(bits: 1)
    package static let more = LevelUse(bits: 3)

    @inline(__always)
    mutating func addOne() { bits = (bits << 1 | 1) & 3 }

    /// The rows of two parts of a file together.
    static func + (left: LevelUse, right: LevelUse) -> LevelUse {
        if left == .none { return right }
        return right == .none ? left : .more
    }
}

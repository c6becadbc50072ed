/// A set of players as a bit set: player k belongs where bit k is set. Names live outside.
///
/// Membership, union and difference cost one machine instruction.
public struct Coalition: Sendable, Hashable, Comparable {
    public let bits: UInt64

    public init(bits: UInt64) {
        self.bits = bits
    }

    /// The empty coalition.
    public static let empty = Coalition(bits: 0)

    /// All players 0 ..< playerCount (at most 64).
    public static func everyone(_ playerCount: Int) -> Coalition {
        Coalition(bits: playerCount >= 64 ? .max : (1 << UInt64(playerCount)) - 1)
    }

    public init(players: some Sequence<Int>) {
        bits = players.reduce(0) { $0 | (1 << UInt64($1)) }
    }

    public var count: Int { bits.nonzeroBitCount }
    public var isEmpty: Bool { bits == 0 }

    public func contains(_ player: Int) -> Bool { bits >> UInt64(player) & 1 == 1 }
    public func union(_ other: Coalition) -> Coalition { Coalition(bits: bits | other.bits) }
    public func intersection(_ other: Coalition) -> Coalition {
        Coalition(bits: bits & other.bits)
    }
    public func subtracting(_ other: Coalition) -> Coalition {
        Coalition(bits: bits & ~other.bits)
    }
    public func isSubset(of other: Coalition) -> Bool { bits & ~other.bits == 0 }

    /// Player numbers in increasing order.
    public var players: [Int] {
        var rest = bits
        var result: [Int] = []
        result.reserveCapacity(count)
        while rest != 0 {
            result.append(rest.trailingZeroBitCount)
            rest &= rest - 1
        }
        return result
    }

    public static func < (left: Coalition, right: Coalition) -> Bool { left.bits < right.bits }
}

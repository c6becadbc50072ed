public import ExactArithmetic

/// A game as it was read: players by name, and the value of every coalition that is known.
public struct GameTable: Sendable {
    public let file: String
    /// In the order in which the file first names them.
    public let players: [String]
    public let entries: [Entry]
    /// What the file says of its numbers, nil where it says nothing.
    public let orientation: Stated<String>?
    /// Coalitions of the file that no data support, where the file says so (results of an attribution).
    public let unsupported: [UInt64]
    public let warnings: [String]
    public let sha256: String

    public struct Entry: Sendable {
        /// Bit k for player k.
        public let members: UInt64
        public let value: Rational
        public let standardError: Rational?
        public let line: Int
        public let character: Int?
    }

    /// Values of a game file, from least to most structured: only the entry of the empty coalition may be
    /// something other than a change.
    public var emptyCoalition: Entry? { entries.first { $0.members == 0 } }

    public func names(_ members: UInt64) -> [String] {
        players.indices.filter { members >> UInt64($0) & 1 == 1 }.map { players[$0] }
    }
}

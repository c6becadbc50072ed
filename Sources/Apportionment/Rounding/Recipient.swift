public import TopsliceExactArithmetic

/// Somebody who takes part in a division into whole units, with its weight and the fewest and
/// most units it may get.
public struct Recipient: Sendable, Hashable {
    public var id: String
    /// Zero or more; a weight of zero gets its floor and nothing else.
    public var weight: Rational
    public var floor: Int
    /// Nil for no limit.
    public var cap: Int?

    public init(id: String, weight: Rational, floor: Int = 0, cap: Int? = nil) {
        self.id = id
        self.weight = weight
        self.floor = floor
        self.cap = cap
    }
}

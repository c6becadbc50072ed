public import TopsliceExactArithmetic

/// Somebody who is owed money, in whatever unit the whole problem uses (pence, as a rule).
public struct Claimant: Sendable, Hashable {
    public var id: String
    public var claim: Rational
    /// How heavily the claimant counts where a rule would treat claimants alike; above zero.
    public var weight: Rational
    /// The most it may be awarded, nil for no limit but its claim.
    public var cap: Rational?
    /// The least it must be awarded, whatever its priority.
    public var floor: Rational
    /// Tiers are served in increasing order: nobody in tier 2 gets more than a floor before tier 1
    /// has all it can have.
    public var priority: Int

    public init(
        id: String,
        claim: Rational,
        weight: Rational = 1,
        cap: Rational? = nil,
        floor: Rational = 0,
        priority: Int = 1
    ) {
        self.id = id
        self.claim = claim
        self.weight = weight
        self.cap = cap
        self.floor = floor
        self.priority = priority
    }

    /// The most it can be awarded: its claim, or its cap where that is lower.
    public var limit: Rational {
        cap.map { min($0, claim) } ?? claim
    }
}

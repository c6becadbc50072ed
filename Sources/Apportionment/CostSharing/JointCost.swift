public import TopsliceCooperativeGames
public import TopsliceExactArithmetic

/// What the rules of practice know about a joint undertaking, one entry a player.
public struct JointCost: Sendable, Hashable {
    /// c(N): what there is to share.
    public let total: Rational
    /// c(i): what each would pay alone.
    public let standAlone: [Rational]
    /// c(N) − c(N∖i): what the undertaking costs more because of each.
    public let separable: [Rational]
    /// Costs that serve one player only and can be charged to it directly; nil where not stated.
    public let directCosts: [Rational]?
    /// What the undertaking is worth to each; nil where not stated, and then no limit.
    public let benefits: [Rational]?
    /// Population, use or another measure for proportional sharing; nil where not stated.
    public let weights: [Rational]?

    public init(
        total: Rational,
        standAlone: [Rational],
        separable: [Rational],
        directCosts: [Rational]? = nil,
        benefits: [Rational]? = nil,
        weights: [Rational]? = nil
    ) throws(CostSharingError) {
        guard !standAlone.isEmpty else { throw .noPlayers }
        let lists = [
            ("separable costs", separable), ("direct costs", directCosts), ("benefits", benefits),
            ("weights", weights),
        ]
        for (what, list) in lists {
            guard let list, list.count != standAlone.count else { continue }
            throw .countMismatch(what: what, got: list.count, expected: standAlone.count)
        }
        self.total = total
        self.standAlone = standAlone
        self.separable = separable
        self.directCosts = directCosts
        self.benefits = benefits
        self.weights = weights
    }

    /// Taken from a game of costs or savings; shares then are in the orientation of the game.
    public init(
        _ game: Game<Rational>,
        directCosts: [Rational]? = nil,
        benefits: [Rational]? = nil,
        weights: [Rational]? = nil
    ) throws(CostSharingError) {
        try self.init(
            total: game.total,
            standAlone: game.standAlone,
            separable: game.separable,
            directCosts: directCosts,
            benefits: benefits,
            weights: weights
        )
    }

    /// Σ c(i) − c(N): what working together saves.
    public var saving: Rational { standAlone.sum() - total }
}

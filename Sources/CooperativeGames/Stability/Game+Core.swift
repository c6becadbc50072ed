/// A coalition that would do better by itself, and by how much.
public struct BlockingCoalition<Scalar: GameScalar>: Sendable, Equatable {
    public let coalition: Coalition
    /// v(S) − x(S), or x(S) − c(S) for costs; above zero.
    public let excess: Scalar

    public init(coalition: Coalition, excess: Scalar) {
        self.coalition = coalition
        self.excess = excess
    }
}

/// Whether a division is stable, and who objects.
public struct CoreMembership<Scalar: GameScalar>: Sendable, Equatable {
    /// Whether the shares sum to v(N).
    public let isEfficient: Bool
    /// Whether nobody does worse than alone.
    public let isIndividuallyRational: Bool
    /// All coalitions that object, or the worst where there are more than were asked for: the largest excess
    /// first, then by coalition number.
    public let blocking: [BlockingCoalition<Scalar>]
    public let blockingCount: Int

    /// Efficient and individually rational.
    public var isImputation: Bool { isEfficient && isIndividuallyRational }
    public var isInCore: Bool { isEfficient && blockingCount == 0 }
}

/// Whether any division satisfies everybody, with the proof either way.
public enum CoreExistence<Scalar: GameScalar>: Sendable, Equatable {
    /// A division in the core: the one that leaves every coalition as far from objecting as can be.
    case nonEmpty(division: [Scalar])
    /// Weights that count every player exactly once, and so show that coalitions could in sum claim more than
    /// there is: Σ weight · v(S) − v(N) = `excess` > 0. Bondareva (1963), Shapley (1967).
    case empty(balanced: [StabilityCertificate<Scalar>.WeightedCoalition], excess: Scalar)

    public var isEmpty: Bool { if case .empty = self { true } else { false } }
}

extension Game {
    /// Checks a division against every coalition.
    ///
    /// - Parameters:
    ///   - shares: one number a player in the game's own orientation.
    ///   - limit: how many blocking coalitions are listed at most.
    /// - Complexity: one pass through the 2ⁿ coalitions.
    @specialized(where Scalar == Double)
    public func coreMembership(
        of shares: [Scalar],
        limit: Int = 1 << 20
    ) throws(GameError) -> CoreMembership<Scalar> {
        try requireOneEach(shares.count)
        if let player = shares.firstIndex(where: { !$0.isFinite }) {
            throw .valueNotFinite(Coalition(players: [player]))
        }
        let ledger = ExcessLedger(game: self, shares: shares)
        let sums = additiveSums(ledger.paid)
        let last = values.count - 1
        var blocking: [BlockingCoalition<Scalar>] = []
        for mask in stride(from: 1, to: last, by: 1) {
            let coalition = Coalition(bits: UInt64(mask))
            let excess = ledger.gain(coalition) - sums[mask]
            if excess > ledger.tolerance {
                blocking.append(BlockingCoalition(coalition: coalition, excess: excess))
            }
        }
        blocking.sort {
            $0.excess != $1.excess ? $0.excess > $1.excess : $0.coalition < $1.coalition
        }
        let gap = (ledger.gain(everyone) - sums[last]).magnitude
        let isRational = (0..<playerCount).allSatisfy {
            ledger.excess(Coalition(players: [$0])) <= ledger.tolerance
        }
        return CoreMembership(
            isEfficient: gap <= ledger.tolerance,
            isIndividuallyRational: isRational,
            blocking: Array(blocking.prefix(limit)),
            blockingCount: blocking.count
        )
    }

    /// Whether the core is empty.
    ///
    /// - Complexity: a few passes through the 2ⁿ coalitions.
    @specialized(where Scalar == Double)
    public func coreExistence() throws(GameError) -> CoreExistence<Scalar> {
        guard playerCount > 1 else { return .nonEmpty(division: values.suffix(1)) }
        var search = try levelSearch(weighting: .plain, overImputations: false)
        let level = certified(try search.nextLevel(), weighting: .plain)
        let tolerance = scale * Scalar.relativeTolerance
        guard level.excess > tolerance else {
            return .nonEmpty(division: oriented(search.shares))
        }
        // The multipliers count every player equally often; scaled to once.
        let player = 0
        let times = level.coalitions.reduce(Scalar(0)) {
            $1.coalition.contains(player) ? $0 + $1.weight : $0
        }
        return .empty(
            balanced: level.coalitions.map {
                .init(coalition: $0.coalition, weight: $0.weight / times)
            },
            excess: level.excess / times
        )
    }
}

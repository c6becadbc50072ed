/// Whether a property holds, and where it first fails.
public enum PropertyFinding: Sendable, Equatable {
    case holds
    /// Two coalitions at which it fails; what they are to one another is said at the property.
    case fails(Coalition, Coalition)
    /// Too many coalitions to compare them all.
    case notChecked

    public var holds: Bool { self == .holds }
}

/// Properties of a game, each read in the direction of its orientation: superadditive savings are the mirror
/// image of subadditive costs, convex savings that of concave costs.
public struct GameProperties: Sendable, Equatable {
    /// v(S∪T) ≥ v(S) + v(T) for disjoint S, T (costs: ≤); fails at S and T.
    public let superadditive: PropertyFinding
    /// v(S∪T) + v(S∩T) ≥ v(S) + v(T) (costs: ≤); fails at S and T.
    public let convex: PropertyFinding
    /// v(S) ≤ v(T) for S ⊆ T, of the numbers as they stand, costs or savings; fails at S and T.
    public let monotone: PropertyFinding
    /// v(S) + v({i}) ≤ v(S∪i) (costs: ≥); fails at S and {i}.
    public let zeroMonotone: PropertyFinding
    /// The core is not empty.
    public let balanced: Bool
    /// Working together is worth something: v(N) > Σ v({i}) (costs: <).
    public let essential: Bool
    /// v(S) + v(N∖S) = v(N) throughout; fails at S and N∖S.
    public let constantSum: PropertyFinding
}

extension Game {
    /// Most players for which all 3ⁿ pairs of disjoint coalitions are compared.
    static var pairwiseLimit: Int { 17 }

    /// All properties.
    ///
    /// - Complexity: O(n² 2ⁿ), and up to 3ⁿ for superadditivity where the game is not convex.
    @specialized(where Scalar == Double)
    public func properties() throws(GameError) -> GameProperties {
        GameProperties(
            superadditive: superadditivity(),
            convex: convexity(),
            monotone: monotonicity(),
            zeroMonotone: zeroMonotonicity(),
            balanced: try !coreExistence().isEmpty,
            essential: isEssential,
            constantSum: constantSum()
        )
    }

    private var tolerance: Scalar { scale * Scalar.relativeTolerance }

    /// v(S∪T) ≥ v(S) + v(T) for disjoint S and T.
    @specialized(where Scalar == Double)
    public func superadditivity() -> PropertyFinding {
        if convexity().holds { return .holds }
        guard playerCount <= Self.pairwiseLimit else { return .notChecked }
        let gains = gains
        let tolerance = tolerance
        for union in 1..<gains.count {
            // Each pair once: the part with the lowest player, a proper subset, and the rest.
            let lowest = union & -union
            var part = (union - 1) & union
            while part > 0 {
                if part & lowest != 0, gains[part] + gains[union ^ part] > gains[union] + tolerance
                {
                    return .fails(part.coalition, (union ^ part).coalition)
                }
                part = (part - 1) & union
            }
        }
        return .holds
    }

    /// v(S∪ij) − v(S∪j) ≥ v(S∪i) − v(S) for all S and i, j outside, which is as much as convexity.
    @specialized(where Scalar == Double)
    public func convexity() -> PropertyFinding {
        let gains = gains
        let tolerance = tolerance
        for second in stride(from: 1, to: playerCount, by: 1) {
            for first in 0..<second {
                let pair = 1 << first | 1 << second
                for mask in gains.indices where mask & pair == 0 {
                    let with = mask | 1 << first
                    let other = mask | 1 << second
                    if gains[with] + gains[other] > gains[mask | pair] + gains[mask] + tolerance {
                        return .fails(with.coalition, other.coalition)
                    }
                }
            }
        }
        return .holds
    }

    /// v(S) ≤ v(S∪i), of the numbers as they stand.
    @specialized(where Scalar == Double)
    public func monotonicity() -> PropertyFinding {
        let tolerance = tolerance
        for player in 0..<playerCount {
            for mask in values.indices where mask >> player & 1 == 0 {
                let larger = mask | 1 << player
                if values[mask] > values[larger] + tolerance {
                    return .fails(mask.coalition, larger.coalition)
                }
            }
        }
        return .holds
    }

    /// v(S) + v({i}) ≤ v(S∪i).
    @specialized(where Scalar == Double)
    public func zeroMonotonicity() -> PropertyFinding {
        let gains = gains
        let tolerance = tolerance
        for player in 0..<playerCount {
            let bit = 1 << player
            for mask in gains.indices where mask & bit == 0 {
                if gains[mask] + gains[bit] > gains[mask | bit] + tolerance {
                    return .fails(mask.coalition, bit.coalition)
                }
            }
        }
        return .holds
    }

    /// Whether v(N) is better than everybody alone.
    public var isEssential: Bool {
        let alone = standAlone.reduce(0, +)
        let slack = orientation == .savings ? total - alone : alone - total
        return slack > tolerance
    }

    /// v(S) + v(N∖S) = v(N).
    @specialized(where Scalar == Double)
    public func constantSum() -> PropertyFinding {
        let last = values.count - 1
        let tolerance = tolerance
        for mask in values.indices
        where (values[mask] + values[last ^ mask] - total).magnitude > tolerance {
            return .fails(mask.coalition, (last ^ mask).coalition)
        }
        return .holds
    }

    /// Players whose arrival never changes anything beyond their own value zero: v(S∪i) = v(S) for all S.
    public var nullPlayers: [Int] {
        (0..<playerCount).filter { player in
            values.indices.allSatisfy { mask in
                (values[mask | 1 << player] - values[mask & ~(1 << player)]).magnitude <= tolerance
            }
        }
    }

    /// Whether two players are interchangeable: v(S∪i) = v(S∪j) for all S without either.
    public func areSymmetric(_ first: Int, _ second: Int) throws(GameError) -> Bool {
        try requirePlayers([first, second])
        let tolerance = tolerance
        let pair = 1 << first | 1 << second
        return values.indices.allSatisfy { mask in
            mask & pair != 0
                || (values[mask | 1 << first] - values[mask | 1 << second]).magnitude <= tolerance
        }
    }
}

extension Int {
    /// The coalition of this number.
    var coalition: Coalition { Coalition(bits: UInt64(self)) }
}

/// Why a division is the (pre)nucleolus, or a level the least: levels of excess, each with weights that show
/// it cannot be lowered while the levels before are kept.
///
/// Kohlberg (1971): a division is the nucleolus exactly where, at every level of excess, the coalitions at
/// or above it form a balanced collection. It is enough to weigh a few coalitions a level: positive weights
/// whose sum of membership vectors lies in the span of the levels before (and of all players together) fix
/// the weighted mean of their excesses in every competing division, so none brings all of them lower; and
/// coalitions in the span of what is settled move no more (Nguyen 2016).
public struct StabilityCertificate<Scalar: GameScalar>: Sendable, Equatable {
    public let weighting: ExcessWeighting
    /// Whether only divisions that give every player at least its own value compete.
    public let overImputations: Bool
    public let levels: [Level]

    public struct Level: Sendable, Equatable {
        /// The excess of every coalition named, in the certificate's unit; above zero where it objects.
        public let excess: Scalar
        public let coalitions: [WeightedCoalition]
        /// Players held at exactly their own value, with their weights; only over imputations.
        public let heldAtOwnValue: [WeightedCoalition]

        public init(
            excess: Scalar,
            coalitions: [WeightedCoalition],
            heldAtOwnValue: [WeightedCoalition]
        ) {
            self.excess = excess
            self.coalitions = coalitions
            self.heldAtOwnValue = heldAtOwnValue
        }
    }

    public struct WeightedCoalition: Sendable, Equatable {
        public let coalition: Coalition
        /// Above zero.
        public let weight: Scalar

        public init(coalition: Coalition, weight: Scalar) {
            self.coalition = coalition
            self.weight = weight
        }
    }

    public init(weighting: ExcessWeighting, overImputations: Bool, levels: [Level]) {
        self.weighting = weighting
        self.overImputations = overImputations
        self.levels = levels
    }
}

/// What is wrong with a certificate.
public enum CertificateFault: Sendable, Hashable, CustomStringConvertible {
    /// One share a player, and players of the game only.
    case malformed
    case sharesDoNotSumToTotal
    case belowOwnValue(player: Int)
    case excessDiffers(level: Int, Coalition)
    case notAtOwnValue(level: Int, player: Int)
    case weightNotPositive(level: Int, Coalition)
    case levelNotBalanced(level: Int)
    case levelsNotDescending(level: Int)
    /// A coalition that is worse off than the level, and not settled before it.
    case overlooked(level: Int, Coalition)
    /// The levels leave room for another division.
    case notUnique

    public var description: String { words(.numbers) }

    /// What is wrong, in these names.
    public func words(_ names: PlayerNames) -> String {
        switch self {
        case .malformed: "the certificate is not one for this game"
        case .sharesDoNotSumToTotal: "the shares do not sum to the total"
        case .belowOwnValue(let player): "\(names(player)) does worse than alone"
        case .excessDiffers(let level, let coalition):
            "\(names(coalition)) does not have the excess of level \(level)"
        case .notAtOwnValue(let level, let player):
            "\(names(player)) is not held at its own value, as level \(level) says"
        case .weightNotPositive(let level, let coalition):
            "\(names(coalition)) has no positive weight at level \(level)"
        case .levelNotBalanced(let level): "the weights of level \(level) do not balance"
        case .levelsNotDescending(let level): "level \(level) is above the one before"
        case .overlooked(let level, let coalition):
            "\(names(coalition)) is worse off than level \(level)"
        case .notUnique: "another division would do as well"
        }
    }
}

public import CooperativeGames
public import Money

/// What a request about a game leaves: every rule side by side, with proofs and objections.
public struct GameRun: Sendable {
    public let players: [String]
    public let orientation: Orientation
    public let playerCount: Int
    /// The value of everybody together; nil where it is not known.
    public let grandValue: Quantity?
    /// Coalitions with their values and standard errors, in the order of the file; left out where there are
    /// more than `listedCoalitions`.
    public let coalitions: [CoalitionValue]
    /// Coalitions without a value, as members, the first `listedCoalitions` of them.
    public let missing: [[String]]
    public let missingCount: Int
    /// Whether everything was computed in exact fractions rather than Doubles.
    public let isExact: Bool
    /// Nil while values are missing.
    public let properties: GameProperties?
    public let core: CoreFinding
    public let rules: [RuleFinding]
    /// The amount of money divided by each rule; nil where none was stated.
    public let total: Money?
    /// What shares are compared with.
    public let reference: Reference?
    public let interactions: [Interaction]
    public let input: [InputRecord]
    public let warnings: [String]
    /// Every option with its default filled in.
    public let options: [(name: String, value: String)]

    public static let listedCoalitions = 128
    /// Most objecting coalitions listed under one rule.
    public static let listedObjections = 4_096

    public struct CoalitionValue: Sendable {
        public let members: [String]
        public let value: Quantity
        public let standardError: Quantity?
    }

    /// Proportional shares, or equal ones where proportional ones do not exist.
    public struct Reference: Sendable {
        public let rule: SharingRule
        /// In words: proportional to what.
        public let meaning: String
        public let shares: [Quantity]
    }

    public struct Interaction: Sendable {
        public let members: [String]
        public let shapley: Quantity
        public let banzhaf: Quantity
    }
}

/// Whether any division satisfies every coalition.
public enum CoreFinding: Sendable {
    case nonEmpty(division: [Quantity])
    /// Weights on coalitions that count every player once and yet claim `excess` more than there is.
    case empty(balanced: [WeightedGroup], excess: Quantity)
    /// It cannot be said, and why.
    case unknown(String)

    public struct WeightedGroup: Sendable {
        public let members: [String]
        public let weight: Quantity
    }
}

/// One rule applied to the game.
public struct RuleFinding: Sendable {
    public let rule: SharingRule
    public let outcome: Outcome

    public enum Outcome: Sendable {
        case shares(RuleShares)
        /// Values are missing: between what bounds each share lies, nil where there is none.
        case intervals([ShareInterval])
        /// The rule says nothing about this game, and why.
        case notApplicable(String)
    }

    public var shares: RuleShares? {
        if case .shares(let shares) = outcome { shares } else { nil }
    }
}

/// From a least to a most.
public struct ShareInterval: Sendable, Equatable {
    public let least: Quantity?
    public let most: Quantity?
}

/// Shares under one rule, one a player, and what there is to say of them.
public struct RuleShares: Sendable {
    public let shares: [Quantity]
    public let standardErrors: [Double]?
    /// Nil while values are missing.
    public let stability: Stability?
    public let certificate: Certificate?
    /// Shares less those of the reference.
    public let versusReference: [Quantity]?
    public let money: MoneyDivision

    /// Who objects.
    public struct Stability: Sendable {
        public let isInCore: Bool
        public let isEfficient: Bool
        public let isIndividuallyRational: Bool
        /// The largest excess first.
        public let blocking: [Objection]
        public let blockingCount: Int
    }

    public struct Objection: Sendable {
        public let members: [String]
        /// What the members pay or get together under the rule, and what they would by themselves.
        public let together: Quantity
        public let alone: Quantity
        /// By how much they would do better by themselves.
        public let excess: Quantity
    }

    /// The levels of excess that prove a nucleolus or least core.
    public struct Certificate: Sendable {
        public let weighting: ExcessWeighting
        public let overImputations: Bool
        public let levels: [Level]

        public struct Level: Sendable {
            public let excess: Quantity
            public let coalitions: [CoreFinding.WeightedGroup]
            public let heldAtOwnValue: [CoreFinding.WeightedGroup]
        }
    }

    public enum MoneyDivision: Sendable {
        /// No amount was stated.
        case none
        case divided(DividedMoney)
        /// Money cannot follow these shares, and why.
        case refused(String)

        public var divided: DividedMoney? {
            if case .divided(let money) = self { money } else { nil }
        }
    }
}

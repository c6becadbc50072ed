package import TopsliceRecords
package import TopsliceCooperativeGames
package import TopsliceMoney

/// What a request about a game leaves: every rule side by side, with proofs and objections.
package struct GameRun: SharingRun {
    package let players: [String]
    package let orientation: Orientation
    package let playerCount: Int
    /// The value of everybody together; nil where it is not known.
    package let grandValue: Quantity?
    /// What each would pay or gain alone, and what it adds to all the others; nil where a value is missing.
    package let firstIn: [Quantity?]
    package let lastIn: [Quantity?]
    /// Coalitions with their values and standard errors, in the order of the file; left out where there are
    /// more than `listedCoalitions`.
    package let coalitions: [CoalitionValue]
    /// Coalitions without a value, as members, the first `listedCoalitions` of them.
    package let missing: [[String]]
    package let missingCount: Int
    /// Whether everything was computed in exact fractions rather than Doubles.
    package let isExact: Bool
    /// Nil while values are missing.
    package let properties: GameProperties?
    package let core: CoreFinding
    package let rules: [RuleFinding]
    /// The amount of money divided by each rule; nil where none was stated.
    package let total: Money?
    /// What shares are compared with.
    package let reference: Reference?
    package let interactions: [Interaction]
    package let input: [InputRecord]
    package let warnings: [SharingWarning]
    /// Every option with its default filled in.
    package let options: [(name: String, value: String)]

    package static let listedCoalitions = 128
    /// Most objecting coalitions listed under one rule.
    package static let listedObjections = 4_096

    package struct CoalitionValue: Sendable {
        package let members: [String]
        package let value: Quantity
        package let standardError: Quantity?
    }

    /// Proportional shares, or equal ones where proportional ones do not exist.
    package struct Reference: Sendable {
        package let rule: SharingRule
        package let basis: Basis
        package let shares: [Quantity]

        package enum Basis: Sendable {
            case ownValues
            case statedWeights
            /// Proportional shares do not exist.
            case equal
        }
    }

    package struct Interaction: Sendable {
        package let members: [String]
        package let shapley: Quantity
        package let banzhaf: Quantity
    }
}

/// Whether any division satisfies every coalition.
package enum CoreFinding: Sendable {
    case nonEmpty(division: [Quantity])
    /// Weights on coalitions that count every player once and yet claim `excess` more than there is.
    case empty(balanced: [WeightedGroup], excess: Quantity)
    /// It cannot be said, and why.
    case unknown(RuleGap)

    package struct WeightedGroup: Sendable {
        package let members: [String]
        package let weight: Quantity
    }
}

/// One rule applied to the game.
package struct RuleFinding: Sendable {
    package let rule: SharingRule
    package let outcome: Outcome

    package enum Outcome: Sendable {
        case shares(RuleShares)
        /// Values are missing: between what bounds each share lies, nil where there is none.
        case intervals([ShareInterval])
        /// The rule says nothing about this game, and why.
        case notApplicable(RuleGap)
    }

    package var shares: RuleShares? {
        if case .shares(let shares) = outcome { shares } else { nil }
    }
}

/// From a least to a most.
package struct ShareInterval: Sendable, Equatable {
    package let least: Quantity?
    package let most: Quantity?
}

/// Shares under one rule, one a player, and what there is to say of them.
package struct RuleShares: Sendable {
    package let shares: [Quantity]
    package let standardErrors: [Double]?
    /// Nil while values are missing.
    package let stability: Stability?
    package let certificate: Certificate?
    /// Shares less those of the reference.
    package let versusReference: [Quantity]?
    package let money: MoneyDivision

    /// What the shares come to.
    package var sum: Quantity { Quantity.sum(shares) }

    /// Who objects.
    package struct Stability: Sendable {
        package let isInCore: Bool
        package let isEfficient: Bool
        package let isIndividuallyRational: Bool
        /// The largest excess first.
        package let blocking: [Objection]
        package let blockingCount: Int
    }

    package struct Objection: Sendable {
        package let members: [String]
        /// What the members pay or get together under the rule, and what they would by themselves.
        package let together: Quantity
        package let alone: Quantity
        /// By how much they would do better by themselves.
        package let excess: Quantity
    }

    /// The levels of excess that prove a nucleolus or least core.
    package struct Certificate: Sendable {
        package let weighting: ExcessWeighting
        package let overImputations: Bool
        package let levels: [Level]

        package struct Level: Sendable {
            package let excess: Quantity
            package let coalitions: [CoreFinding.WeightedGroup]
            package let heldAtOwnValue: [CoreFinding.WeightedGroup]
        }
    }

    package enum MoneyDivision: Sendable {
        /// No amount was stated.
        case none
        case divided(DividedMoney)
        /// Money cannot follow these shares, and why.
        case refused(MoneyGap)

        package var divided: DividedMoney? {
            if case .divided(let money) = self { money } else { nil }
        }
    }
}

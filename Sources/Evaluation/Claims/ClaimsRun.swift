public import Apportionment
public import ExactArithmetic
public import Money

/// What a request about claims leaves: the awards under every rule side by side.
public struct ClaimsRun: Sendable {
    public let estate: Money
    public let claimants: [StatedClaim]
    public let claimsTotal: Money
    public let rules: [ClaimsFinding]
    public let input: [InputRecord]
    public let warnings: [String]
    public let options: [(name: String, value: String)]

    /// Whether any claimant has a weight, cap, floor or tier of its own.
    public var hasTerms: Bool {
        claimants.contains { $0.weight != 1 || $0.cap != nil || !$0.floor.isZero }
            || Set(claimants.map(\.priority)).count > 1
    }
}

/// A claim as the file states it.
public struct StatedClaim: Sendable {
    public let id: String
    public let claim: Money
    public let weight: Rational
    public let cap: Money?
    public let floor: Money
    public let priority: Int
    public let line: Int
}

/// One rule applied to the claims.
public struct ClaimsFinding: Sendable {
    public let rule: ClaimsRule
    public let outcome: Outcome

    public enum Outcome: Sendable {
        /// The exact awards, and the whole pennies that sum to the estate.
        case awards(ClaimsAwards)
        case notApplicable(String)
    }

    public var awards: ClaimsAwards? {
        if case .awards(let awards) = outcome { awards } else { nil }
    }
}

public struct ClaimsAwards: Sendable {
    /// In major units.
    public let awards: [Quantity]
    /// Awards less those of the proportional rule; nil where that was not reckoned.
    public let versusProportional: [Quantity]?
    public let money: DividedMoney
}

extension ClaimsRule {
    public var title: String {
        switch self {
        case .proportional: "Proportional"
        case .adjustedProportional: "Adjusted proportional"
        case .constrainedEqualAwards: "Constrained equal awards"
        case .constrainedEqualLosses: "Constrained equal losses"
        case .talmud: "Talmud"
        case .reverseTalmud: "Reverse Talmud"
        case .piniles: "Piniles"
        case .constrainedEgalitarian: "Constrained egalitarian"
        case .minimalOverlap: "Minimal overlap"
        case .randomArrival: "Random arrival"
        case .averageOfAwards: "Average of awards"
        }
    }

    /// What the rule does, for somebody who has never met it.
    public var meaning: String {
        switch self {
        case .proportional: "everybody gets the same part of its claim"
        case .adjustedProportional:
            "first what the others concede, then the rest in proportion to what is still claimed"
        case .constrainedEqualAwards: "the same for everybody, but nobody more than its claim"
        case .constrainedEqualLosses: "the same loss for everybody, but nobody below nothing"
        case .talmud:
            "equal awards up to half of each claim, equal losses beyond: the nucleolus of the claims"
        case .reverseTalmud: "equal losses up to half of each claim, equal awards beyond"
        case .piniles: "equal awards on half the claims, and again on the other half"
        case .constrainedEgalitarian: "as equal as can be while larger claims never lose by the rule"
        case .minimalOverlap: "claims are laid on the estate so that they overlap least"
        case .randomArrival: "paid in full as they arrive, averaged over every order of arrival"
        case .averageOfAwards: "the average of all divisions that give nobody more than its claim"
        }
    }
}

package import TopsliceRecords
package import TopsliceApportionment
package import TopsliceExactArithmetic
package import TopsliceMoney

/// What a request about claims leaves: the awards under every rule side by side.
package struct ClaimsRun: SharingRun {
    package let estate: Money
    package let claimants: [StatedClaim]
    package let claimsTotal: Money
    package let rules: [ClaimsFinding]
    package let input: [InputRecord]
    package let warnings: [SharingWarning]
    package let options: [(name: String, value: String)]

    /// Whether any claimant has a weight, cap, floor or tier of its own.
    package var hasTerms: Bool {
        claimants.contains { $0.weight != 1 || $0.cap != nil || !$0.floor.isZero }
            || Set(claimants.map(\.priority)).count > 1
    }
}

/// A claim as the file states it.
package struct StatedClaim: Sendable {
    package let id: String
    package let claim: Money
    package let weight: Rational
    package let cap: Money?
    package let floor: Money
    package let priority: Int
    package let line: Int
}

/// One rule applied to the claims.
package struct ClaimsFinding: Sendable {
    package let rule: ClaimsRule
    package let outcome: Outcome

    package enum Outcome: Sendable {
        /// The exact awards, and the whole pennies that sum to the estate.
        case awards(ClaimsAwards)
        case notApplicable(ClaimsGap)
    }

    package var awards: ClaimsAwards? {
        if case .awards(let awards) = outcome { awards } else { nil }
    }
}

package struct ClaimsAwards: Sendable {
    /// In major units.
    package let awards: [Quantity]
    /// Awards less those of the proportional rule; nil where that was not reckoned.
    package let versusProportional: [Quantity]?
    package let money: DividedMoney
}

extension ClaimsRule {
    package var title: String {
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
    package var meaning: String {
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
        case .constrainedEgalitarian:
            "as equal as can be while larger claims never lose by the rule"
        case .minimalOverlap: "claims are laid on the estate so that they overlap least"
        case .randomArrival: "paid in full as they arrive, averaged over every order of arrival"
        case .averageOfAwards: "the average of all divisions that give nobody more than its claim"
        }
    }
}

public import TopsliceExactArithmetic

/// Why an estate cannot be divided among claims.
public enum ClaimsError: Error, Sendable, Hashable, CustomStringConvertible {
    case noClaimants
    case claimantTwice(id: String)
    case negativeEstate(Rational)
    case negativeClaim(id: String, claim: Rational)
    case weightNotPositive(id: String, weight: Rational)
    case negativeCap(id: String, cap: Rational)
    case negativeFloor(id: String, floor: Rational)
    case floorAboveLimit(id: String, floor: Rational, limit: Rational)
    case estateAboveClaims(estate: Rational, claims: Rational)
    case estateAboveCaps(estate: Rational, caps: Rational)
    case estateBelowFloors(estate: Rational, floors: Rational)
    case ruleHasNoWeights(ClaimsRule)
    case beyondLimit(ClaimsRule, claimants: Int, reason: String)

    public var description: String {
        switch self {
        case .noClaimants:
            "there are no claimants"
        case .claimantTwice(let id):
            "claimant '\(id)' occurs twice"
        case .negativeEstate(let estate):
            "the estate is below zero: \(estate.written)"
        case .negativeClaim(let id, let claim):
            "the claim of '\(id)' is below zero: \(claim.written)"
        case .weightNotPositive(let id, let weight):
            "the weight of '\(id)' must be above zero, not \(weight.written)"
        case .negativeCap(let id, let cap):
            "the cap of '\(id)' is below zero: \(cap.written)"
        case .negativeFloor(let id, let floor):
            "the floor of '\(id)' is below zero: \(floor.written)"
        case .floorAboveLimit(let id, let floor, let limit):
            "the floor of '\(id)', \(floor.written), is above its claim or cap, \(limit.written)"
        case .estateAboveClaims(let estate, let claims):
            "the estate, \(estate.written), is above the claims together, \(claims.written): "
                + "nobody needs a rule"
        case .estateAboveCaps(let estate, let caps):
            "the estate, \(estate.written), is above what the caps let out, \(caps.written): "
                + "\((estate - caps).written) would be left"
        case .estateBelowFloors(let estate, let floors):
            "the estate, \(estate.written), is below the floors together, \(floors.written)"
        case .ruleHasNoWeights(let rule):
            "\(rule.rawValue) has no weighted form: give every claimant the same weight"
        case .beyondLimit(let rule, let claimants, let reason):
            "\(rule.rawValue) cannot be computed exactly for these \(claimants) claimants: \(reason)"
        }
    }
}

extension Rational {
    /// All decimals where they end, else p/q.
    var written: String { exactDecimal ?? description }
}

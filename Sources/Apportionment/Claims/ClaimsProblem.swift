public import TopsliceExactArithmetic

/// An estate that is too small for the claims on it. Also called a bankruptcy or rationing problem.
///
/// Estate, claims, caps and floors share one unit. Awards keep the order of `claimants`, and no
/// award depends on that order.
public struct ClaimsProblem: Sendable, Hashable {
    public let estate: Rational
    public let claimants: [Claimant]

    /// Checks everything a rule relies on: 0 ≤ floor ≤ min(claim, cap), weights above zero, and an
    /// estate that covers the floors and is covered by what may be awarded.
    public init(estate: Rational, claimants: [Claimant]) throws(ClaimsError) {
        guard !claimants.isEmpty else { throw .noClaimants }
        guard !estate.isNegative else { throw .negativeEstate(estate) }
        var seen: Set<String> = []
        for claimant in claimants {
            guard seen.insert(claimant.id).inserted else {
                throw .claimantTwice(id: claimant.id)
            }
            try Self.check(claimant)
        }
        let claims = claimants.map(\.claim).sum()
        guard estate <= claims else { throw .estateAboveClaims(estate: estate, claims: claims) }
        let limits = claimants.map(\.limit).sum()
        guard estate <= limits else { throw .estateAboveCaps(estate: estate, caps: limits) }
        let floors = claimants.map(\.floor).sum()
        guard estate >= floors else { throw .estateBelowFloors(estate: estate, floors: floors) }
        self.estate = estate
        self.claimants = claimants
    }

    private static func check(_ claimant: Claimant) throws(ClaimsError) {
        let id = claimant.id
        guard !claimant.claim.isNegative else {
            throw .negativeClaim(id: id, claim: claimant.claim)
        }
        guard claimant.weight.isPositive else {
            throw .weightNotPositive(id: id, weight: claimant.weight)
        }
        if let cap = claimant.cap, cap.isNegative { throw .negativeCap(id: id, cap: cap) }
        guard !claimant.floor.isNegative else {
            throw .negativeFloor(id: id, floor: claimant.floor)
        }
        guard claimant.floor <= claimant.limit else {
            throw .floorAboveLimit(id: id, floor: claimant.floor, limit: claimant.limit)
        }
    }
}

package import TopsliceRecords

/// What a clause says without effect, though it is sound: a fact, which reports put into words.
package enum ClauseNotice: Sendable, Hashable {
    /// No year can reach its cap before all years together reach theirs.
    case yearCapAboveCap
    /// A payer whose share is nothing.
    case payerWithoutShare(String)
    /// What is paid in any case is no less than the floor.
    case floorBelowFixedFee
    /// The low end of a cohort's interval, where the estimate is what must reach the threshold.
    case lowEndNotProof(cohort: String)
    /// A link of a chain of 0%.
    case nothingPassedOn(prime: String, sub: String)
    /// A fund that pays 0%.
    case toppedUpByNothing
    /// A partner that is neither paid nor pays under the clauses that the key is about.
    case partyWithoutPart(party: String, Key)
    /// A price for a need that nobody has.
    case needOfNobody(String)
    /// A deadline for claims, where no row says when it was claimed.
    case claimsWithoutDay

    /// Where a partner is named.
    package enum Key: String, Sendable, Hashable {
        case from
        case payee
        case payer
        case prime
    }
}

/// A notice of a clause with its place in the agreement.
package struct PlacedNotice: Sendable, Hashable {
    package let place: FilePlace
    package let clause: String
    package let notice: ClauseNotice
}

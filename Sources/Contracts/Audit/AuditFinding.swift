package import TopsliceExactArithmetic

/// A claim that should not have been made, or not so.
package struct AuditFinding: Sendable, Hashable {
    package let kind: AuditKind
    /// Place of the person in ``PeopleRecords/people``, which nothing prints.
    package let person: Int32
    package let table: PeopleTable
    package let line: Int32
    /// The clause under which it is claimed; nil where that is no matter of a clause.
    package let clause: ClauseHead?
    /// What it is worth, in pence; nil where nobody can say.
    package let worth: Rational?
}

/// What is wrong with a claim.
package enum AuditKind: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// The same thing is claimed for the same person in overlapping windows.
    case claimedTwice = "claimed-twice"
    /// The same, from two payers.
    case twoPayers = "two-payers"
    case notReferred = "not-referred"
    case beforeReferral = "before-referral"
    case afterDeath = "after-death"
    case afterLeaving = "after-leaving"
    case outsideTerm = "outside-term"
    case afterBreak = "after-break"
    case notEligible = "not-eligible"
    case noEvidence = "no-evidence"
    case lateEvidence = "late-evidence"
    case lateClaim = "late-claim"
    case overCap = "over-cap"
    case moreThanADay = "more-than-24-hours"

    /// What a clause's refusal says of a claim; nil where nothing is wrong with having recorded it.
    init?(_ reason: UnpaidReason) {
        switch reason {
        case .paidBefore: self = .claimedTwice
        case .paidByAnother: self = .twoPayers
        case .notReferred: self = .notReferred
        case .beforeReferral: self = .beforeReferral
        case .afterDeath: self = .afterDeath
        case .afterLeaving: self = .afterLeaving
        case .outsidePeriod: self = .outsideTerm
        case .afterBreak: self = .afterBreak
        case .notEligible: self = .notEligible
        case .noEvidence: self = .noEvidence
        case .evidenceLate: self = .lateEvidence
        case .claimedLate: self = .lateClaim
        case .overCap, .overYearCap, .overPersonCap: self = .overCap
        case .betterPaid, .notSustained, .deadweight, .beyondBands, .noTariffForNeed: return nil
        }
    }
}

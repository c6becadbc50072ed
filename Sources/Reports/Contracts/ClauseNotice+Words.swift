import TopsliceContracts
import TopsliceRecords

extension ClauseNotice {
    /// In words, of the clause with an identifier.
    func words(_ id: String) -> String {
        switch self {
        case .yearCapAboveCap:
            "'cap_per_year' of clause '\(id)' has no effect: it is not below 'cap', of all years together"
        case .payerWithoutShare(let party):
            "the share of '\(party)' in clause '\(id)' has no effect: it is 0"
        case .floorBelowFixedFee:
            "'floor' of clause '\(id)' has no effect: what is not at risk is no less"
        case .lowEndNotProof(let cohort):
            "'low_percent' of cohort '\(cohort)' in clause '\(id)' has no effect: the estimate must reach the threshold "
                + "('proof: low' would ask it of the low end)"
        case .nothingPassedOn(let prime, let sub):
            "the link of '\(prime)' to '\(sub)' in clause '\(id)' has no effect: its 'percent' is 0"
        case .toppedUpByNothing: "clause '\(id)' has no effect: its 'percent' is 0"
        case .partyWithoutPart(let party, let key):
            "'\(key.rawValue): \(party)' of clause '\(id)' has no effect: "
                + (key == .payer
                    ? "it pays nothing under the clauses that this one is about"
                    : "it is paid nothing under the clauses that this one is about")
        case .needOfNobody(let need):
            "the price for need '\(escapedName(need))' in clause '\(id)' has no effect: no row has that need"
        case .claimsWithoutDay:
            "'claim_within' of clause '\(id)' has no effect: no row says when it was claimed ('claimed', or the day of 'evidence')"
        }
    }
}

/// Why a candidate of a clause is not paid, by its own days, evidence and referrals.
struct ClaimRules {
    private let terms: ClaimTerms
    private let facts: ContractFacts
    /// Nothing after this day is paid; nil where nobody broke the contract.
    private let breakDay: Int32?
    private let usesReferrals: Bool

    init(_ terms: ClaimTerms, _ facts: ContractFacts, _ others: ClauseResults) {
        self.terms = terms
        self.facts = facts
        breakDay = terms.endsWith.flatMap { others[$0].lastDay }
        usesReferrals = facts.records.given.contains(.referrals)
    }

    /// Nil where nothing that is known of it stands against paying it.
    func refusal(_ candidate: Candidate) -> UnpaidReason? {
        if let breakDay, candidate.day > breakDay { return .afterBreak }
        if let reason = refusalByDay(candidate) { return reason }
        if let reason = refusalByReferral(candidate) { return reason }
        if terms.needsEvidence || terms.evidenceWithin != nil {
            if candidate.evidence == OutcomeRecord.none { return .noEvidence }
            if let within = terms.evidenceWithin {
                if candidate.evidence == OutcomeRecord.undated { return .noEvidence }
                if candidate.evidence > within.after(candidate.day) { return .evidenceLate }
            }
        }
        if let within = terms.claimWithin, let claimed = candidate.dayOfClaim,
            claimed > within.after(candidate.day)
        {
            return .claimedLate
        }
        return nil
    }

    private func refusalByDay(_ candidate: Candidate) -> UnpaidReason? {
        if terms.days.contains(candidate.day) { return nil }
        guard candidate.day > terms.days.to, candidate.day <= terms.lastDay else {
            return .outsidePeriod
        }
        guard usesReferrals else { return nil }
        let isFromTerm = facts.records.referrals(of: candidate.person)
            .contains { $0.referred <= terms.days.to }
        return isFromTerm ? nil : .outsidePeriod
    }

    private func refusalByReferral(_ candidate: Candidate) -> UnpaidReason? {
        guard usesReferrals else { return nil }
        let own = facts.records.referrals(of: candidate.person)
        guard let first = own.first else { return .notReferred }
        if candidate.eligibleOn < first.referred { return .beforeReferral }
        func isPast(_ limit: Int32, _ day: Int32) -> Bool {
            limit != OutcomeRecord.none && day > limit
        }
        if own.contains(where: { isPast($0.died, candidate.day) }) { return .afterDeath }
        let eligible = own.filter {
            $0.from <= candidate.eligibleOn && candidate.eligibleOn <= $0.to
        }
        if eligible.isEmpty { return .notEligible }
        return eligible.allSatisfy { isPast($0.left, candidate.eligibleOn) } ? .afterLeaving : nil
    }
}

extension Candidate {
    /// Stated, or that of the evidence; nil where no row says so.
    var dayOfClaim: Int32? {
        if claimed != OutcomeRecord.none { return claimed }
        return evidence == OutcomeRecord.none || evidence == OutcomeRecord.undated ? nil : evidence
    }
}

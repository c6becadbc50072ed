import TopsliceExactArithmetic
import TopsliceRecords

/// A payment for everybody who is referred: the part of a price that is not at risk.
struct AttachmentClause: ContractClause {
    static let kind = ClauseKind.attachment

    let head: ClauseHead
    let terms: ClaimTerms

    var claimTerms: ClaimTerms? { terms }
    var needs: [String] { terms.endsWith.map { [$0] } ?? [] }
    var tables: Set<PeopleTable> { [.referrals] }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(map, ContractReader.claimKeys)
        guard let terms = reader.claimTerms(map, takesProviderOfRow: false) else { return nil }
        self.head = head
        self.terms = terms
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var working = ClaimWorking(terms, facts, others, .attached)
        facts.records.referrals.forEachRun({ $0.person == $1.person }) { own in
            working.take(
                own.map { referral in
                    Candidate(
                        person: referral.person,
                        day: referral.referred,
                        eligibleOn: max(referral.referred, referral.from),
                        provider: OutcomeRecord.none,
                        payer: OutcomeRecord.none,
                        need: referral.need,
                        evidence: OutcomeRecord.undated,
                        claimed: OutcomeRecord.none,
                        credit: 0,
                        line: referral.line
                    )
                }
            )
        }
        return working.result()
    }
}

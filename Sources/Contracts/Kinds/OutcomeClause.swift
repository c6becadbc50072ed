import TopsliceExactArithmetic
import TopsliceRecords

/// A payment for an outcome of a person, in full or with part credit for a lesser one; once for each person, for the
/// best of those it knows.
struct OutcomeClause: ContractClause {
    static let kind = ClauseKind.outcome

    let head: ClauseHead
    let terms: ClaimTerms
    let outcome: String
    /// Parts of one for outcomes that count as a part of it.
    let partial: [String: Rational]

    var claimTerms: ClaimTerms? { terms }
    var outcomes: [String] { [outcome] + partial.keys.sorted(by: ClauseOrder.precedes) }
    var needs: [String] { terms.endsWith.map { [$0] } ?? [] }
    var tables: Set<PeopleTable> { terms.tables.union([.outcomes]) }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(map, ContractReader.claimKeys + ["outcome", "partial"])
        reader.require(map, ["outcome"])
        let outcome = reader.outcome(map, "outcome")
        let partial = reader.percentByOutcome(map, "partial")
        if let outcome, partial[outcome] != nil, let node = map["partial"] {
            reader.fault(node, "'\(outcome)' is paid in full, and cannot be a part of itself")
        }
        guard let terms = reader.claimTerms(map, takesProviderOfRow: true), let outcome else {
            return nil
        }
        self.head = head
        self.terms = terms
        self.outcome = outcome
        self.partial = partial
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        let records = facts.records
        let lesser = partial.sorted { ClauseOrder.precedes($0.key, $1.key) }
        // By outcome; below zero where it is not paid.
        var credits = [Int32](repeating: -1, count: records.outcomes.count)
        credits[Int(records.outcome(outcome))] = 0
        for (place, entry) in lesser.enumerated() {
            credits[Int(records.outcome(entry.key))] = Int32(place + 1)
        }
        var working = ClaimWorking(
            terms,
            facts,
            others,
            credits: [.one] + lesser.map(\.value),
            .achieved
        )
        var own: [Candidate] = []
        var person: Int32 = -1
        for record in records.results {
            let credit = credits[Int(record.outcome)]
            guard credit >= 0 else { continue }
            if record.person != person {
                working.takeByDay(own)
                own.removeAll(keepingCapacity: true)
                person = record.person
            }
            own.append(
                Candidate(record, on: record.day, eligibleOn: record.day, credit, records)
            )
        }
        working.takeByDay(own)
        return working.result()
    }
}

extension ClaimWorking {
    /// Takes all candidates of one person, which need not be in the order of days.
    mutating func takeByDay(_ candidates: [Candidate]) {
        if candidates.count == 1 {
            take(only: candidates[0])
        } else {
            take(candidates.sorted { ($0.day, $0.credit) < ($1.day, $1.credit) })
        }
    }
}

extension Candidate {
    /// What an outcome that is recorded might be paid. The need is that of the row, or of the referral.
    init(
        _ record: OutcomeRecord,
        on day: Int32,
        eligibleOn: Int32,
        _ credit: Int32,
        _ records: PeopleRecords
    ) {
        person = record.person
        self.day = day
        self.eligibleOn = eligibleOn
        provider = record.provider
        payer = record.payer
        need =
            record.need >= 0
            ? record.need
            : records.referrals.isEmpty
                ? OutcomeRecord.none
                : records.referrals(of: record.person).last { $0.referred <= day }?.need
                    ?? OutcomeRecord.none
        evidence = record.evidence
        claimed = record.claimed
        self.credit = credit
        line = record.line
    }
}

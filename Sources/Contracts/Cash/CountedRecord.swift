/// A record of one thing for one person.
protocol CountedRecord: BitwiseCopyable, Sendable {
    var person: Int32 { get }
    /// Place of the outcome or the kind of episode.
    var what: Int32 { get }
    var provider: Int32 { get }
    /// The day on which it began.
    var first: Int32 { get }

    /// The same of another person.
    func of(person: Int32) -> Self
}

extension OutcomeRecord: CountedRecord {
    var what: Int32 { outcome }
    var first: Int32 { started == Self.none ? day : started }

    /// Nil where the provider has left; what lasts ends on the day before.
    func without(_ provider: Int32, from leaves: Int32) -> OutcomeRecord? {
        guard self.provider == provider else { return self }
        if first >= leaves || started == Self.none && day >= leaves { return nil }
        guard started != Self.none, ended == Self.none || ended >= leaves else { return self }
        return OutcomeRecord(
            person: person,
            outcome: outcome,
            day: day,
            started: started,
            ended: leaves - 1,
            provider: provider,
            payer: payer,
            need: need,
            evidence: evidence,
            claimed: claimed,
            line: line
        )
    }

    func of(person: Int32) -> OutcomeRecord {
        OutcomeRecord(
            person: person,
            outcome: outcome,
            day: day,
            started: started,
            ended: ended,
            provider: provider,
            payer: payer,
            need: need,
            evidence: evidence,
            claimed: claimed,
            line: line
        )
    }
}

extension Episode: CountedRecord {
    var what: Int32 { kind }
    var first: Int32 { from }

    func without(_ provider: Int32, from leaves: Int32) -> Episode? {
        guard self.provider == provider else { return self }
        guard from < leaves else { return nil }
        guard to == OutcomeRecord.none || to >= leaves else { return self }
        return Episode(
            person: person,
            kind: kind,
            from: from,
            to: leaves - 1,
            provider: provider,
            hours: hours,
            line: line
        )
    }

    func of(person: Int32) -> Episode {
        Episode(
            person: person,
            kind: kind,
            from: from,
            to: to,
            provider: provider,
            hours: hours,
            line: line
        )
    }
}

extension Referral {
    func of(person: Int32) -> Referral {
        Referral(
            person: person,
            referred: referred,
            from: from,
            to: to,
            need: need,
            left: left,
            died: died,
            cohort: cohort,
            line: line
        )
    }
}

extension ContractFacts {
    /// The same with other records.
    func holding(_ records: PeopleRecords) -> ContractFacts {
        ContractFacts(term: term, asAt: asAt, records: records, namesRefusals: namesRefusals)
    }
}

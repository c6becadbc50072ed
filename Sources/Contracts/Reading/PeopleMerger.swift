import TopsliceRecords

/// Rows of all tables on their way into ``PeopleRecords``: put together by person, each with its place in the order of bytes.
struct PeopleMerger {
    var results = PersonSorter<OutcomeRecord>()
    var referrals = PersonSorter<Referral>()
    var episodes = PersonSorter<Episode>()

    /// - Parameters:
    ///   - needs: the place in the order of bytes of each number of a need.
    ///   - kinds: the same of kinds of episodes.
    ///   - impossible: what looks for rows that cannot be; nil where they are taken as they are.
    /// - Complexity: O(n log n) for n rows.
    mutating func merge(
        into records: inout PeopleRecords,
        needs: [Int32],
        kinds: [Int32],
        refusing impossible: inout ImpossibleRecords?
    ) {
        var results = self.results.merged()
        var referrals = self.referrals.merged()
        var episodes = self.episodes.merged()
        var names = PeopleNamesWriter()
        var (ownResults, ownReferrals, ownEpisodes) = (
            SpoolWriter<OutcomeRecord>(), SpoolWriter<Referral>(), SpoolWriter<Episode>()
        )
        var person: Int32 = 0
        var last = LastDay()
        while let head = Self.first(results.head, referrals.head, episodes.head) {
            names.append(head.bytes)
            let referred = referrals.records(of: head)
                .map { $0.ranked(person, needs: needs) }.sorted(by: Referral.precedes)
            let achieved = results.records(of: head)
                .map { $0.ranked(person, needs: needs) }.sorted(by: OutcomeRecord.precedes)
            let lasted = episodes.records(of: head)
                .map { $0.ranked(person, kinds: kinds) }.sorted(by: Episode.precedes)
            impossible?.look(at: referred, achieved)
            last.take(referred, achieved, lasted)
            for referral in referred { ownReferrals.append(referral) }
            for result in achieved { ownResults.append(result) }
            for episode in lasted { ownEpisodes.append(episode) }
            person += 1
        }
        records.people = PeopleNames(names)
        records.results = Spool(ownResults)
        records.referrals = Spool(ownReferrals)
        records.episodes = Spool(ownEpisodes)
        records.lastDay = last.day
    }

    /// The name first by its bytes.
    private static func first(_ heads: PersonName?...) -> PersonName? {
        heads.compactMap(\.self).min(by: PersonName.precedes)
    }
}

/// The last day of anything recorded.
private struct LastDay {
    private(set) var day: Int32?

    mutating func take(_ referrals: [Referral], _ results: [OutcomeRecord], _ episodes: [Episode]) {
        for referral in referrals { take(referral.referred) }
        for result in results { take(max(result.day, result.started, result.ended)) }
        for episode in episodes { take(max(episode.from, episode.to)) }
    }

    private mutating func take(_ other: Int32) { day = max(day ?? other, other) }
}

/// What the tables say together and cannot be: outcomes before the referral, a person in two cohorts.
struct ImpossibleRecords {
    private let records: PeopleRecords
    private let file: String
    private var ofReferrals: FaultList
    private var ofOutcomes: FaultList

    /// - Parameter records: tells where rows stand.
    init(_ records: PeopleRecords) {
        self.records = records
        file = records.places[.referrals]?.file ?? ""
        ofReferrals = FaultList(file: file)
        ofOutcomes = FaultList(file: file)
    }

    var faults: FaultList {
        var all = ofReferrals
        all.add(ofOutcomes)
        return all
    }

    /// Looks at the rows of one person.
    mutating func look(at referrals: [Referral], _ results: [OutcomeRecord]) {
        for (before, after) in zip(referrals, referrals.dropFirst()) {
            if before.cohort != after.cohort, after.cohort != OutcomeRecord.none {
                refuse(
                    after,
                    "cohort",
                    "the person is in another cohort too, by line \(before.line)"
                )
            } else if after.from <= before.to {
                refuse(
                    after,
                    "from",
                    "the person is referred twice for the same days, first by line \(before.line)"
                )
            }
        }
        guard let first = referrals.first else { return }
        for result in results where result.day < first.referred {
            guard let place = records.place(.outcomes, line: result.line) else { continue }
            ofOutcomes.add(
                Fault(
                    place: place,
                    subject: .column("date"),
                    message: "the outcome lies before the referral, line \(first.line) of \(file)"
                )
            )
        }
    }

    private mutating func refuse(_ referral: Referral, _ column: String, _ message: String) {
        guard let place = records.place(.referrals, line: referral.line) else { return }
        ofReferrals.add(Fault(place: place, subject: .column(column), message: message))
    }
}

extension OutcomeRecord {
    fileprivate func ranked(_ person: Int32, needs: [Int32]) -> OutcomeRecord {
        OutcomeRecord(
            person: person,
            outcome: outcome,
            day: day,
            started: started,
            ended: ended,
            provider: provider,
            payer: payer,
            need: need < 0 ? need : needs[Int(need)],
            evidence: evidence,
            claimed: claimed,
            line: line
        )
    }
}

extension Referral {
    fileprivate func ranked(_ person: Int32, needs: [Int32]) -> Referral {
        Referral(
            person: person,
            referred: referred,
            from: from,
            to: to,
            need: need < 0 ? need : needs[Int(need)],
            left: left,
            died: died,
            cohort: cohort,
            line: line
        )
    }
}

extension Episode {
    fileprivate func ranked(_ person: Int32, kinds: [Int32]) -> Episode {
        Episode(
            person: person,
            kind: kinds[Int(kind)],
            from: from,
            to: to,
            provider: provider,
            hours: hours,
            line: line
        )
    }
}

package import TopsliceRecords

/// Reads what is recorded of people: every fault of every table, located and at once, and no value of any person in a
/// message.
package struct PeopleReader {
    /// Paths of the tables.
    package struct Paths: Sendable {
        package var outcomes: String?
        package var referrals: String?
        package var episodes: String?

        package init(
            outcomes: String? = nil,
            referrals: String? = nil,
            episodes: String? = nil
        ) {
            self.outcomes = outcomes
            self.referrals = referrals
            self.episodes = episodes
        }

        package var isEmpty: Bool { outcomes == nil && referrals == nil && episodes == nil }
    }

    /// What the tables are read against.
    package struct Expected: Sendable {
        package let parties: [String]
        package let outcomes: [String]
        /// Days on which outcomes may be dated; nil where all are taken as they are, to be audited.
        package let days: ContractTerm?

        package init(parties: [String], outcomes: [String], days: ContractTerm?) {
            self.parties = parties.sorted(by: ClauseOrder.precedes)
            self.outcomes = outcomes.sorted(by: ClauseOrder.precedes)
            self.days = days
        }
    }

    private let expected: Expected
    private let parties: Vocabulary
    private let outcomes: Vocabulary
    private var merger = PeopleMerger()
    private var needs = Vocabulary()
    private var cohorts = Vocabulary()
    private var kinds = Vocabulary()
    private var records = PeopleRecords()
    package private(set) var faults: [FaultList] = []

    package init(_ paths: Paths, expected: Expected) {
        self.expected = expected
        parties = Vocabulary(expected.parties)
        outcomes = Vocabulary(expected.outcomes)
        read(.referrals, paths.referrals, Self.referralColumns) { $0.referral(&$1) }
        read(.outcomes, paths.outcomes, Self.outcomeColumns) { $0.outcome(&$1) }
        read(.episodes, paths.episodes, Self.episodeColumns) { $0.episode(&$1) }
        merge()
    }

    /// What was read; sound only where there are no faults.
    package var result: PeopleRecords { records }

    private static let outcomeColumns = (
        required: ["person_id", "outcome", "date"],
        optional: ["provider", "need", "evidence", "started", "ended", "payer", "claimed"]
    )
    private static let referralColumns = (
        required: ["person_id", "referred"],
        optional: ["from", "to", "need", "left", "died", "cohort"]
    )
    private static let episodeColumns = (
        required: ["person_id", "episode", "from"], optional: ["to", "provider", "hours"]
    )

    private mutating func read(
        _ table: PeopleTable,
        _ path: String?,
        _ columns: (required: [String], optional: [String]),
        _ row: (inout PeopleReader, inout PeopleTableReader) -> Void
    ) {
        guard let path else { return }
        records.given.insert(table)
        do throws(Faults) {
            var reader = try PeopleTableReader(
                path,
                required: columns.required,
                optional: columns.optional
            )
            while reader.next() { row(&self, &reader) }
            records.places[table] = reader.place
            records.files.append(
                InputRecord(
                    path: reader.file.path,
                    sha256: reader.file.sha256,
                    rows: reader.rows,
                    seconds: 0
                )
            )
            if !reader.allFaults.isEmpty { faults.append(reader.allFaults) }
        } catch {
            var list = FaultList(file: path)
            for fault in error.faults { list.add(fault) }
            faults.append(list)
        }
    }

    private mutating func need(_ reader: PeopleTableReader) -> Int32 {
        reader.text("need").map { needs.number(of: $0) } ?? OutcomeRecord.none
    }

    private mutating func outcome(_ reader: inout PeopleTableReader) {
        let person = reader.require("person_id")
        var outcome: Int32?
        if reader.require("outcome") != nil {
            outcome = reader.member("outcome", of: outcomes, what: "an outcome")
        }
        let day = reader.requiredDay("date")
        let started = reader.day("started")
        let ended = reader.day("ended")
        let claimed = reader.day("claimed")
        let provider = reader.member("provider", of: parties, what: "a partner")
        let payer = reader.member("payer", of: parties, what: "a partner")
        if let started, let ended, ended != OutcomeRecord.none, ended < started {
            reader.fault("ended", "it ended before it started")
        }
        if let day, let days = expected.days, !days.contains(day) {
            reader.fault(
                "date",
                "the day lies outside the term, \(written(days.from)) to \(written(days.to))"
            )
        }
        guard let person, let outcome, let day, let started, let ended, let claimed,
            let provider, let payer
        else { return }
        merger.results.append(
            person,
            OutcomeRecord(
                person: OutcomeRecord.none,
                outcome: outcome,
                day: day,
                started: started,
                ended: ended,
                provider: provider,
                payer: payer,
                need: need(reader),
                evidence: reader.evidence("evidence"),
                claimed: claimed,
                line: reader.line
            )
        )
    }

    private mutating func referral(_ reader: inout PeopleTableReader) {
        let person = reader.require("person_id")
        let referred = reader.requiredDay("referred")
        let from = reader.day("from")
        let to = reader.day("to")
        let left = reader.day("left")
        let died = reader.day("died")
        if let from, let to, to != OutcomeRecord.none, to < from {
            reader.fault("to", "the period ends before it begins")
        }
        guard let person, let referred, let from, let to, let left, let died else { return }
        let cohort = reader.text("cohort").map { cohorts.number(of: $0) }
        merger.referrals.append(
            person,
            Referral(
                person: OutcomeRecord.none,
                referred: referred,
                from: from == OutcomeRecord.none ? referred : from,
                to: to == OutcomeRecord.none ? Int32.max : to,
                need: need(reader),
                left: left,
                died: died,
                cohort: cohort ?? OutcomeRecord.none,
                line: reader.line
            )
        )
    }

    private mutating func episode(_ reader: inout PeopleTableReader) {
        let person = reader.require("person_id")
        let kind = reader.require("episode")
        let from = reader.requiredDay("from")
        let to = reader.day("to")
        let provider = reader.member("provider", of: parties, what: "a partner")
        let hours = reader.hundredths("hours")
        if let from, let to, to != OutcomeRecord.none, to < from {
            reader.fault("to", "the episode ends before it begins")
        }
        guard let person, let kind, let from, let to, let provider, let hours else { return }
        merger.episodes.append(
            person,
            Episode(
                person: OutcomeRecord.none,
                kind: kinds.number(of: kind),
                from: from,
                to: to,
                provider: provider,
                hours: hours,
                line: reader.line
            )
        )
    }

    /// Names everybody and everything by places in the order of bytes, and puts records in their order.
    private mutating func merge() {
        let needs = needs.ranked()
        let kinds = kinds.ranked()
        records.parties = expected.parties
        records.outcomes = expected.outcomes
        records.needs = needs.texts
        records.episodeKinds = kinds.texts
        var impossible = expected.days == nil ? nil : ImpossibleRecords(records)
        merger.merge(
            into: &records,
            needs: needs.places,
            kinds: kinds.places,
            refusing: &impossible
        )
        if let found = impossible?.faults, !found.isEmpty { faults.append(found) }
    }
}

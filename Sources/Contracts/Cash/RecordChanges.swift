import TopsliceCashFlows
import TopsliceExactArithmetic
import TopsliceMoney

/// What shocks make of the records of people: outcomes that come about more or less often, and what a provider that leaves
/// does not bring about any more.
///
/// People count, not rows: of an outcome those who have it stand in the order of the first day of it, and of n of them about n
/// times the factor have it, spread evenly; who has it more than once stands for another person with the same referrals. A
/// provider whose place another takes keeps its rows: whom they pay changes where payments are made.
struct RecordChanges {
    private let leaving: [(party: String, from: Int32)]
    private let counts: [(selection: CountSelection, billionths: Int)]
    /// Where counting begins, in billionths.
    private let offset: Int

    private static let one = 1_000_000_000

    init(_ shocks: [Shock], offset: Int) {
        var leaving: [(party: String, from: Int32)] = []
        var counts: [(selection: CountSelection, billionths: Int)] = []
        for shock in shocks {
            switch shock {
            case .leaves(let party, let from, nil): leaving.append((party, Int32(from.dayNumber)))
            case .counted(let selection, let factor):
                let billionths = (factor * Rational(Self.one)).rounded(.nearestOrAwayFromZero)
                guard let count = Int(exactly: billionths) else {
                    preconditionFailure("\(factor) times as often in billionths is no word")
                }
                counts.append((selection, count))
            case .leaves, .scaled, .late, .budget: break
            }
        }
        self.leaving = leaving
        self.counts = counts
        self.offset = offset
    }

    var isEmpty: Bool { leaving.isEmpty && counts.isEmpty }

    /// - Complexity: O(n log n) for n records.
    func made(to facts: ContractFacts) -> PeopleRecords {
        var records = facts.records
        for (party, from) in leaving {
            guard let place = records.parties.firstIndex(of: party) else { continue }
            records.results = Spool(
                records.results.compactMap { $0.without(Int32(place), from: from) }
            )
            records.episodes = Spool(
                records.episodes.compactMap { $0.without(Int32(place), from: from) }
            )
        }
        guard !counts.isEmpty else { return records }
        var others = OtherPeople(records)
        let results = counted(Array(records.results), records.outcomes, records, &others)
        let episodes = counted(Array(records.episodes), records.episodeKinds, records, &others)
        records.results = Spool(results.sorted(by: OutcomeRecord.precedes))
        records.episodes = Spool(episodes.sorted(by: Episode.precedes))
        records.referrals = Spool(others.referrals.sorted(by: Referral.precedes))
        return records
    }

    /// The records of those who still have what they have, and of as many more as there are.
    private func counted<Record: CountedRecord>(
        _ all: [Record],
        _ names: [String],
        _ records: PeopleRecords,
        _ others: inout OtherPeople
    ) -> [Record] {
        var kept: [Record] = []
        for (kind, name) in names.enumerated() {
            let own = all.filter { $0.what == Int32(kind) }
            var sum = offset
            for rows in own.byPerson() {
                let factor = factor(of: rows[0], name, records.parties)
                let before = sum / Self.one
                sum += factor
                for copy in 0..<(sum / Self.one - before) {
                    kept +=
                        copy == 0
                        ? rows : others.rows(rows)
                }
            }
        }
        return kept
    }

    /// How many times as often it comes about, in billionths.
    private func factor(
        of record: some CountedRecord,
        _ name: String,
        _ parties: [String]
    ) -> Int {
        var factor = Self.one
        for (selection, own) in counts where selection.holds(record, name, parties) {
            let (high, low) = factor.multipliedFullWidth(by: own)
            factor = Self.one.dividingFullWidth((high, low)).quotient
        }
        return factor
    }
}

extension CountSelection {
    fileprivate func holds(
        _ record: some CountedRecord,
        _ name: String,
        _ parties: [String]
    ) -> Bool {
        if let outcomes, !outcomes.contains(name) { return false }
        if let from, record.first < Int32(from.dayNumber) { return false }
        guard let provider else { return true }
        return record.provider >= 0 && parties[Int(record.provider)] == provider
    }
}

/// People who have something that those on record have once.
private struct OtherPeople {
    /// How many people there are; those who are not recorded have no identifier.
    private var count: Int
    private(set) var referrals: [Referral]
    private let recorded: PeopleRecords

    init(_ records: PeopleRecords) {
        recorded = records
        count = records.people.count
        referrals = Array(records.referrals)
    }

    mutating func rows<Record: CountedRecord>(
        _ rows: [Record]
    ) -> [Record] {
        let own = Int32(count)
        count += 1
        referrals += recorded.referrals(of: rows[0].person).map { $0.of(person: own) }
        return rows.map { $0.of(person: own) }
    }
}

/// A record of one thing for one person.
protocol CountedRecord {
    var person: Int32 { get }
    /// Place of the outcome or the kind of episode.
    var what: Int32 { get }
    var provider: Int32 { get }
    /// The day on which it began.
    var first: Int32 { get }

    /// The same of another person.
    func of(person: Int32) -> Self
}

extension Array where Element: CountedRecord {
    /// The rows of each person, whoever has the earliest first.
    fileprivate func byPerson() -> [[Element]] {
        var rows: [Int32: [Element]] = [:]
        for record in self { rows[record.person, default: []].append(record) }
        return rows.map { person, rows in
            guard let first = rows.map(\.first).min() else {
                preconditionFailure("person \(person) is kept without a row")
            }
            return (first: first, person: person, rows: rows)
        }
        .sorted { ($0.first, $0.person) < ($1.first, $1.person) }
        .map(\.rows)
    }
}

extension OutcomeRecord: CountedRecord {
    var what: Int32 { outcome }
    var first: Int32 { started == Self.none ? day : started }

    /// Nil where the provider has left; what lasts ends on the day before.
    fileprivate func without(_ provider: Int32, from leaves: Int32) -> OutcomeRecord? {
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

    fileprivate func without(_ provider: Int32, from leaves: Int32) -> Episode? {
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
    fileprivate func of(person: Int32) -> Referral {
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

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
    let leaving: [Leaving]
    let counts: [Count]
    /// Where counting begins, in billionths.
    let offset: Int

    /// A provider that brings about nothing more from a day on.
    struct Leaving: Hashable {
        let party: String
        let from: Int32
    }

    /// What comes about so many times as often, in billionths.
    struct Count {
        let selection: CountSelection
        let billionths: Int
    }

    static let one = 1_000_000_000

    init(_ shocks: [Shock], offset: Int) {
        var leaving: [Leaving] = []
        var counts: [Count] = []
        for shock in shocks {
            switch shock {
            case .leaves(let party, let from, nil):
                leaving.append(Leaving(party: party, from: Int32(from.dayNumber)))
            case .counted(let selection, let factor):
                let billionths = (factor * Rational(Self.one)).rounded(.nearestOrAwayFromZero)
                guard let count = Int(exactly: billionths) else {
                    preconditionFailure("\(factor) times as often in billionths is no word")
                }
                counts.append(Count(selection: selection, billionths: count))
            case .leaves, .scaled, .late, .budget: break
            }
        }
        self.leaving = leaving
        self.counts = counts
        self.offset = offset
    }

    var isEmpty: Bool { leaving.isEmpty && counts.isEmpty }

    /// Whether a clause may pay otherwise than planned for what it looks at itself.
    func change(_ clause: some ContractClause) -> Bool {
        if !leaving.isEmpty { return true }
        // Other people are referred too.
        if clause.tables.contains(.referrals) { return true }
        if case .partOfReferrals = clause.claimTerms?.deadweight { return true }
        let own = clause.outcomes + (clause.episode.map { [$0] } ?? [])
        return counts.contains { count in
            own.contains { count.selection.outcomes?.contains($0) ?? true }
        }
    }
}

/// Records of people made ready to be counted otherwise again and again.
struct CountableRecords: Sendable {
    private let records: PeopleRecords
    private let results: CountableRows<OutcomeRecord>
    private let episodes: CountableRows<Episode>
    private let referrals: [Referral]

    /// - Parameter leaving: whose records end.
    /// - Complexity: O(n log n) for n records.
    init(_ recorded: PeopleRecords, without leaving: [RecordChanges.Leaving]) {
        var records = recorded
        for leaves in leaving {
            guard let place = records.parties.firstIndex(of: leaves.party) else { continue }
            let party = Int32(place)
            records.results = Spool(
                records.results.compactMap { $0.without(party, from: leaves.from) }
                    .sorted(by: OutcomeRecord.precedes)
            )
            records.episodes = Spool(
                records.episodes.compactMap { $0.without(party, from: leaves.from) }
                    .sorted(by: Episode.precedes)
            )
        }
        self.records = records
        results = CountableRows(records.results, kinds: records.outcomes.count)
        episodes = CountableRows(records.episodes, kinds: records.episodeKinds.count)
        referrals = Array(records.referrals)
    }

    /// - Complexity: O(n) for n records.
    func counted(_ counts: [RecordChanges.Count], from offset: Int) -> PeopleRecords {
        guard !counts.isEmpty else { return records }
        var changed = records
        var others = OtherPeople(records)
        if let rows = results.counted(counts, offset, records.outcomes, records.parties, &others) {
            changed.results = rows
        }
        if let rows = episodes.counted(
            counts,
            offset,
            records.episodeKinds,
            records.parties,
            &others
        ) {
            changed.episodes = rows
        }
        if !others.referrals.isEmpty { changed.referrals = Spool(referrals + others.referrals) }
        return changed
    }
}

/// Records of one table by what they are of and whom.
private struct CountableRows<Record: CountedRecord>: Sendable {
    /// By person, and what they are of.
    private let rows: [Record]
    /// The rows of each person, whoever has the earliest first, by what they are of.
    private let groups: [[Group]]

    private struct Group {
        let first: Int32
        let person: Int32
        var rows: Range<Int>
    }

    init(_ spool: Spool<Record>, kinds: Int) {
        let rows = Array(spool)
        var groups = [[Group]](repeating: [], count: kinds)
        var start = 0
        while start < rows.count {
            let (person, kind) = (rows[start].person, rows[start].what)
            var (end, first) = (start, rows[start].first)
            while end < rows.count, rows[end].person == person, rows[end].what == kind {
                first = min(first, rows[end].first)
                end += 1
            }
            groups[Int(kind)].append(Group(first: first, person: person, rows: start..<end))
            start = end
        }
        self.rows = rows
        self.groups = groups.map { own in
            own.sorted { ($0.first, $0.person) < ($1.first, $1.person) }
        }
    }

    /// Those who still have what they have, then as many others as there are more; nil where all stays.
    func counted(
        _ counts: [RecordChanges.Count],
        _ offset: Int,
        _ names: [String],
        _ parties: [String],
        _ others: inout OtherPeople
    ) -> Spool<Record>? {
        // Where rows begin that go, and how many.
        var gone: [Range<Int>] = []
        var more: [Record] = []
        var changes = false
        for (own, name) in zip(groups, names) {
            let factors = counts.compactMap { Factor($0, of: name, parties) }
            guard !factors.isEmpty else { continue }
            changes = true
            var sum = offset
            for group in own {
                let before = sum
                sum += Factor.product(factors, rows[group.rows.lowerBound])
                let count = sum / RecordChanges.one - before / RecordChanges.one
                if count == 0 {
                    gone.append(group.rows)
                } else if count > 1 {
                    for _ in 1..<count { more += others.rows(rows[group.rows]) }
                }
            }
        }
        guard changes else { return nil }
        var writer = SpoolWriter<Record>(most: .max)
        gone.sort { $0.lowerBound < $1.lowerBound }
        var start = 0
        for places in gone {
            writer.append(contentsOf: rows[start..<places.lowerBound])
            start = places.upperBound
        }
        writer.append(contentsOf: rows[start...])
        // Others come after all on record.
        writer.append(contentsOf: more)
        return Spool(writer)
    }
}

/// By how much something comes about more often, and for whom.
private struct Factor {
    /// The first day for which it counts.
    private let from: Int32?
    /// Place of the provider; below zero where none has the name.
    private let provider: Int32?
    private let billionths: Int

    /// Nil where it says nothing of what has the name.
    init?(_ count: RecordChanges.Count, of name: String, _ parties: [String]) {
        let selection = count.selection
        if let outcomes = selection.outcomes, !outcomes.contains(name) { return nil }
        from = selection.from.map { Int32($0.dayNumber) }
        provider = selection.provider.map { name in
            parties.firstIndex(of: name).map { Int32($0) } ?? -2
        }
        billionths = count.billionths
    }

    /// How many times as often it comes about, in billionths.
    static func product(_ factors: [Factor], _ record: some CountedRecord) -> Int {
        if factors.count == 1 {
            return factors[0].holds(record) ? factors[0].billionths : RecordChanges.one
        }
        var product = RecordChanges.one
        for factor in factors where factor.holds(record) {
            let (high, low) = product.multipliedFullWidth(by: factor.billionths)
            product = RecordChanges.one.dividingFullWidth((high, low)).quotient
        }
        return product
    }

    private func holds(_ record: some CountedRecord) -> Bool {
        if let from, record.first < from { return false }
        return provider.map { $0 == record.provider } ?? true
    }
}

/// People who have something that those on record have once.
private struct OtherPeople {
    /// How many people there are; those who are not recorded have no identifier.
    private var count: Int
    /// Of those who are not recorded.
    private(set) var referrals: [Referral] = []
    private let recorded: PeopleRecords

    init(_ records: PeopleRecords) {
        recorded = records
        count = records.people.count
    }

    mutating func rows<Record: CountedRecord>(_ rows: ArraySlice<Record>) -> [Record] {
        let own = Int32(count)
        count += 1
        guard let person = rows.first?.person else { return [] }
        referrals += recorded.referrals(of: person).map { $0.of(person: own) }
        return rows.map { $0.of(person: own) }
    }
}

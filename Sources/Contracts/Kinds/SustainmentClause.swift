import TopsliceExactArithmetic
import TopsliceRecords

/// A payment for what lasts: a job, a home, a school place held for months or weeks, with gaps that do not count against
/// it; once, or again and again while it lasts.
struct SustainmentClause: ContractClause {
    static let kind = ClauseKind.sustainment

    let head: ClauseHead
    let terms: ClaimTerms
    let source: Source
    let length: CalendarSpan
    let gaps: Gaps
    /// Whether the day on which something ended counts as a day on which it lasted.
    let countsLastDay: Bool
    /// Credit for what lasts less long, the longest first.
    let steps: [Step]
    /// Payments while it goes on lasting; nil for one.
    let repeats: Repeats?

    enum Source: Hashable {
        /// Rows of an outcome, with the days it started and ended.
        case outcome(String)
        case episodes(String)
    }

    struct Gaps: Hashable {
        /// Days for which something may stop and go on again.
        let longest: Int
        /// Whether these days count as days on which it lasted.
        let areCounted: Bool
    }

    struct Step: Hashable {
        let length: CalendarSpan
        let credit: Rational
    }

    struct Repeats: Hashable {
        let every: CalendarSpan
        /// With the first one.
        let payments: Int
    }

    private enum GapName: String, CaseIterable {
        case count
        case extend
    }

    private enum LastDayName: String, CaseIterable {
        case counts
        case not
    }

    /// 1 where the day on which something ended is one on which it lasted.
    private var lastDay: Int32 { countsLastDay ? 1 : 0 }
    var claimTerms: ClaimTerms? { terms }
    var outcomes: [String] {
        if case .outcome(let id) = source { [id] } else { [] }
    }
    var episode: String? {
        if case .episodes(let kind) = source { kind } else { nil }
    }
    var needs: [String] { terms.endsWith.map { [$0] } ?? [] }
    var tables: Set<PeopleTable> {
        if case .episodes = source {
            terms.tables.union([.episodes])
        } else {
            terms.tables.union([.outcomes])
        }
    }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.claimKeys + [
                "outcome", "episode", "sustained", "gap_days", "gaps", "last_day", "partial",
                "repeats",
            ]
        )
        reader.require(map, ["sustained"])
        guard map.contains("outcome") != map.contains("episode") else {
            reader.fault(
                map.node,
                "expected one of 'outcome', which is recorded with the days it started and ended, and 'episode'"
            )
            return nil
        }
        let outcome = reader.outcome(map, "outcome").map(Source.outcome)
        let source = outcome ?? reader.text(map, "episode").map(Source.episodes)
        let length = reader.span(map, "sustained")
        let longest = reader.whole(map, "gap_days", 0...3_660)
        let gaps = reader.choice(map, "gaps", GapName.self)
        let last = reader.choice(map, "last_day", LastDayName.self)
        if let node = map["gaps"], gaps == .extend, longest ?? 0 == 0 {
            reader.fault(node, "there are no 'gap_days' by which it could be extended")
        }
        let steps = Self.steps(map, below: length, &reader)
        let repeats = Self.repeats(map, &reader)
        guard var terms = reader.claimTerms(map, takesProviderOfRow: true), let source, let length,
            repeats != nil || !map.contains("repeats")
        else { return nil }
        terms.paysInTurn = repeats != nil
        self.head = head
        self.terms = terms
        self.source = source
        self.length = length
        self.gaps = Gaps(longest: longest ?? 0, areCounted: gaps != .extend)
        countsLastDay = last == .counts
        self.steps = steps.sorted { $0.length.after(0) > $1.length.after(0) }
        self.repeats = repeats
    }

    private static func steps(
        _ map: YAMLMap,
        below whole: CalendarSpan?,
        _ reader: inout ContractReader
    ) -> [Step] {
        var steps: [Step] = []
        for item in reader.maps(map, "partial") {
            reader.require(item, ["sustained", "percent"])
            reader.refuseUnknownKeys(item, ["sustained", "percent"])
            guard let length = reader.span(item, "sustained"),
                let credit = reader.percentage(item, "percent")
            else { continue }
            let days = length.after(0)
            if let whole, days >= whole.after(0) {
                reader.fault(item.node, "is no shorter than what is paid in full")
            }
            if steps.contains(where: { $0.length.after(0) == days }) {
                reader.fault(item.node, "has the length of another")
            }
            steps.append(Step(length: length, credit: credit))
        }
        return steps
    }

    private static func repeats(_ map: YAMLMap, _ reader: inout ContractReader) -> Repeats? {
        guard let stated = reader.map(map, "repeats") else { return nil }
        reader.require(stated, ["every", "payments"])
        reader.refuseUnknownKeys(stated, ["every", "payments"])
        let every = reader.span(stated, "every")
        let payments = reader.whole(stated, "payments", 2...520)
        if let node = map["partial"] {
            reader.fault(node, "'repeats' pays step by step, and excludes a part of one payment")
            return nil
        }
        guard let every, let payments else { return nil }
        return Repeats(every: every, payments: payments)
    }

    // MARK: - What lasted

    /// A time for which something lasted, from its first day to the first on which it did not.
    private struct Spell {
        let from: Int32
        let end: Int32
        let record: OutcomeRecord
    }

    /// Spells of one person with gaps between them that do not end it.
    private struct Stay {
        let record: OutcomeRecord
        let from: Int32
        /// In the order of days.
        var stretches: [Stretch]

        struct Stretch {
            var end: Int32
            /// Days of gaps before it that do not count.
            let gapDays: Int32
        }

        /// The first day after a length of time that began on ``from``, gaps that do not count left out; nil where it did
        /// not last so long.
        func day(when due: Int32) -> Int32? {
            stretches.first { due + $0.gapDays <= $0.end }.map { due + $0.gapDays }
        }
    }

    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult {
        var working = ClaimWorking(
            terms,
            facts,
            others,
            credits: [.one] + steps.map(\.credit),
            .sustained
        )
        var own: [Spell] = []
        forEachRecord(facts) { record in
            if let last = own.last, last.record.person != record.person {
                take(own, facts, &working)
                own.removeAll(keepingCapacity: true)
            }
            let from = record.started == OutcomeRecord.none ? record.day : record.started
            // What has not ended goes on to the day as at which it is worked out.
            let last = record.ended == OutcomeRecord.none ? facts.asAt : record.ended
            let end = min(last, facts.asAt) + lastDay
            own.append(Spell(from: from, end: end, record: record))
        }
        take(own, facts, &working)
        return working.result()
    }

    /// Rows that say how long something lasted, by person.
    private func forEachRecord(_ facts: ContractFacts, _ body: (OutcomeRecord) -> Void) {
        switch source {
        case .outcome(let id):
            let place = facts.records.outcome(id)
            for record in facts.records.results where record.outcome == place { body(record) }
        case .episodes(let kind):
            guard let place = facts.records.episodeKinds.firstIndex(of: kind) else { return }
            for episode in facts.records.episodes where episode.kind == Int32(place) {
                body(
                    OutcomeRecord(
                        person: episode.person,
                        outcome: OutcomeRecord.none,
                        day: episode.from,
                        started: episode.from,
                        ended: episode.to,
                        provider: episode.provider,
                        payer: OutcomeRecord.none,
                        need: OutcomeRecord.none,
                        evidence: OutcomeRecord.undated,
                        claimed: OutcomeRecord.none,
                        line: episode.line
                    )
                )
            }
        }
    }

    /// Takes what the stays of one person came to.
    private func take(
        _ spells: [Spell],
        _ facts: ContractFacts,
        _ working: inout ClaimWorking
    ) {
        let stays = stays(spells)
        var candidates: [Candidate] = []
        for stay in stays {
            let reached = reached(stay)
            // What is refused would have been worth the whole, which is the first of the credits.
            let candidate = candidate(stay, on: reached?.day, reached?.credit ?? 0, facts)
            if reached != nil {
                candidates.append(candidate)
            } else {
                working.refuse(candidate, .notSustained)
            }
        }
        working.takeByDay(candidates)
        guard let repeats else { return }
        // Each payment in turn is made once for a person, in whichever stay it is reached.
        for number in 1..<repeats.payments {
            let due = stays.compactMap { stay in
                stay.day(when: repeats.due(number, after: length, from: stay.from)).map {
                    candidate(stay, on: $0 - lastDay, 0, facts)
                }
            }
            guard !due.isEmpty else { break }
            working.takeByDay(due)
        }
    }

    private func candidate(
        _ stay: Stay,
        on day: Int32?,
        _ credit: Int32,
        _ facts: ContractFacts
    ) -> Candidate {
        Candidate(
            stay.record,
            on: day ?? stay.from,
            eligibleOn: stay.from,
            credit,
            facts.records
        )
    }

    /// Joins the spells of one person across gaps.
    private func stays(_ spells: [Spell]) -> [Stay] {
        var stays: [Stay] = []
        for spell in spells.sorted(by: { ($0.from, $0.end) < ($1.from, $1.end) }) {
            if let last = stays.last?.stretches.last, spell.from - last.end <= Int32(gaps.longest) {
                let place = stays.count - 1
                let gap = spell.from - last.end
                if gap <= 0 {
                    stays[place].stretches[stays[place].stretches.count - 1].end =
                        max(last.end, spell.end)
                } else {
                    stays[place].stretches.append(
                        .init(
                            end: spell.end,
                            gapDays: last.gapDays + (gaps.areCounted ? 0 : gap)
                        )
                    )
                }
            } else {
                stays.append(
                    Stay(
                        record: spell.record,
                        from: spell.from,
                        stretches: [.init(end: spell.end, gapDays: 0)]
                    )
                )
            }
        }
        return stays
    }

    /// The day on which the whole length was reached, or the longest step.
    private func reached(_ stay: Stay) -> (day: Int32, credit: Int32)? {
        let lengths = [length] + steps.map(\.length)
        for (credit, length) in lengths.enumerated() {
            if let day = stay.day(when: length.after(stay.from)) {
                return (day - lastDay, Int32(credit))
            }
        }
        return nil
    }
}

extension SustainmentClause.Repeats {
    /// The day from which on a payment after the first is due, for what began on a day.
    fileprivate func due(_ number: Int, after first: CalendarSpan, from day: Int32) -> Int32 {
        guard first.unit == every.unit else {
            return CalendarSpan(every.count * number, every.unit).after(first.after(day))
        }
        // Months are counted from the beginning, so that a month of fewer days shortens none after it.
        return CalendarSpan(first.count + every.count * number, every.unit).after(day)
    }
}

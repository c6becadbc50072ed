import TopsliceExactArithmetic
import TopsliceRecords

/// A payment for what lasts: a job, a home, a school place held for months or weeks, with gaps that do not count against
/// it.
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
        if case .episodes = source { [.episodes] } else { [.outcomes] }
    }

    init?(_ map: YAMLMap, _ head: ClauseHead, _ reader: inout ContractReader) {
        reader.refuseUnknownKeys(
            map,
            ContractReader.claimKeys + [
                "outcome", "episode", "sustained", "gap_days", "gaps", "last_day", "partial",
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
        let steps = Self.steps(map, &reader)
        guard let terms = reader.claimTerms(map, takesProviderOfRow: true), let source, let length
        else { return nil }
        self.head = head
        self.terms = terms
        self.source = source
        self.length = length
        self.gaps = Gaps(longest: longest ?? 0, areCounted: gaps != .extend)
        countsLastDay = last == .counts
        self.steps = steps.sorted { $0.length.after(0) > $1.length.after(0) }
    }

    private static func steps(_ map: YAMLMap, _ reader: inout ContractReader) -> [Step] {
        var steps: [Step] = []
        for item in reader.maps(map, "partial") {
            reader.require(item, ["sustained", "percent"])
            reader.refuseUnknownKeys(item, ["sustained", "percent"])
            guard let length = reader.span(item, "sustained"),
                let credit = reader.percentage(item, "percent")
            else { continue }
            steps.append(Step(length: length, credit: credit))
        }
        return steps
    }

    // MARK: - What lasted

    /// A time for which something lasted, from its first day to the first on which it did not.
    private struct Spell {
        let from: Int32
        let end: Int32
        let record: OutcomeRecord
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

    /// Joins the spells of one person across gaps, and takes what each came to.
    private func take(
        _ spells: [Spell],
        _ facts: ContractFacts,
        _ working: inout ClaimWorking
    ) {
        let ordered = spells.sorted { ($0.from, $0.end) < ($1.from, $1.end) }
        guard var first = ordered.first else { return }
        var candidates: [Candidate] = []
        var end = first.end
        var gapDays: Int32 = 0
        func close() {
            let reached = reached(from: first.from, end: end, gapDays: gapDays)
            let candidate = Candidate(
                first.record,
                on: reached?.day ?? first.from,
                eligibleOn: first.from,
                reached?.credit ?? 0,
                facts.records
            )
            if reached != nil {
                candidates.append(candidate)
            } else {
                working.refuse(candidate, .notSustained)
            }
        }
        for spell in ordered.dropFirst() {
            let gap = spell.from - end
            guard gap <= Int32(gaps.longest) else {
                close()
                (first, end, gapDays) = (spell, spell.end, 0)
                continue
            }
            if gap > 0, !gaps.areCounted { gapDays += gap }
            end = max(end, spell.end)
        }
        close()
        working.takeByDay(candidates)
    }

    /// The day on which the whole length was reached, or the longest step.
    private func reached(
        from: Int32,
        end: Int32,
        gapDays: Int32
    ) -> (day: Int32, credit: Int32)? {
        let lengths = [length] + steps.map(\.length)
        for (credit, length) in lengths.enumerated() {
            let day = length.after(from) + gapDays
            if day <= end { return (day - lastDay, Int32(credit)) }
        }
        return nil
    }
}

import TopsliceExactArithmetic

/// Days on which more than twenty-four hours are recorded for one person.
enum EpisodeHours {
    /// In hundredths of an hour.
    private static let day = Rational(2_400)

    /// Each run of such days, by the line of the episode by which the first of them became too long.
    /// - Complexity: O(n log n) for n episodes.
    static func forEachRun(
        in records: PeopleRecords,
        _ body: (_ person: Int32, _ line: Int32) -> Void
    ) {
        records.episodes.forEachRun({ $0.person == $1.person }) { own in
            for line in runs(of: own.filter { $0.hours > 0 }) { body(own[0].person, line) }
        }
    }

    private struct Change {
        let day: Int32
        /// Ends come before beginnings of the same day.
        let isEnd: Bool
        let hours: Rational
        let line: Int32
    }

    /// The hours of an episode fall on its days in equal parts.
    private static func runs(of episodes: [Episode]) -> [Int32] {
        var changes: [Change] = []
        for episode in episodes {
            let to = episode.to == OutcomeRecord.none ? episode.from : episode.to
            guard
                let daily = Rational(Int(episode.hours), over: Int(to) - Int(episode.from) + 1)
            else { preconditionFailure("an episode from \(episode.from) to \(to)") }
            changes.append(
                Change(day: episode.from, isEnd: false, hours: daily, line: episode.line)
            )
            changes.append(Change(day: to + 1, isEnd: true, hours: -daily, line: episode.line))
        }
        changes.sort { left, right in
            if left.day != right.day { return left.day < right.day }
            if left.isEnd != right.isEnd { return left.isEnd }
            return left.line < right.line
        }
        var lines: [Int32] = []
        var sum = Rational.zero
        var isOver = false
        for (place, change) in changes.enumerated() {
            sum += change.hours
            if !isOver, sum > day {
                isOver = true
                lines.append(change.line)
            }
            // A run goes on where the next day is too long as well.
            let isLastOfDay = place + 1 == changes.count || changes[place + 1].day != change.day
            if isLastOfDay, sum <= day { isOver = false }
        }
        return lines
    }
}

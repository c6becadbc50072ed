package import TopsliceMoney
package import TopsliceRecords

/// A run of days, both ends included.
package struct Period: Sendable, Hashable {
    package let from: CalendarDate
    package let to: CalendarDate

    /// Nil where the end is before the beginning.
    package init?(from: CalendarDate, to: CalendarDate) {
        guard from <= to else { return nil }
        self.from = from
        self.to = to
    }

    package func contains(_ date: CalendarDate) -> Bool { from <= date && date <= to }

    package var dayCount: Int { to.dayNumber - from.dayNumber + 1 }
}

/// A part of the term with its own effective dates; the phases of an agreement tile its term.
package struct Phase: Sendable, Hashable {
    /// The id of the one phase of an agreement that names none; no phase beside others may be called so.
    package static let wholeTerm = "term"

    /// The id where it tells a phase from the whole term.
    package static func told(_ id: String?) -> String? { id == wholeTerm ? nil : id }

    package let id: String
    package let period: Period
    package let place: FilePlace

    package init(id: String, period: Period, place: FilePlace) {
        self.id = id
        self.period = period
        self.place = place
    }

    /// What keeps phases from tiling a term: gaps, overlaps and days outside it, each with the phase at
    /// which it shows.
    ///
    /// - Parameter term: nil where it is not known, and only phases can be compared with each other.
    static func tilingFaults(
        _ phases: [Phase],
        term: Period?
    ) -> [(phase: Phase, message: String)] {
        let ordered = phases.sorted {
            ($0.period.from, $0.period.to) < ($1.period.from, $1.period.to)
        }
        guard let first = ordered.first, let last = ordered.last else { return [] }
        var found: [(Phase, String)] = []
        if let term, first.period.from != term.from {
            found.append(
                (
                    first,
                    "the first phase begins on \(first.period.from), the term on \(term.from)"
                )
            )
        }
        for (before, after) in zip(ordered, ordered.dropFirst()) {
            let nextDay = CalendarDate(dayNumber: before.period.to.dayNumber + 1)
            if after.period.from < nextDay {
                found.append(
                    (
                        after,
                        "phase '\(after.id)' begins on \(after.period.from), while phase "
                            + "'\(before.id)' runs to \(before.period.to): they overlap"
                    )
                )
            } else if after.period.from > nextDay {
                found.append(
                    (
                        after,
                        "phase '\(after.id)' begins on \(after.period.from), but phase "
                            + "'\(before.id)' ends on \(before.period.to): the days between "
                            + "belong to none"
                    )
                )
            }
        }
        if let term, last.period.to != term.to {
            found.append(
                (last, "the last phase ends on \(last.period.to), the term on \(term.to)")
            )
        }
        return found
    }
}

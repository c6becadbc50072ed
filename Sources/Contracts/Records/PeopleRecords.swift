package import TopsliceRecords

/// What is recorded of people: outcomes, referrals and episodes, in an order that does not depend on that of the rows.
///
/// People, parties, outcomes and needs are named by their places in lists that are sorted by bytes. Where records and identifiers
/// are many they are put aside (``Spool``), so that memory does not grow with them; identifiers are held once, and never printed.
package struct PeopleRecords: Sendable {
    /// Identifiers, in the order of their bytes.
    package internal(set) var people = PeopleNames()
    /// Partners of the agreement, in the order of their bytes.
    package internal(set) var parties: [String] = []
    /// Outcomes of the agreement, in the order of their bytes.
    package internal(set) var outcomes: [String] = []
    package internal(set) var needs: [String] = []
    package internal(set) var episodeKinds: [String] = []
    /// By person, outcome and day.
    package internal(set) var results: Spool<OutcomeRecord> = []
    /// By person and day.
    package internal(set) var referrals: Spool<Referral> = [] {
        didSet { finder = ReferralFinder(referrals) }
    }
    private var finder = ReferralFinder([])
    /// By person, kind and day.
    package internal(set) var episodes: Spool<Episode> = []
    /// The last day of anything recorded; nil where nothing is.
    package internal(set) var lastDay: Int32?
    /// The tables that were given.
    package internal(set) var given: Set<PeopleTable> = []
    /// What was read.
    package internal(set) var files: [InputRecord] = []
    /// As messages call the tables, with the sheet.
    package internal(set) var places: [PeopleTable: FilePlace] = [:]

    package init() {}

    /// Where a row stands.
    package func place(_ table: PeopleTable, line: Int32) -> FilePlace? {
        places[table].map { FilePlace(file: $0.file, sheet: $0.sheet, line: Int(line)) }
    }

    func party(_ id: String) -> Int32 {
        guard let place = parties.firstIndex(of: id) else {
            preconditionFailure("'\(id)' is none of the parties \(parties)")
        }
        return Int32(place)
    }

    func outcome(_ id: String) -> Int32 {
        guard let place = outcomes.firstIndex(of: id) else {
            preconditionFailure("'\(id)' is none of the outcomes \(outcomes)")
        }
        return Int32(place)
    }

    /// The referrals of a person.
    /// - Complexity: O(log n).
    func referrals(of person: Int32) -> ArraySlice<Referral> { finder.referrals(of: person) }
}

extension RandomAccessCollection {
    /// The first place from which a condition holds, which does not stop to hold.
    func firstPlace(where holds: (Element) -> Bool) -> Index {
        var (low, count) = (startIndex, self.count)
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if holds(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}

/// One outcome of one person. Days are counted since 1 January 1970; `Int32.min` stands for none.
package struct OutcomeRecord: Sendable, Hashable, BitwiseCopyable {
    package static let none = Int32.min
    /// Evidence that has a reference and no day.
    package static let undated = Int32.max

    package let person: Int32
    package let outcome: Int32
    package let day: Int32
    package let started: Int32
    package let ended: Int32
    package let provider: Int32
    package let payer: Int32
    package let need: Int32
    package let evidence: Int32
    package let claimed: Int32
    package let line: Int32

    /// All but the line, so that the order of rows says nothing.
    var key: [Int32] {
        [person, outcome, day, started, ended, provider, payer, need, evidence, claimed]
    }

    static func precedes(_ left: OutcomeRecord, _ right: OutcomeRecord) -> Bool {
        if left.person != right.person { return left.person < right.person }
        if left.outcome != right.outcome { return left.outcome < right.outcome }
        if left.day != right.day { return left.day < right.day }
        return left.key.lexicographicallyPrecedes(right.key)
    }
}

/// One referral of one person.
package struct Referral: Sendable, Hashable, BitwiseCopyable {
    package let person: Int32
    package let referred: Int32
    /// The first and last day on which the person is eligible.
    package let from: Int32
    package let to: Int32
    package let need: Int32
    package let left: Int32
    package let died: Int32
    package let cohort: Int32
    package let line: Int32

    static func precedes(_ left: Referral, _ right: Referral) -> Bool {
        left.key.lexicographicallyPrecedes(right.key)
    }

    private var key: [Int32] { [person, referred, from, to, need, left, died, cohort] }
}

/// A time for which something lasted for one person, both ends as recorded.
package struct Episode: Sendable, Hashable, BitwiseCopyable {
    package let person: Int32
    package let kind: Int32
    package let from: Int32
    package let to: Int32
    package let provider: Int32
    /// In hundredths of an hour, of the whole episode; none where nothing is said.
    package let hours: Int32
    package let line: Int32

    static func precedes(_ left: Episode, _ right: Episode) -> Bool {
        left.key.lexicographicallyPrecedes(right.key)
    }

    private var key: [Int32] { [person, kind, from, to, provider, hours] }
}

import Synchronization

/// Finds the referrals of a person. Who asks for people one after the other in their order reads each block of a file once.
final class ReferralFinder: Sendable {
    private let referrals: Spool<Referral>
    private let block = Mutex(Block(start: 0, referrals: [], isLast: false))

    /// Neighbours that are in memory.
    private struct Block {
        let start: Int
        let referrals: [Referral]
        /// Whether none follow.
        let isLast: Bool

        /// Nil where it may not hold all referrals of a person.
        func own(_ person: Int32) -> ArraySlice<Referral>? {
            guard let first = referrals.first, let last = referrals.last,
                first.person < person || start == 0, last.person > person || isLast
            else { return nil }
            return within(person)
        }

        func within(_ person: Int32) -> ArraySlice<Referral> {
            let start = referrals.firstPlace { $0.person >= person }
            let end = referrals[start...].firstPlace { $0.person > person }
            return referrals[start..<end]
        }
    }

    private static let length = 2_048

    init(_ referrals: Spool<Referral>) { self.referrals = referrals }

    /// - Complexity: O(log n) for n referrals.
    func referrals(of person: Int32) -> ArraySlice<Referral> {
        if referrals.isInMemory {
            let start = referrals.firstPlace { $0.person >= person }
            var end = start
            while end < referrals.count, referrals[end].person == person { end += 1 }
            return referrals.read(start..<end)[...]
        }
        return block.withLock { block in
            if let own = block.own(person) { return own }
            // The last one of a block begins the next, since more of its person may follow.
            let next = block.start + max(0, block.referrals.count - 1)
            block = read(from: next, Self.length)
            if let own = block.own(person) { return own }
            let start = referrals.firstPlace { $0.person >= person }
            var length = Self.length
            repeat {
                block = read(from: start, length)
                length *= 2
            } while block.referrals.last?.person == person && !block.isLast
            return block.within(person)
        }
    }

    private func read(from start: Int, _ length: Int) -> Block {
        let end = min(start + length, referrals.count)
        return Block(
            start: start,
            referrals: referrals.read(start..<end),
            isLast: end == referrals.count
        )
    }
}

import Foundation
import Synchronization
import TopsliceFunds
import TopsliceGeneratedFunds
import TopsliceMoney
import TopsliceTestSupport

/// Settles agreements made by chance, each as a whole and as at a day within its term, and says of which a penny appeared or
/// vanished, account by account and day by day.
struct ConservationTrial {
    let agreements: Int
    /// Of the first of them; the others follow it.
    let firstSeed: UInt64

    private struct Count: Sendable {
        var settlements = 0
        var journalLines = 0
        var accounts = 0
        var early = 0
        var faults: [String] = []

        mutating func add(_ other: Count) {
            settlements += other.settlements
            journalLines += other.journalLines
            accounts += other.accounts
            early += other.early
            faults += other.faults
        }
    }

    /// Whether none did.
    func run() throws -> Bool {
        let start = ContinuousClock.now
        let total = Mutex(Count())
        let blockSize = 100
        let blocks = (agreements + blockSize - 1) / blockSize
        DispatchQueue.concurrentPerform(iterations: blocks) { block in
            var count = Count()
            for number in block * blockSize..<min(agreements, (block + 1) * blockSize) {
                let seed = firstSeed + UInt64(number)
                do {
                    try settle(seed, &count)
                } catch {
                    count.faults.append("seed \(seed): \(error)")
                }
            }
            total.withLock { $0.add(count) }
        }
        let count = total.withLock { $0 }
        for fault in count.faults.prefix(50) { print(fault) }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        print(
            "\(agreements) agreements, \(count.settlements) settlements (\(count.early) too early for anybody to have "
                + "saved), \(count.journalLines) journal lines, \(count.accounts) accounts: \(count.faults.count) faults; "
                + "\(Int(seconds)) s"
        )
        return count.faults.isEmpty
    }

    private func settle(_ seed: UInt64, _ count: inout Count) throws {
        var generator = SeededGenerator(seed: seed)
        let made = GeneratedAgreement(&generator)
        let text = made.text(shuffledBy: &generator, isShuffled: false)
        let whole = try made.settled(text)
        try check(whole, seed, &count)
        let term = whole.agreement.term
        let day = CalendarDate(
            dayNumber: Int.random(in: term.from.dayNumber...term.to.dayNumber, using: &generator)
        )
        do {
            let basis = [Standing.Basis.toDate, .forecast][Int(seed % 2)]
            let early = try made.settled(text, standing: StandingRequest(day: day, basis: basis))
            try check(early, seed, &count)
        } catch FundError.noBenefits {
            count.early += 1
        }
    }

    private func check(_ settlement: Settlement, _ seed: UInt64, _ count: inout Count) throws {
        count.settlements += 1
        count.journalLines += settlement.journal.count
        count.accounts += settlement.accounts.count
        count.faults += try settlement.conservationFaults().map { "seed \(seed): \($0)" }
    }
}

import Foundation
import TopsliceFunds
import TopsliceGeneratedFunds
import TopsliceMoney
import Testing
import TopsliceTestSupport

/// Thousands of generated agreements: whatever the clauses, no penny appears or vanishes, and the order of
/// input never matters.
struct ConservationTests {
    /// Blocks of agreements run beside each other; 30 of 50 are 1,500, and another 8 of 25 are settled twice.
    /// `swift run -c release FundBenchmarks conserve 100000` tries more of them.
    private static let blockSize = 50

    @Test(arguments: 0..<30) func noPennyAppearsOrVanishes(block: Int) throws {
        for number in 0..<Self.blockSize {
            let seed = UInt64(block * Self.blockSize + number)
            var generator = SeededGenerator(seed: seed)
            let made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let settlement = try made.settled(text)
            #expect(try settlement.conservationFaults() == [], "seed \(seed)")
        }
    }

    /// As at any day, to date, foreseen or final, the same holds; of an unfinished year no line returns more than what
    /// of its budget is meant for the days behind.
    @Test(arguments: 0..<12) func noPennyAppearsOrVanishesAtAnyDay(block: Int) throws {
        for number in 0..<Self.blockSize / 2 {
            let seed = UInt64(200_000 + block * Self.blockSize + number)
            var generator = SeededGenerator(seed: seed)
            let made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let whole = try made.settled(text)
            let term = whole.agreement.term
            let day = CalendarDate(
                dayNumber: Int.random(
                    in: term.from.dayNumber...term.to.dayNumber,
                    using: &generator
                )
            )
            for basis in [Standing.Basis.toDate, .forecast] {
                let settlement: Settlement
                do {
                    settlement = try made.settled(
                        text,
                        standing: StandingRequest(day: day, basis: basis)
                    )
                } catch FundError.noBenefits {
                    // Early in the term nobody has saved anything in proportion to which something could be shared.
                    #expect(
                        day < CalendarDate(dayNumber: term.from.dayNumber + 366),
                        "seed \(seed)"
                    )
                    continue
                }
                var faults = try settlement.conservationFaults()
                for line in settlement.lines where basis == .toDate {
                    if line.budget > line.revised { faults.append("\(line.line.id) has too much") }
                    if line.held.isPositive, line.variance.isPositive {
                        faults.append("\(line.line.id) is over and held")
                    }
                }
                if settlement.journal.contains(where: { $0.date > max(day, term.to) }) {
                    faults.append("a movement after the term")
                }
                #expect(faults == [], "seed \(seed), \(basis) as at \(day)")
            }
        }
    }

    /// Neither the order of partners, lines, clauses and rows nor running again changes anything.
    @Test(arguments: 0..<8) func theOrderOfInputChangesNothing(block: Int) throws {
        for number in 0..<Self.blockSize / 2 {
            let seed = UInt64(100_000 + block * Self.blockSize + number)
            var generator = SeededGenerator(seed: seed)
            let made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let shuffled = made.text(shuffledBy: &generator, isShuffled: true)
            let first = try made.settled(text)
            let second = try TemporaryFund.settle(
                shuffled,
                made.rows.shuffled(using: &generator),
                previous: made.previous
            )
            #expect(first.transfers == second.transfers, "seed \(seed)")
            #expect(first.matrix == second.matrix, "seed \(seed)")
            #expect(first.balances == second.balances, "seed \(seed)")
            #expect(
                first.statements.sorted { $0.partner < $1.partner }
                    == second.statements.sorted { $0.partner < $1.partner },
                "seed \(seed)"
            )
        }
    }

    /// A property is worth what the agreements hold it is tried on.
    @Test func everyKindOfClauseIsGeneratedHundredsOfTimes() {
        var counts: [String: Int] = [:]
        for seed in 0..<UInt64(30 * Self.blockSize) {
            var generator = SeededGenerator(seed: seed)
            for kind in GeneratedAgreement(&generator).kinds { counts[kind, default: 0] += 1 }
        }
        let expected = [
            "phases", "brought forward", "pooled", "aligned", "lead-commissioned",
            "fixed contribution", "top-slice",
            "percentage", "benefit", "ability", "formula", "aligned contribution", "proportional",
            "own", "fixed", "capped", "tiers", "first-loss", "one-sided", "restore", "waterfall",
            "together", "each-line", "net", "return", "carry-forward", "risk-pool", "reinvest",
            "forecast", "AME", "unit value", "not cashable", "tariff", "fee", "outcome trigger",
            "paid from a line", "paid by partners", "advance", "supply chain",
            "compensation of cost", "compensation of income", "personal budgets",
            "opening balances", "term before", "line-shares", "contribution of line shares",
            "ring-fenced line", "capital line", "ring-fenced contribution", "capital contribution",
            "into the risk pool", "profile", "losses shared", "losses by a schedule",
            "cap over years", "outcome payment of a phase", "virement", "accrual", "allocation",
        ]
        for kind in expected { #expect(counts[kind, default: 0] > 200, "\(kind)") }
    }
}

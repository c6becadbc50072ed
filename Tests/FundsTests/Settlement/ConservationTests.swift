import TopsliceFunds
import TopsliceMoney
import Testing
import TopsliceTestSupport

/// Thousands of generated agreements: whatever the clauses, no penny appears or vanishes, and the order of
/// input never matters.
struct ConservationTests {
    /// Blocks of agreements run beside each other; 30 of 50 are 1,500, and another 8 of 25 are settled twice.
    private static let blockSize = 50

    @Test(arguments: 0..<30) func noPennyAppearsOrVanishes(block: Int) throws {
        for number in 0..<Self.blockSize {
            let seed = UInt64(block * Self.blockSize + number)
            var generator = SeededGenerator(seed: seed)
            let made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let settlement = try TemporaryFund.settle(text, made.rows)
            var faults = settlement.checks.filter { !$0.holds }.map {
                "\($0.name): \($0.expected) against \($0.actual)"
            }
            faults += journalFaults(settlement) + statementFaults(settlement)
            for risk in settlement.risks
            where risk.parts.map(\.amount).reduce(0, +) != risk.amount {
                faults.append("the parts of \(risk.id)")
            }
            #expect(faults == [], "seed \(seed)")
        }
    }

    /// At every date, read off the journal alone: what came into the pool is what went out and the balance.
    private func journalFaults(_ settlement: Settlement) -> [String] {
        var faults: [String] = []
        var moneyIn = 0
        var moneyOut = 0
        var accounts: [String: Int] = [:]
        var days: [CalendarDate: (in: Int, out: Int)] = [:]
        for line in settlement.journal {
            let pence = line.amount.minorUnits
            if pence <= 0 { faults.append("a journal line of \(pence)") }
            if line.debit == "pool" { moneyIn += pence }
            if line.credit == "pool" { moneyOut += pence }
            accounts[line.debit, default: 0] += pence
            accounts[line.credit, default: 0] -= pence
            if let date = line.date { days[date] = (moneyIn, moneyOut) }
        }
        if accounts.values.reduce(0, +) != 0 { faults.append("debits and credits") }
        for balance in settlement.balances {
            let day = days[balance.date] ?? (0, 0)
            if balance.moneyIn != day.in || balance.moneyOut != day.out
                || balance.moneyIn != balance.moneyOut + balance.balance
            {
                faults.append("the pool on \(balance.date)")
            }
        }
        if moneyIn - moneyOut != settlement.balances.last?.balance ?? 0 {
            faults.append("the pool at the end")
        }
        return faults
    }

    /// The sum of a partner's statement is that of its transfers.
    private func statementFaults(_ settlement: Settlement) -> [String] {
        var faults: [String] = []
        var nets: [String: Int] = [:]
        for transfer in settlement.transfers {
            if transfer.amount <= 0 || transfer.from == transfer.to {
                faults.append("a transfer of \(transfer.amount)")
            }
            nets[transfer.from, default: 0] -= transfer.amount
            nets[transfer.to, default: 0] += transfer.amount
        }
        for statement in settlement.statements
        where statement.net != nets[statement.partner] ?? 0 {
            faults.append("the statement of \(statement.partner)")
        }
        return faults
    }

    /// Neither the order of partners, lines, clauses and rows nor running again changes anything.
    @Test(arguments: 0..<8) func theOrderOfInputChangesNothing(block: Int) throws {
        for number in 0..<Self.blockSize / 2 {
            let seed = UInt64(100_000 + block * Self.blockSize + number)
            var generator = SeededGenerator(seed: seed)
            let made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let shuffled = made.text(shuffledBy: &generator, isShuffled: true)
            let first = try TemporaryFund.settle(text, made.rows)
            let second = try TemporaryFund.settle(
                shuffled,
                made.rows.shuffled(using: &generator)
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
        ]
        for kind in expected { #expect(counts[kind, default: 0] > 200, "\(kind)") }
    }
}

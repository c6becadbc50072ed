import Foundation
import TopsliceFunds
import TopsliceMoney
import Testing
import TopsliceTestSupport

/// Thousands of generated agreements: whatever the clauses, no penny appears or vanishes, and the order of
/// input never matters.
struct ConservationTests {
    /// Blocks of agreements run beside each other; 30 of 50 are 1,500, and another 8 of 25 are settled twice.
    private static let blockSize = 50

    /// `TOPSLICE_AGREEMENTS=100000 swift test -c release --filter noPennyAppearsOrVanishes` tries as many.
    private static let blockCount = max(
        30,
        (ProcessInfo.processInfo.environment["TOPSLICE_AGREEMENTS"].flatMap(Int.init) ?? 0)
            / blockSize
    )

    @Test(arguments: 0..<blockCount) func noPennyAppearsOrVanishes(block: Int) throws {
        for number in 0..<Self.blockSize {
            let seed = UInt64(block * Self.blockSize + number) + (block < 30 ? 0 : 1_000_000)
            var generator = SeededGenerator(seed: seed)
            let made = GeneratedAgreement(&generator)
            let text = made.text(shuffledBy: &generator, isShuffled: false)
            let settlement = try TemporaryFund.settle(text, made.rows, previous: made.previous)
            var faults = settlement.brokenEquations
            faults += try journalFaults(settlement) + statementFaults(settlement)
            faults += try shortfallFaults(settlement) + invoiceFaults(settlement)
            for risk in settlement.risks
            where try Money.sum(risk.parts.map(\.amount)) != risk.amount {
                faults.append("the parts of \(risk.id)")
            }
            #expect(faults == [], "seed \(seed)")
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
            let whole = try TemporaryFund.settle(text, made.rows, previous: made.previous)
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
                    settlement = try TemporaryFund.settle(
                        text,
                        made.rows,
                        previous: made.previous,
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
                var faults = settlement.brokenEquations
                faults += try journalFaults(settlement) + statementFaults(settlement)
                faults += try shortfallFaults(settlement)
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

    /// At every date, read off the journal alone: what came into the pool is what went out and the balance.
    private func journalFaults(_ settlement: Settlement) throws -> [String] {
        var faults: [String] = []
        var moneyIn = Money.zero()
        var moneyOut = Money.zero()
        var accounts: [Account: Money] = [:]
        var days: [CalendarDate: (in: Money, out: Money)] = [:]
        for line in settlement.journal {
            if !line.amount.isPositive { faults.append("a journal line of \(line.amount)") }
            if line.debit == .pool { moneyIn = try moneyIn.adding(line.amount) }
            if line.credit == .pool { moneyOut = try moneyOut.adding(line.amount) }
            accounts[line.debit] = try (accounts[line.debit] ?? .zero()).adding(line.amount)
            accounts[line.credit] = try (accounts[line.credit] ?? .zero()).subtracting(line.amount)
            days[line.date] = (moneyIn, moneyOut)
        }
        if try !Money.sum(accounts.values).isZero { faults.append("debits and credits") }
        for balance in settlement.balances {
            let day = days[balance.date] ?? (.zero(), .zero())
            let accounted = try balance.moneyOut.adding(balance.balance)
            if balance.moneyIn != day.in || balance.moneyOut != day.out
                || balance.moneyIn != accounted
            {
                faults.append("the pool on \(balance.date)")
            }
        }
        if try moneyIn.subtracting(moneyOut) != settlement.balances.last?.balance ?? .zero() {
            faults.append("the pool at the end")
        }
        return faults + (try accountFaults(settlement, accounts))
    }

    /// Account by account, debits less credits against what the clauses say outside the journal.
    private func accountFaults(
        _ settlement: Settlement,
        _ accounts: [Account: Money]
    ) throws -> [String] {
        var expected: [Account: Money] = [:]
        func add(_ amount: Money, to account: Account) throws {
            expected[account] = try (expected[account] ?? .zero()).adding(amount)
        }
        try add(
            settlement.balances.last?.balance ?? .zero(),
            to: .pool
        )
        for opening in settlement.agreement.openings {
            try add(opening.amount.negated(), to: .broughtForward)
        }
        for stream in settlement.savings
        where stream.stream.isCashable && stream.stream.holder == .pool {
            try add(stream.amounts.released.negated(), to: .gain(saving: stream.stream.id))
        }
        // A line is debited with what was spent on it and credited with its delivery; only money of other
        // lines that is reinvested in it stays there.
        let aligned = Set(
            settlement.agreement.lines.filter { $0.kind == .aligned }.map(\.id)
        )
        for risk in settlement.risks
        where !risk.isOverspend && !risk.lines.allSatisfy(aligned.contains) {
            guard case .reinvest(let line) = risk.destination else { continue }
            for part in risk.parts where part.party.partner != nil || part.party == .riskPool {
                try add(part.amount, to: .line(line))
            }
        }
        return accounts.filter { account, balance in
            switch account {
            case .pool, .broughtForward, .gain, .line:
                balance != expected[account] ?? .zero()
            case .partner, .cash, .riskPool, .carriedForward, .unfunded, .suppliers, .underspends,
                .band:
                false
            }
        }.map { "\($0.key) holds \($0.value), expected \(expected[$0.key] ?? .zero())" }
    }

    /// Every account that holds money of the fund, day by day from the journal alone: where it is below zero the
    /// settlement names a shortfall, by that much and from that day, and does not reconcile. What the pool lacks
    /// before partners pay their parts of overspends is theirs, so that only the end of its days is compared.
    private func shortfallFaults(_ settlement: Settlement) throws -> [String] {
        var faults: [String] = []
        let held: [Account] = [.riskPool, .carriedForward, .unfunded, .pool]
        for account in held {
            var days: [CalendarDate: Money] = [:]
            for line in settlement.journal {
                if line.debit == account {
                    days[line.date] = try (days[line.date] ?? .zero()).adding(line.amount)
                }
                if line.credit == account {
                    days[line.date] = try (days[line.date] ?? .zero()).subtracting(line.amount)
                }
            }
            var balance = Money.zero()
            var least = Money.zero()
            var first: CalendarDate?
            for (day, amount) in days.sorted(by: { $0.key < $1.key }) {
                balance = try balance.adding(amount)
                least = min(least, balance)
                if balance.isNegative, first == nil { first = day }
            }
            let position = settlement.accounts.first { $0.account == account }
            // What clauses asked of a risk pool and it does not hold moved nothing.
            let named = position?.shortfall.flatMap { $0.cause == .paid ? $0 : nil }
            if let asked = position?.shortfall, asked.cause == .asked {
                if settlement.isReconciled { faults.append("\(account) reconciles") }
                if asked.amount != (try Self.lacking(settlement)) {
                    faults.append("\(account) lacks")
                }
            }
            if account == .pool {
                if balance.isNegative, named == nil || named?.until != nil {
                    faults.append("the pool ends at \(balance) and no shortfall is named")
                }
                if let named, try named.amount > least.negated() {
                    faults.append("the pool is said to be \(named.amount) short, it is \(least)")
                }
            } else if try (named?.amount ?? .zero()) != least.negated() || named?.from != first {
                faults.append("\(account) is \(least) from \(String(describing: first))")
            }
            if position?.closing ?? .zero() != balance { faults.append("\(account) closes") }
            if named != nil, settlement.isReconciled { faults.append("\(account) reconciles") }
        }
        return faults
    }

    /// Net invoices come to the net of every partner, and so sum to the positive nets; and money of all kinds in the pool to the pool.
    private func invoiceFaults(_ settlement: Settlement) throws -> [String] {
        var faults: [String] = []
        var nets: [String: Money] = [:]
        for invoice in settlement.invoices.invoices {
            nets[invoice.payer] = try (nets[invoice.payer] ?? .zero()).subtracting(invoice.amount)
            nets[invoice.payee] = try (nets[invoice.payee] ?? .zero()).adding(invoice.amount)
        }
        let host = settlement.agreement.host?.id
        for statement in settlement.statements where statement.partner != host {
            // The host's net is that of the pool it holds as well, and so what the others leave.
            if nets[statement.partner] ?? .zero() != statement.net {
                faults.append("the invoices of \(statement.partner)")
            }
        }
        let stated = settlement.invoices.positions.map(\.net).filter(\.isPositive)
        if try Money.sum(nets.values.filter(\.isPositive)) != Money.sum(stated) {
            faults.append("the positive nets")
        }
        let bands = settlement.accounts.filter {
            if case .band = $0.account { true } else { false }
        }
        let pool = settlement.accounts.first { $0.account == .pool }?.closing ?? .zero()
        if !bands.isEmpty, pool != (try Money.sum(bands.map(\.closing))) { faults.append("bands") }
        return faults
    }

    /// What the steps of all divisions say that the risk pool lacks.
    private static func lacking(_ settlement: Settlement) throws -> Money {
        try Money.sum(settlement.risks.flatMap(\.steps).compactMap(\.lacking))
    }

    /// The sum of a partner's statement is that of its transfers.
    private func statementFaults(_ settlement: Settlement) throws -> [String] {
        var faults: [String] = []
        var nets: [Account: Money] = [:]
        for transfer in settlement.transfers {
            if !transfer.amount.isPositive || transfer.from == transfer.to {
                faults.append("a transfer of \(transfer.amount)")
            }
            nets[transfer.from] = try (nets[transfer.from] ?? .zero()).subtracting(transfer.amount)
            nets[transfer.to] = try (nets[transfer.to] ?? .zero()).adding(transfer.amount)
        }
        for statement in settlement.statements
        where statement.net != nets[.partner(statement.partner)] ?? .zero() {
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
            let first = try TemporaryFund.settle(text, made.rows, previous: made.previous)
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

package import TopsliceFunds
import TopsliceMoney

extension Settlement {
    /// Where a penny appeared or vanished: equations that do not hold, and what the journal, the statements, the
    /// accounts and the invoices say against each other, account by account and day by day.
    package func conservationFaults() throws -> [String] {
        var faults = brokenEquations
        faults += try journalFaults() + statementFaults()
        faults += try shortfallFaults() + invoiceFaults()
        for risk in risks where try sum(risk.parts.map(\.amount)) != risk.amount {
            faults.append("the parts of \(risk.id)")
        }
        return faults
    }

    /// Equations that do not hold, apart from accounts that were short of money on some day.
    package var brokenEquations: [String] {
        checks.filter { !$0.holds && !$0.isOfAccount }.map {
            "\($0.equation): \($0.expected) against \($0.actual)"
        }
    }

    /// At every date, read off the journal alone: what came into the pool is what went out and the balance.
    private func journalFaults() throws -> [String] {
        var faults: [String] = []
        var moneyIn = nothing
        var moneyOut = nothing
        var accounts: [Account: Money] = [:]
        var days: [CalendarDate: (in: Money, out: Money)] = [:]
        for line in journal {
            if !line.amount.isPositive { faults.append("a journal line of \(line.amount)") }
            if line.debit == .pool { moneyIn = try moneyIn.adding(line.amount) }
            if line.credit == .pool { moneyOut = try moneyOut.adding(line.amount) }
            accounts[line.debit] = try (accounts[line.debit] ?? nothing).adding(line.amount)
            accounts[line.credit] = try (accounts[line.credit] ?? nothing).subtracting(line.amount)
            days[line.date] = (moneyIn, moneyOut)
        }
        if try !sum(accounts.values).isZero { faults.append("debits and credits") }
        for balance in balances {
            let day = days[balance.date] ?? (nothing, nothing)
            let accounted = try balance.moneyOut.adding(balance.balance)
            if balance.moneyIn != day.in || balance.moneyOut != day.out
                || balance.moneyIn != accounted
            {
                faults.append("the pool on \(balance.date)")
            }
        }
        if try moneyIn.subtracting(moneyOut) != balances.last?.balance ?? nothing {
            faults.append("the pool at the end")
        }
        return faults + (try accountFaults(accounts))
    }

    /// Account by account, debits less credits against what the clauses say outside the journal.
    private func accountFaults(_ accounts: [Account: Money]) throws -> [String] {
        var expected: [Account: Money] = [:]
        func add(_ amount: Money, to account: Account) throws {
            expected[account] = try (expected[account] ?? nothing).adding(amount)
        }
        try add(
            balances.last?.balance ?? nothing,
            to: .pool
        )
        for opening in agreement.openings {
            try add(opening.amount.negated(), to: .broughtForward)
        }
        for stream in savings
        where stream.stream.isCashable && stream.stream.holder == .pool {
            try add(stream.amounts.released.negated(), to: .gain(saving: stream.stream.id))
        }
        // A line is debited with what was spent on it and credited with its delivery; only money of other
        // lines that is reinvested in it stays there.
        let aligned = Set(
            agreement.lines.filter { $0.kind == .aligned }.map(\.id)
        )
        for risk in risks
        where !risk.isOverspend && !risk.lines.allSatisfy(aligned.contains) {
            guard case .reinvest(let line) = risk.destination else { continue }
            for part in risk.parts where part.party.partner != nil || part.party == .riskPool {
                try add(part.amount, to: .line(line))
            }
        }
        return accounts.filter { account, balance in
            switch account {
            case .pool, .broughtForward, .gain, .line:
                balance != expected[account] ?? nothing
            case .partner, .cash, .riskPool, .carriedForward, .unfunded, .suppliers, .underspends,
                .band:
                false
            }
        }.map { "\($0.key) holds \($0.value), expected \(expected[$0.key] ?? nothing)" }
    }

    /// Every account that holds money of the fund, day by day from the journal alone: where it is below zero the
    /// settlement names a shortfall, by that much and from that day, and does not reconcile. What the pool lacks
    /// before partners pay their parts of overspends is theirs, so that only the end of its days is compared.
    private func shortfallFaults() throws -> [String] {
        var faults: [String] = []
        let held: [Account] = [.riskPool, .carriedForward, .unfunded, .pool]
        for account in held {
            var days: [CalendarDate: Money] = [:]
            for line in journal {
                if line.debit == account {
                    days[line.date] = try (days[line.date] ?? nothing).adding(line.amount)
                }
                if line.credit == account {
                    days[line.date] = try (days[line.date] ?? nothing).subtracting(line.amount)
                }
            }
            var balance = nothing
            var least = nothing
            var first: CalendarDate?
            for (day, amount) in days.sorted(by: { $0.key < $1.key }) {
                balance = try balance.adding(amount)
                least = min(least, balance)
                if balance.isNegative, first == nil { first = day }
            }
            let position = accounts.first { $0.account == account }
            // What clauses asked of a risk pool and it does not hold moved nothing.
            let named = position?.shortfall.flatMap { $0.cause == .paid ? $0 : nil }
            if let asked = position?.shortfall, asked.cause == .asked {
                if isReconciled { faults.append("\(account) reconciles") }
                if asked.amount != (try lacking()) {
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
            } else if try (named?.amount ?? nothing) != least.negated() || named?.from != first {
                faults.append("\(account) is \(least) from \(String(describing: first))")
            }
            if position?.closing ?? nothing != balance { faults.append("\(account) closes") }
            if named != nil, isReconciled { faults.append("\(account) reconciles") }
        }
        return faults
    }

    /// Net invoices come to the net of every partner, and so sum to the positive nets; and money of all kinds in the pool to the pool.
    private func invoiceFaults() throws -> [String] {
        var faults: [String] = []
        var nets: [String: Money] = [:]
        for invoice in invoices.invoices {
            nets[invoice.payer] = try (nets[invoice.payer] ?? nothing).subtracting(invoice.amount)
            nets[invoice.payee] = try (nets[invoice.payee] ?? nothing).adding(invoice.amount)
        }
        let host = agreement.host?.id
        for statement in statements where statement.partner != host {
            // The host's net is that of the pool it holds as well, and so what the others leave.
            if nets[statement.partner] ?? nothing != statement.net {
                faults.append("the invoices of \(statement.partner)")
            }
        }
        let stated = invoices.positions.map(\.net).filter(\.isPositive)
        if try sum(nets.values.filter(\.isPositive)) != sum(stated) {
            faults.append("the positive nets")
        }
        let bands = accounts.filter {
            if case .band = $0.account { true } else { false }
        }
        let pool = accounts.first { $0.account == .pool }?.closing ?? nothing
        if !bands.isEmpty, pool != (try sum(bands.map(\.closing))) { faults.append("bands") }
        return faults
    }

    /// What the steps of all divisions say that the risk pool lacks.
    private func lacking() throws -> Money {
        try sum(risks.flatMap(\.steps).compactMap(\.lacking))
    }

    /// The sum of a partner's statement is that of its transfers.
    private func statementFaults() throws -> [String] {
        var faults: [String] = []
        var nets: [Account: Money] = [:]
        for transfer in transfers {
            if !transfer.amount.isPositive || transfer.from == transfer.to {
                faults.append("a transfer of \(transfer.amount)")
            }
            nets[transfer.from] = try (nets[transfer.from] ?? nothing).subtracting(transfer.amount)
            nets[transfer.to] = try (nets[transfer.to] ?? nothing).adding(transfer.amount)
        }
        for statement in statements
        where statement.net != nets[.partner(statement.partner)] ?? nothing {
            faults.append("the statement of \(statement.partner)")
        }
        return faults
    }

    private var nothing: Money { .zero(agreement.currency) }

    private func sum(_ amounts: some Sequence<Money>) throws -> Money {
        try Money.sum(amounts, in: agreement.currency)
    }
}

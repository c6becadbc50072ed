import TopsliceMoney

/// Collects the double entries of a settlement.
///
/// - Complexity: O(1) for a posting, O(n log n) for each reading of n of them.
struct Ledger {
    private var postings: [Posting] = []
    private var accounts = NameTable()
    private var clauses = NameTable()
    private var sources = NameTable()

    private struct Posting {
        let date: CalendarDate
        let debit: Int32
        let credit: Int32
        /// In pence, above zero.
        let amount: Int
        let clause: Int32
        let source: Int32
        /// Whether the movement is part of what is settled; others happened before or lie inside the fund.
        let isSettled: Bool
    }

    /// Posts a movement of pence from `credit` to `debit`; below zero it goes the other way, zero is not
    /// posted.
    mutating func post(
        _ date: CalendarDate,
        debit: String,
        credit: String,
        _ amount: Int,
        clause: String,
        source: String,
        isSettled: Bool = true
    ) {
        guard amount != 0, debit != credit else { return }
        postings.append(
            Posting(
                date: date,
                debit: accounts.number(of: amount > 0 ? debit : credit),
                credit: accounts.number(of: amount > 0 ? credit : debit),
                amount: abs(amount),
                clause: clauses.number(of: clause),
                source: sources.number(of: source),
                isSettled: isSettled
            )
        )
    }

    /// The postings as a journal, in one order whatever the order they were made in.
    func journal() throws(FundError) -> Journal {
        let accountRanks = accounts.ranks
        let clauseRanks = clauses.ranks
        let sourceRanks = sources.ranks
        func ranks(_ posting: Posting) -> (Int, Int32, Int32, Int32) {
            (
                posting.date.dayNumber, clauseRanks[Int(posting.clause)],
                accountRanks[Int(posting.debit)], accountRanks[Int(posting.credit)]
            )
        }
        let sorted = postings.sorted { left, right in
            let first = ranks(left)
            let second = ranks(right)
            if first != second { return first < second }
            if left.amount != right.amount { return left.amount < right.amount }
            return sourceRanks[Int(left.source)] < sourceRanks[Int(right.source)]
        }
        var journal = Journal()
        do {
            for posting in sorted {
                try journal.post(
                    date: posting.date,
                    debit: accounts.name(posting.debit),
                    credit: accounts.name(posting.credit),
                    amount: Money(minorUnits: posting.amount),
                    clause: clauses.name(posting.clause),
                    source: sources.name(posting.source)
                )
            }
        } catch {
            throw .tooLarge(what: error.description)
        }
        return journal
    }

    /// One movement between two parties under a clause: by ranks, so that it can be sorted.
    private struct Way {
        let first: Int32
        let second: Int32
        let clause: Int32
        /// From the first to the second, in pence.
        let amount: Int
    }

    /// What each party pays each other party under each clause, opposite movements set against each
    /// other.
    ///
    /// Cash that was handed to or received from the pool before counts against the pool.
    ///
    /// - Parameter parties: accounts that can pay: the partners and the pool.
    func transfers(between parties: Set<String>) throws(FundError) -> [Transfer] {
        let ranks = accounts.ranks
        let clauseRanks = clauses.ranks
        // Whom a movement of each account concerns, by rank; nil for accounts that cannot pay.
        let pool = accounts.existing(Account.pool).map { ranks[Int($0)] }
        let concerned = accounts.names.indices.map { index -> Int32? in
            let name = accounts.names[index]
            if Account.isCash(name) { return pool }
            return parties.contains(name) ? ranks[index] : nil
        }
        var ways: [Way] = []
        ways.reserveCapacity(postings.count)
        for posting in postings where posting.isSettled {
            guard let debit = concerned[Int(posting.debit)],
                let credit = concerned[Int(posting.credit)], debit != credit
            else { continue }
            ways.append(
                Way(
                    first: min(debit, credit),
                    second: max(debit, credit),
                    clause: clauseRanks[Int(posting.clause)],
                    amount: credit < debit ? posting.amount : -posting.amount
                )
            )
        }
        ways.sort { ($0.first, $0.second, $0.clause) < ($1.first, $1.second, $1.clause) }
        return try Self.summed(
            ways,
            accounts: accounts.names.sorted { $0.precedes($1) },
            clauses: clauses.names.sorted { $0.precedes($1) }
        )
    }

    /// Sums runs of the same way; names are in the order of ranks.
    private static func summed(
        _ ways: [Way],
        accounts: [String],
        clauses: [String]
    ) throws(FundError) -> [Transfer] {
        var found: [(from: Int32, to: Int32, clause: Int32, amount: Int)] = []
        var index = 0
        while index < ways.count {
            let way = ways[index]
            var sum = 0
            while index < ways.count, ways[index].first == way.first,
                ways[index].second == way.second, ways[index].clause == way.clause
            {
                sum = try Pence.sum(sum, ways[index].amount)
                index += 1
            }
            guard sum != 0 else { continue }
            found.append(
                sum > 0
                    ? (way.first, way.second, way.clause, sum)
                    : (way.second, way.first, way.clause, -sum)
            )
        }
        found.sort { ($0.from, $0.to, $0.clause) < ($1.from, $1.to, $1.clause) }
        return found.map { way in
            Transfer(
                from: accounts[Int(way.from)],
                to: accounts[Int(way.to)],
                amount: way.amount,
                clause: clauses[Int(way.clause)]
            )
        }
    }

    /// The sum of the balances of all accounts, each worked out alone; zero in a sound journal.
    func sumOfBalances() throws(FundError) -> Int {
        var balances = [Int](repeating: 0, count: accounts.names.count)
        for posting in postings {
            let debit = Int(posting.debit)
            let credit = Int(posting.credit)
            balances[debit] = try Pence.sum(balances[debit], posting.amount)
            balances[credit] = try Pence.sum(balances[credit], -posting.amount)
        }
        return try Pence.sum(balances)
    }

    /// The pool at the end of each day on which something moved.
    func balances() throws(FundError) -> [PoolBalance] {
        guard let pool = accounts.existing(Account.pool) else { return [] }
        var moved: [CalendarDate: (in: Int, out: Int)] = [:]
        for posting in postings {
            guard posting.debit == pool || posting.credit == pool else { continue }
            var day = moved[posting.date] ?? (0, 0)
            if posting.debit == pool {
                day.in = try Pence.sum(day.in, posting.amount)
            } else {
                day.out = try Pence.sum(day.out, posting.amount)
            }
            moved[posting.date] = day
        }
        var balances: [PoolBalance] = []
        var moneyIn = 0
        var moneyOut = 0
        for (date, day) in moved.sorted(by: { $0.key < $1.key }) {
            moneyIn = try Pence.sum(moneyIn, day.in)
            moneyOut = try Pence.sum(moneyOut, day.out)
            balances.append(
                PoolBalance(
                    date: date,
                    moneyIn: moneyIn,
                    moneyOut: moneyOut,
                    balance: try Pence.sum(moneyIn, -moneyOut)
                )
            )
        }
        return balances
    }
}

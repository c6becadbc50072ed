import Money

/// Collects the double entries of a settlement and what each means for its partner.
struct Ledger {
    private(set) var postings: [Posting] = []

    struct Posting {
        let date: CalendarDate
        let debit: String
        let credit: String
        /// In pence, above zero.
        let amount: Int
        let clause: String
        let source: String
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
                debit: amount > 0 ? debit : credit,
                credit: amount > 0 ? credit : debit,
                amount: abs(amount),
                clause: clause,
                source: source,
                isSettled: isSettled
            )
        )
    }

    /// The postings in one order, whatever the order they were made in.
    func sorted() -> [Posting] {
        postings.sorted { left, right in
            if left.date != right.date { return left.date < right.date }
            if left.clause != right.clause { return left.clause.precedes(right.clause) }
            if left.debit != right.debit { return left.debit.precedes(right.debit) }
            if left.credit != right.credit { return left.credit.precedes(right.credit) }
            if left.amount != right.amount { return left.amount < right.amount }
            return left.source.precedes(right.source)
        }
    }

    /// What each party pays each other party under each clause, opposite movements set against each
    /// other.
    ///
    /// Cash that was handed to or received from the pool before counts against the pool.
    ///
    /// - Parameter parties: accounts that can pay: the partners and the pool.
    func transfers(between parties: Set<String>) throws(FundError) -> [Transfer] {
        struct Way: Hashable {
            let first: String
            let second: String
            let clause: String
        }
        var sums: [Way: Int] = [:]
        for posting in postings where posting.isSettled {
            let debit = Account.isCash(posting.debit) ? Account.pool : posting.debit
            let credit = Account.isCash(posting.credit) ? Account.pool : posting.credit
            guard parties.contains(debit), parties.contains(credit) else { continue }
            let isForward = credit.precedes(debit)
            let way = Way(
                first: isForward ? credit : debit,
                second: isForward ? debit : credit,
                clause: posting.clause
            )
            sums[way] = try Pence.sum(sums[way] ?? 0, isForward ? posting.amount : -posting.amount)
        }
        return sums.filter { $0.value != 0 }.map { way, amount in
            Transfer(
                from: amount > 0 ? way.first : way.second,
                to: amount > 0 ? way.second : way.first,
                amount: abs(amount),
                clause: way.clause
            )
        }.sorted { left, right in
            if left.from != right.from { return left.from.precedes(right.from) }
            if left.to != right.to { return left.to.precedes(right.to) }
            return left.clause.precedes(right.clause)
        }
    }

    /// The pool at the end of each day on which something moved.
    func balances() throws(FundError) -> [PoolBalance] {
        var moved: [CalendarDate: (in: Int, out: Int)] = [:]
        for posting in postings {
            guard posting.debit == Account.pool || posting.credit == Account.pool else { continue }
            var day = moved[posting.date] ?? (0, 0)
            if posting.debit == Account.pool {
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

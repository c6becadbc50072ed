import TopsliceMoney

/// Collects the double entries of a settlement.
///
/// - Complexity: O(1) for a posting, O(n log n) for each reading of n of them.
struct Ledger {
    private let currency: Currency
    private var postings: [Posting] = []
    private var accounts = NumberTable<Account>()
    private var subjects = NumberTable<JournalSubject>()
    private var sources = NumberTable<String>()

    init(currency: Currency) {
        self.currency = currency
    }

    private struct Posting {
        let date: CalendarDate
        /// Above zero.
        let amount: Money
        let debit: Int32
        let credit: Int32
        let subject: Int32
        let source: Int32
        /// Whether the movement is part of what is settled; others happened before or lie inside the fund.
        let isSettled: Bool
    }

    /// Posts a movement from `credit` to `debit`; below zero it goes the other way, zero is not posted.
    mutating func post(
        _ date: CalendarDate,
        debit: Account,
        credit: Account,
        _ amount: Money,
        _ subject: JournalSubject,
        source: String,
        isSettled: Bool = true
    ) throws(FundError) {
        guard !amount.isZero, debit != credit else { return }
        postings.append(
            Posting(
                date: date,
                amount: amount.isNegative ? try amount.opposite() : amount,
                debit: accounts.number(of: amount.isNegative ? credit : debit),
                credit: accounts.number(of: amount.isNegative ? debit : credit),
                subject: subjects.number(of: subject),
                source: sources.number(of: source),
                isSettled: isSettled
            )
        )
    }

    /// The postings as a journal, in one order whatever the order they were made in.
    func journal() -> [JournalEntry] {
        let accountRanks = accounts.ranks(by: \.identifier)
        let subjectRanks = subjects.ranks(by: \.orderKey)
        let sourceRanks = sources.ranks(by: \.self)
        func ranks(_ posting: Posting) -> (Int, Int32, Int32, Int32) {
            (
                posting.date.dayNumber, subjectRanks[Int(posting.subject)],
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
        return sorted.map { posting in
            JournalEntry(
                date: posting.date,
                debit: accounts[posting.debit],
                credit: accounts[posting.credit],
                amount: posting.amount,
                subject: subjects[posting.subject],
                source: sources[posting.source]
            )
        }
    }

    /// One movement between two parties under a clause: by ranks, so that it can be sorted.
    private struct Way {
        let first: Int32
        let second: Int32
        let subject: Int32
        /// From the first to the second; below zero the other way.
        let amount: Money
    }

    /// What the partners and the pool pay each other under each clause, opposite movements set against
    /// each other.
    ///
    /// Cash that was handed to or received from the pool before counts against the pool.
    func transfers() throws(FundError) -> [Transfer] {
        let ranks = accounts.ranks(by: \.identifier)
        let subjectRanks = subjects.ranks(by: \.orderKey)
        let pool = accounts.existing(.pool).map { ranks[Int($0)] }
        // Whom a movement of each account concerns, by rank; nil for accounts that cannot pay.
        let concerned = accounts.elements.indices.map { index -> Int32? in
            switch accounts.elements[index] {
            case .cash: pool
            case .partner, .pool: ranks[index]
            case .riskPool, .carriedForward, .broughtForward, .unfunded, .suppliers, .underspends,
                .line, .gain, .band:
                nil
            }
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
                    subject: subjectRanks[Int(posting.subject)],
                    amount: credit < debit ? posting.amount : try posting.amount.opposite()
                )
            )
        }
        ways.sort { ($0.first, $0.second, $0.subject) < ($1.first, $1.second, $1.subject) }
        return try summed(
            ways,
            accounts: accounts.ordered(by: \.identifier).map { accounts.elements[$0] },
            subjects: subjects.ordered(by: \.orderKey).map { subjects.elements[$0] }
        )
    }

    /// Sums runs of the same way; accounts and subjects are in the order of ranks.
    private func summed(
        _ ways: [Way],
        accounts: [Account],
        subjects: [JournalSubject]
    ) throws(FundError) -> [Transfer] {
        var found: [(from: Int32, to: Int32, subject: Int32, amount: Money)] = []
        var index = 0
        while index < ways.count {
            let way = ways[index]
            var sum = Money.zero(currency)
            while index < ways.count, ways[index].first == way.first,
                ways[index].second == way.second, ways[index].subject == way.subject
            {
                sum = try sum.plus(ways[index].amount)
                index += 1
            }
            guard !sum.isZero else { continue }
            found.append(
                sum.isPositive
                    ? (way.first, way.second, way.subject, sum)
                    : (way.second, way.first, way.subject, try sum.opposite())
            )
        }
        found.sort { ($0.from, $0.to, $0.subject) < ($1.from, $1.to, $1.subject) }
        return found.map { way in
            Transfer(
                from: accounts[Int(way.from)],
                to: accounts[Int(way.to)],
                amount: way.amount,
                subject: subjects[Int(way.subject)]
            )
        }
    }

    /// Debits minus credits of every account that occurs.
    func balancesByAccount() throws(FundError) -> [(account: Account, balance: Money)] {
        var balances = accounts.elements.map { _ in Money.zero(currency) }
        for posting in postings {
            let debit = Int(posting.debit)
            let credit = Int(posting.credit)
            balances[debit] = try balances[debit].plus(posting.amount)
            balances[credit] = try balances[credit].minus(posting.amount)
        }
        return zip(accounts.elements, balances).map { (account: $0, balance: $1) }
    }

    /// What moved in each account that holds money of the fund, in the order of accounts.
    func movements() throws(FundError) -> [(account: Account, movements: [AccountsHeld.Movement])] {
        var places: [Int32: Int] = [:]
        var found: [(account: Account, movements: [AccountsHeld.Movement])] = []
        let held = accounts.elements.filter(\.holdsMoney).sorted()
        for account in held {
            guard let number = accounts.existing(account) else { continue }
            places[number] = found.count
            found.append((account, []))
        }
        for posting in postings {
            let isOpening = accounts[posting.credit] == .broughtForward
            if let place = places[posting.debit] {
                found[place].movements.append(
                    .init(date: posting.date, amount: posting.amount, isOpening: isOpening)
                )
            }
            if let place = places[posting.credit] {
                found[place].movements.append(
                    .init(
                        date: posting.date,
                        amount: try posting.amount.opposite(),
                        isOpening: accounts[posting.debit] == .broughtForward
                    )
                )
            }
        }
        return found
    }

    /// The pool at the end of each day on which something moved.
    func balances() throws(FundError) -> [PoolBalance] {
        guard let pool = accounts.existing(.pool) else { return [] }
        var moneyIn: [CalendarDate: Money] = [:]
        var moneyOut: [CalendarDate: Money] = [:]
        for posting in postings where posting.debit == pool || posting.credit == pool {
            if posting.debit == pool {
                try moneyIn.add(posting.amount, to: posting.date)
            } else {
                try moneyOut.add(posting.amount, to: posting.date)
            }
        }
        var balances: [PoolBalance] = []
        var soFar = (in: Money.zero(currency), out: Money.zero(currency))
        for date in Set(moneyIn.keys).union(moneyOut.keys).sorted() {
            soFar.in = try soFar.in.plus(moneyIn.amount(date, in: currency))
            soFar.out = try soFar.out.plus(moneyOut.amount(date, in: currency))
            balances.append(
                PoolBalance(
                    date: date,
                    moneyIn: soFar.in,
                    moneyOut: soFar.out,
                    balance: try soFar.in.minus(soFar.out)
                )
            )
        }
        return balances
    }
}

/// Values as small numbers: a journal of a million lines repeats a few thousand of them, and numbers are
/// compared and sorted much faster.
private struct NumberTable<Element: Hashable> {
    private(set) var elements: [Element] = []
    private var numbers: [Element: Int32] = [:]

    /// The number of a value, a new one where it has none.
    mutating func number(of element: Element) -> Int32 {
        if let number = numbers[element] { return number }
        let number = Int32(elements.count)
        numbers[element] = number
        elements.append(element)
        return number
    }

    /// The number of a value that may not occur.
    func existing(_ element: Element) -> Int32? { numbers[element] }

    subscript(number: Int32) -> Element { elements[Int(number)] }

    /// The numbers in the order of the bytes of a text of each value.
    func ordered(by text: (Element) -> String) -> [Int] {
        let texts = elements.map(text)
        return elements.indices.sorted { left, right in
            if texts[left] != texts[right] { return texts[left].precedes(texts[right]) }
            // Two kinds of clause may read alike; their order is that of their kinds.
            return "\(elements[left])".precedes("\(elements[right])")
        }
    }

    /// The place of each value in that order, by its number.
    func ranks(by text: (Element) -> String) -> [Int32] {
        var ranks = [Int32](repeating: 0, count: elements.count)
        for (rank, index) in ordered(by: text).enumerated() { ranks[index] = Int32(rank) }
        return ranks
    }
}

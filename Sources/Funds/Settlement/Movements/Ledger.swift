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
        /// Above zero.
        let minorUnits: Int
        let dayNumber: Int32
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
        precondition(amount.currency == currency, "\(amount) in a ledger of \(currency.code)")
        let isForward = amount.isPositive
        let positive = isForward ? amount : try amount.opposite()
        let last = postings.last
        postings.append(
            Posting(
                minorUnits: positive.minorUnits,
                dayNumber: Int32(date.dayNumber),
                debit: accounts.number(of: isForward ? debit : credit, guess: last?.debit),
                credit: accounts.number(of: isForward ? credit : debit, guess: last?.credit),
                subject: subjects.number(of: subject, guess: last?.subject),
                source: sources.number(of: source, guess: last?.source),
                isSettled: isSettled
            )
        )
    }

    /// The values of all tables in their order, and the place of each in it by its number.
    struct Order {
        let names: MovementNames
        fileprivate let accounts: [Int32]
        fileprivate let subjects: [Int32]
        fileprivate let sources: [Int32]
    }

    func order() -> Order {
        let byIdentifier = accounts.ordered(by: \.identifier)
        let byKey = subjects.ordered(by: \.orderKey)
        let byBytes = sources.ordered(by: \.self)
        return Order(
            names: MovementNames(
                accounts: byIdentifier.elements,
                subjects: byKey.elements,
                sources: byBytes.elements
            ),
            accounts: byIdentifier.ranks,
            subjects: byKey.ranks,
            sources: byBytes.ranks
        )
    }

    /// The postings as a journal, in one order whatever the order they were made in.
    func journal(_ order: Order) -> JournalEntries {
        JournalEntries(
            postings.map { posting in
                JournalEntries.Line(
                    dayNumber: posting.dayNumber,
                    debit: order.accounts[Int(posting.debit)],
                    credit: order.accounts[Int(posting.credit)],
                    subject: order.subjects[Int(posting.subject)],
                    source: order.sources[Int(posting.source)],
                    minorUnits: posting.minorUnits
                )
            },
            names: order.names,
            in: currency
        )
    }

    /// One movement between two parties under a clause: by ranks, so that it can be sorted.
    private struct Way {
        let first: Int32
        let second: Int32
        let subject: Int32
        /// From the first to the second; below zero the other way.
        let minorUnits: Int
    }

    /// What the partners and the pool pay each other under each clause, opposite movements set against
    /// each other.
    ///
    /// Cash that was handed to or received from the pool before counts against the pool.
    func transfers(_ order: Order) throws(FundError) -> TransferList {
        let pool = accounts.existing(.pool).map { order.accounts[Int($0)] }
        // Whom a movement of each account concerns, by rank; nil for accounts that cannot pay.
        let concerned = accounts.elements.indices.map { index -> Int32? in
            switch accounts.elements[index] {
            case .cash: pool
            case .partner, .pool: order.accounts[index]
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
                    subject: order.subjects[Int(posting.subject)],
                    minorUnits: credit < debit ? posting.minorUnits : -posting.minorUnits
                )
            )
        }
        ways.sort { ($0.first, $0.second, $0.subject) < ($1.first, $1.second, $1.subject) }
        return TransferList(try Self.summed(ways), names: order.names, in: currency)
    }

    /// Sums runs of the same way.
    private static func summed(_ ways: [Way]) throws(FundError) -> [TransferList.Line] {
        var found: [TransferList.Line] = []
        var index = 0
        while index < ways.count {
            let way = ways[index]
            var sum = 0
            while index < ways.count, ways[index].first == way.first,
                ways[index].second == way.second, ways[index].subject == way.subject
            {
                let (next, isTooLarge) = sum.addingReportingOverflow(ways[index].minorUnits)
                if isTooLarge || next == .min { throw .tooLarge(what: "a sum") }
                sum = next
                index += 1
            }
            guard sum != 0 else { continue }
            found.append(
                TransferList.Line(
                    from: sum > 0 ? way.first : way.second,
                    to: sum > 0 ? way.second : way.first,
                    subject: way.subject,
                    minorUnits: abs(sum)
                )
            )
        }
        found.sort { ($0.from, $0.to, $0.subject) < ($1.from, $1.to, $1.subject) }
        return found
    }

    /// An amount of the ledger's currency.
    private func money(_ minorUnits: Int) -> Money {
        Money(minorUnits: minorUnits, currency: currency)
    }

    /// Debits minus credits of every account that occurs.
    func balancesByAccount() throws(FundError) -> [(account: Account, balance: Money)] {
        var balances = accounts.elements.map { _ in Money.zero(currency) }
        for posting in postings {
            let debit = Int(posting.debit)
            let credit = Int(posting.credit)
            balances[debit] = try balances[debit].plus(money(posting.minorUnits))
            balances[credit] = try balances[credit].minus(money(posting.minorUnits))
        }
        return zip(accounts.elements, balances).map { (account: $0, balance: $1) }
    }

    /// What moved in each account that holds money of the fund, in the order of accounts.
    func movements() throws(FundError) -> [AccountsHeld.Movements] {
        // By number: where an account that holds money stands in what is found.
        var places = [Int?](repeating: nil, count: accounts.elements.count)
        var found: [AccountsHeld.Movements] = []
        let held = accounts.elements.filter(\.holdsMoney).sorted()
        for account in held {
            guard let number = accounts.existing(account) else { continue }
            places[Int(number)] = found.count
            found.append(.init(of: account, in: currency))
        }
        let opening = accounts.existing(.broughtForward)
        for posting in postings {
            let date = CalendarDate(dayNumber: Int(posting.dayNumber))
            let amount = money(posting.minorUnits)
            if let place = places[Int(posting.debit)] {
                try found[place].add(amount, on: date, isOpening: posting.credit == opening)
            }
            if let place = places[Int(posting.credit)] {
                let out = try amount.opposite()
                try found[place].add(out, on: date, isOpening: posting.debit == opening)
            }
        }
        return found
    }

    /// The pool at the end of each day on which something moved.
    func balances() throws(FundError) -> [PoolBalance] {
        guard let pool = accounts.existing(.pool) else { return [] }
        var days: [Int32: (in: Money, out: Money)] = [:]
        for posting in postings where posting.debit == pool || posting.credit == pool {
            let amount = money(posting.minorUnits)
            let before = days[posting.dayNumber] ?? (.zero(currency), .zero(currency))
            days[posting.dayNumber] =
                posting.debit == pool
                ? (try before.in.plus(amount), before.out)
                : (before.in, try before.out.plus(amount))
        }
        var balances: [PoolBalance] = []
        var soFar = (in: Money.zero(currency), out: Money.zero(currency))
        for (day, moved) in days.sorted(by: { $0.key < $1.key }) {
            soFar.in = try soFar.in.plus(moved.in)
            soFar.out = try soFar.out.plus(moved.out)
            balances.append(
                PoolBalance(
                    date: CalendarDate(dayNumber: Int(day)),
                    moneyIn: soFar.in,
                    moneyOut: soFar.out,
                    balance: try soFar.in.minus(soFar.out)
                )
            )
        }
        return balances
    }
}

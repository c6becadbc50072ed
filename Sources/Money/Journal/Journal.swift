/// A list of movements of money in one currency, in the order they were posted.
///
/// Every line debits one account and credits another by the same amount, so the balances of all
/// accounts sum to zero by construction; ``trialBalance()`` shows it.
public struct Journal: Sendable, Hashable {
    public let currency: Currency
    public private(set) var lines: [JournalLine]

    public init(currency: Currency = .pounds) {
        self.currency = currency
        lines = []
    }

    /// Posts a movement from `credit` to `debit`. A negative amount is posted the other way round,
    /// and nothing is posted for zero or between an account and itself.
    public mutating func post(
        date: CalendarDate? = nil,
        debit: String,
        credit: String,
        amount: Money,
        clause: String,
        source: String
    ) throws(MoneyError) {
        guard amount.currency == currency else {
            throw .currencyMismatch(got: amount.currency.code, expected: currency.code)
        }
        guard !amount.isZero, debit != credit else { return }
        lines.append(
            JournalLine(
                date: date,
                debit: amount.isNegative ? credit : debit,
                credit: amount.isNegative ? debit : credit,
                amount: try amount.magnitude(),
                clause: clause,
                source: source
            )
        )
    }

    public mutating func append(_ other: Journal) throws(MoneyError) {
        guard other.currency == currency else {
            throw .currencyMismatch(got: other.currency.code, expected: currency.code)
        }
        lines += other.lines
    }

    /// Debits minus credits of every account that occurs, by account in UTF-8 order.
    ///
    /// - Complexity: O(lines · log accounts).
    public func trialBalance() throws(MoneyError) -> [AccountBalance] {
        var balances: [String: Money] = [:]
        for line in lines {
            let debited = balances[line.debit] ?? .zero(currency)
            balances[line.debit] = try debited.adding(line.amount)
            let credited = balances[line.credit] ?? .zero(currency)
            balances[line.credit] = try credited.subtracting(line.amount)
        }
        return
            balances
            .map { AccountBalance(account: $0.key, balance: $0.value) }
            .sorted { $0.account.utf8.lexicographicallyPrecedes($1.account.utf8) }
    }
}

/// Debits minus credits of one account.
public struct AccountBalance: Sendable, Hashable {
    public let account: String
    public let balance: Money
}

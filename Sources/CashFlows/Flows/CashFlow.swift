package import TopsliceMoney

/// Money that one party pays or receives on a day.
///
/// The one value in which an agreement, a bond or a table hands over its flows: what is made of them (balances, peaks,
/// rates) asks for nothing else.
package struct CashFlow: Sendable, Hashable {
    package let date: CalendarDate
    package let party: String
    /// Not below zero.
    package let received: Money
    /// Not below zero; of the same currency.
    package let paid: Money
    package let reason: Reason

    /// Why it moves, for tables; words are made where they are printed.
    package enum Reason: Sendable, Hashable {
        /// In the case, with the words that stand there.
        case stated(String)
        /// Paid in for a tranche, by its identifier.
        case drawdown(String)
        case preferredReturn(String)
        case capital(String)
        case guarantee(String)
        case surplus
    }

    package init(
        date: CalendarDate,
        party: String,
        received: Money,
        paid: Money,
        reason: Reason
    ) {
        precondition(
            !received.isNegative && !paid.isNegative && received.currency == paid.currency,
            "\(party) receives \(received) and pays \(paid)"
        )
        self.date = date
        self.party = party
        self.received = received
        self.paid = paid
        self.reason = reason
    }

    /// Both sides of a payment.
    package static func payment(
        on date: CalendarDate,
        from payer: String,
        to payee: String,
        _ amount: Money,
        reason: Reason
    ) -> [CashFlow] {
        let nothing = Money.zero(amount.currency)
        return [
            CashFlow(date: date, party: payer, received: nothing, paid: amount, reason: reason),
            CashFlow(date: date, party: payee, received: amount, paid: nothing, reason: reason),
        ]
    }

    /// What is received less what is paid.
    package func net() throws(MoneyError) -> Money { try received.subtracting(paid) }
}

extension CashFlow {
    /// By day, then by party, by what it is for and by amount, so that the order of rows changes nothing.
    static func < (left: CashFlow, right: CashFlow) -> Bool {
        let (first, second) = (left.reason.order, right.reason.order)
        return (left.date, left.party, first.kind, first.words, left.amounts)
            < (right.date, right.party, second.kind, second.words, right.amounts)
    }

    private var amounts: Int { received.minorUnits - paid.minorUnits }
}

extension CashFlow.Reason {
    /// In the order in which a day passes.
    fileprivate var order: (kind: Int, words: String) {
        switch self {
        case .drawdown(let id): (0, id)
        case .stated(let words): (1, words)
        case .preferredReturn(let id): (2, id)
        case .capital(let id): (3, id)
        case .surplus: (4, "")
        case .guarantee(let id): (5, id)
        }
    }
}

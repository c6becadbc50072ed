import TopsliceMoney

/// Where the steps of a settlement enter what they entitle partners to.
///
/// Steps write and never read: what one needs of another is handed to it as the other's result, so that
/// the order of the steps follows from what they need.
struct Books {
    private let currency: Currency
    private var ledger: Ledger
    /// In the order of the agreement.
    private var statements: [PartnerStatement]
    /// Places of partners in `statements`.
    private let places: [String: Int]
    private var warnings: [SettlementWarning] = []
    private var banners: [SettlementBanner] = []

    init(_ agreement: Agreement) {
        currency = agreement.currency
        ledger = Ledger(currency: agreement.currency)
        statements = agreement.partners.map {
            PartnerStatement(partner: $0.id, currency: agreement.currency)
        }
        places = Dictionary(agreement.partners.enumerated().map { ($1.id, $0) }) { first, _ in
            first
        }
    }

    /// A movement from `credit` to `debit`; below zero it goes the other way.
    mutating func post(
        _ date: CalendarDate,
        debit: Account,
        credit: Account,
        _ amount: Money,
        _ subject: JournalSubject,
        source: String,
        isSettled: Bool = true
    ) throws(FundError) {
        try ledger.post(
            date,
            debit: debit,
            credit: credit,
            amount,
            subject,
            source: source,
            isSettled: isSettled
        )
    }

    /// Adds to one figure of a partner's statement; accounts that are no partners have none.
    mutating func add(
        _ amount: Money,
        to figure: WritableKeyPath<PartnerStatement, Money>,
        of party: Account
    ) throws(FundError) {
        guard let id = party.partner, let place = places[id] else { return }
        statements[place][keyPath: figure] = try statements[place][keyPath: figure].plus(amount)
    }

    mutating func warn(_ warning: SettlementWarning) { warnings.append(warning) }

    /// What makes the figures doubtful.
    mutating func warnFirst(_ banner: SettlementBanner) { banners.append(banner) }

    /// What is read off the books when everything is entered.
    struct Closed {
        /// In the order of the agreement.
        let statements: [PartnerStatement]
        let transfers: TransferList
        let balances: [PoolBalance]
        /// By account that holds money of the fund.
        let movements: [AccountsHeld.Movements]
        let journal: JournalEntries
        /// Debits less credits of all accounts together; zero in a sound journal.
        let sumOfBalances: Money
        let warnings: [SettlementWarning]
        let banners: [SettlementBanner]
    }

    consuming func closed() throws(FundError) -> Closed {
        let order = ledger.order()
        let transfers = try ledger.transfers(order)
        for transfer in transfers {
            try add(transfer.amount, to: \.pays, of: transfer.from)
            try add(transfer.amount, to: \.receives, of: transfer.to)
        }
        for place in statements.indices {
            statements[place].net = try statements[place].receives.minus(statements[place].pays)
        }
        return Closed(
            statements: statements,
            transfers: transfers,
            balances: try ledger.balances(),
            movements: try ledger.movements(),
            journal: ledger.journal(order),
            sumOfBalances: try Money.total(ledger.balancesByAccount().map(\.balance), in: currency),
            warnings: warnings,
            banners: banners
        )
    }
}

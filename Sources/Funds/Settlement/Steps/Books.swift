import TopsliceMoney

/// Where the steps of a settlement enter what they entitle partners to.
///
/// Steps write and never read: what one needs of another is handed to it as the other's result, so that
/// the order of the steps follows from what they need.
struct Books {
    private let partners: [String]
    private let currency: Currency
    private var ledger: Ledger
    private var statements: [String: PartnerStatement] = [:]
    private var warnings: [SettlementWarning] = []
    private var banners: [SettlementBanner] = []

    init(_ agreement: Agreement) {
        partners = agreement.partners.map(\.id)
        currency = agreement.currency
        ledger = Ledger(currency: agreement.currency)
        for id in partners {
            statements[id] = PartnerStatement(partner: id, currency: agreement.currency)
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
        guard let id = party.partner, let before = statements[id]?[keyPath: figure] else { return }
        statements[id]?[keyPath: figure] = try before.plus(amount)
    }

    mutating func warn(_ warning: SettlementWarning) { warnings.append(warning) }

    /// What makes the figures doubtful.
    mutating func warnFirst(_ banner: SettlementBanner) { banners.append(banner) }

    /// What is read off the books when everything is entered.
    struct Closed {
        /// In the order of the agreement.
        let statements: [PartnerStatement]
        let transfers: [Transfer]
        let balances: [PoolBalance]
        /// By account that holds money of the fund.
        let movements: [(account: Account, movements: [AccountsHeld.Movement])]
        let journal: [JournalEntry]
        /// Debits less credits of all accounts together; zero in a sound journal.
        let sumOfBalances: Money
        let warnings: [SettlementWarning]
        let banners: [SettlementBanner]
    }

    consuming func closed() throws(FundError) -> Closed {
        let transfers = try ledger.transfers()
        for transfer in transfers {
            try add(transfer.amount, to: \.pays, of: transfer.from)
            try add(transfer.amount, to: \.receives, of: transfer.to)
        }
        var ordered: [PartnerStatement] = []
        for id in partners {
            guard var statement = statements[id] else {
                preconditionFailure("partner '\(id)' has no statement")
            }
            statement.net = try statement.receives.minus(statement.pays)
            ordered.append(statement)
        }
        return Closed(
            statements: ordered,
            transfers: transfers,
            balances: try ledger.balances(),
            movements: try ledger.movements(),
            journal: ledger.journal(),
            sumOfBalances: try Money.total(ledger.balancesByAccount().map(\.balance), in: currency),
            warnings: warnings,
            banners: banners
        )
    }
}

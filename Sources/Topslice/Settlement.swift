internal import TopsliceFunds
internal import TopsliceReports
public import TopsliceMoney

/// A settled fund: who pays whom, exact to the penny, and the checks that tie it together.
public struct Settlement: Sendable {
    let settlement: TopsliceFunds.Settlement
    let input: FundInput

    /// Who pays whom under which clause; by payer, payee and clause.
    public var transfers: [Transfer] { settlement.transfers.map(Transfer.init) }

    /// What is paid in the end: all that two partners owe each other in one payment, through the host or between
    /// every two, as the agreement says.
    public var invoices: [Invoice] { settlement.invoices.invoices.map(Invoice.init) }

    /// What each partner pays and receives, in the order of the agreement.
    public var statements: [Statement] { settlement.statements.map(Statement.init) }

    /// Whether every check holds: parts against wholes, the journal against zero, statements against the journal.
    public var isReconciled: Bool { settlement.isReconciled }

    /// One payment between two parties; `pool` is the fund itself, which its host holds for all.
    public struct Transfer: Sendable, Hashable {
        public let from: String
        public let to: String
        /// Above zero.
        public let amount: Money
        /// The clause that asks for it, as the agreement calls it.
        public let clause: String

        init(_ transfer: TopsliceFunds.Transfer) {
            from = transfer.from.identifier
            to = transfer.to.identifier
            amount = transfer.amount
            clause = transfer.subject.words
        }
    }

    /// One payment that settles everything between two partners.
    public struct Invoice: Sendable, Hashable {
        public let from: String
        public let to: String
        /// Above zero.
        public let amount: Money

        init(_ invoice: NetInvoice) {
            from = invoice.payer
            to = invoice.payee
            amount = invoice.amount
        }
    }

    /// One partner's position.
    public struct Statement: Sendable, Hashable {
        public let partner: String
        public let pays: Money
        public let receives: Money

        init(_ statement: PartnerStatement) {
            partner = statement.partner
            pays = statement.pays
            receives = statement.receives
        }
    }
}

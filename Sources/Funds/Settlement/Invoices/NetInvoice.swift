package import TopsliceMoney

/// One payment between two partners that settles all they owe each other.
package struct NetInvoice: Sendable, Hashable {
    package let payer: String
    package let payee: String
    /// Above zero.
    package let amount: Money

    package init(payer: String, payee: String, amount: Money) {
        self.payer = payer
        self.payee = payee
        self.amount = amount
    }
}

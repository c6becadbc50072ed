package import TopsliceMoney

/// The payments that a shock changes: all that meet every condition stated.
package struct PaymentSelection: Sendable, Hashable {
    /// Identifiers of flows; nil for all of them.
    package let flows: Set<String>?
    package let payer: String?
    package let payee: String?
    /// The first day for which payments are due that it changes; nil for all days.
    package let from: CalendarDate?

    package init(
        flows: Set<String>? = nil,
        payer: String? = nil,
        payee: String? = nil,
        from: CalendarDate? = nil
    ) {
        self.flows = flows
        self.payer = payer
        self.payee = payee
        self.from = from
    }

    func holds(_ payment: CashPayment) -> Bool {
        (flows?.contains(payment.id) ?? true) && (payer.map { $0 == payment.from } ?? true)
            && (payee.map { $0 == payment.to } ?? true)
            && (from.map { $0 <= payment.earned } ?? true)
    }
}

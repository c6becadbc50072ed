package import TopsliceMoney

/// All that two partners owe each other, and the one payment that is left of it.
package struct NettedPair: Sendable, Equatable {
    /// With the host as the second wherever it is one of the two; otherwise in the order of the agreement.
    package let first: String
    package let second: String
    /// In the order of the transfers.
    package private(set) var parts: NettedParts
    /// What the first owes the second under all clauses.
    package let owed: Money
    /// What the second owes the first.
    package let owedBack: Money
    /// What the two set against each other: the smaller of both.
    package let setOff: Money
    /// What is left to pay; nil where nothing is.
    package let invoice: NetInvoice?

    init(
        first: String,
        second: String,
        parts: NettedParts
    ) throws(FundError) {
        self.first = first
        self.second = second
        self.parts = parts
        owed = try parts.total(isFromFirst: true)
        owedBack = try parts.total(isFromFirst: false)
        setOff = min(owed, owedBack)
        let left = try owed.minus(owedBack)
        if left.isZero {
            invoice = nil
        } else {
            invoice =
                left.isPositive
                ? NetInvoice(payer: first, payee: second, amount: left)
                : NetInvoice(payer: second, payee: first, amount: try left.opposite())
        }
    }

    /// The same with the payments of one partner's own alone; of the others that go on through the host it is
    /// not told.
    func seen(by partner: String) -> NettedPair {
        var own = self
        own.parts = parts.concerning(.partner(partner))
        return own
    }

    var withoutParts: NettedPair {
        var own = self
        own.parts = parts.withoutLines
        return own
    }
}

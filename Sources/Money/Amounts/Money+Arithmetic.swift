extension Money {
    public func adding(_ other: Money) throws(MoneyError) -> Money {
        try requireSameCurrency(as: other)
        let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
        guard !overflow else { throw .overflow(operation: "a sum") }
        return Money(minorUnits: sum, currency: currency)
    }

    public func subtracting(_ other: Money) throws(MoneyError) -> Money {
        try requireSameCurrency(as: other)
        let (difference, overflow) = minorUnits.subtractingReportingOverflow(other.minorUnits)
        guard !overflow else { throw .overflow(operation: "a difference") }
        return Money(minorUnits: difference, currency: currency)
    }

    public func negated() throws(MoneyError) -> Money {
        try Money.zero(currency).subtracting(self)
    }

    /// |self|.
    public func magnitude() throws(MoneyError) -> Money {
        isNegative ? try negated() : self
    }

    public func multiplied(by factor: Int) throws(MoneyError) -> Money {
        let (product, overflow) = minorUnits.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw .overflow(operation: "a product") }
        return Money(minorUnits: product, currency: currency)
    }

    /// The sum of any number of amounts in one currency; zero when there are none.
    public static func sum(
        _ amounts: some Sequence<Money>,
        in currency: Currency
    ) throws(MoneyError) -> Money {
        var total = Money.zero(currency)
        for amount in amounts {
            total = try total.adding(amount)
        }
        return total
    }

    func requireSameCurrency(as other: Money) throws(MoneyError) {
        guard currency == other.currency else {
            throw .currencyMismatch(got: other.currency.code, expected: currency.code)
        }
    }
}

extension Money: Comparable {
    /// Amounts in different currencies have no order: to compare them is a bug, which ends the program.
    public static func < (left: Money, right: Money) -> Bool {
        precondition(
            left.currency == right.currency,
            "\(left.currency.code) compared with \(right.currency.code)"
        )
        return left.minorUnits < right.minorUnits
    }
}

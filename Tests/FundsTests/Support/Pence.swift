public import TopsliceMoney

/// Whole numbers in these tests are pence, so that a test reads like the clause it tries.
extension Money: ExpressibleByIntegerLiteral {
    public init(integerLiteral pence: Int) {
        self.init(minorUnits: pence)
    }

    /// Nothing, in pounds.
    static func zero() -> Money { .zero(.pounds) }

    /// In pounds.
    static func sum(_ amounts: some Sequence<Money>) throws(MoneyError) -> Money {
        try sum(amounts, in: .pounds)
    }

    static func + (left: Money, right: Money) -> Money {
        Money(minorUnits: left.minorUnits + right.minorUnits)
    }

    static func - (left: Money, right: Money) -> Money {
        Money(minorUnits: left.minorUnits - right.minorUnits)
    }

    static prefix func - (amount: Money) -> Money {
        Money(minorUnits: -amount.minorUnits)
    }
}

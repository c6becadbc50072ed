/// An exact amount: a whole number of minor units (pence) of one currency. Never a fraction of one.
///
/// All arithmetic is checked: what does not fit, or mixes currencies, throws instead of wrapping.
/// There is no `+` operator because it could not throw a typed error at every use.
public struct Money: Sendable, Hashable {
    /// Pence for pounds, yen for yen; negative for a debt.
    public let minorUnits: Int
    public let currency: Currency

    public init(minorUnits: Int, currency: Currency = .pounds) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    public static func zero(_ currency: Currency) -> Money {
        Money(minorUnits: 0, currency: currency)
    }

    public var isZero: Bool { minorUnits == 0 }
    public var isNegative: Bool { minorUnits < 0 }
    public var isPositive: Bool { minorUnits > 0 }
}

package import TopsliceExactArithmetic
package import TopsliceMoney
import TopsliceApportionment

/// Sums of a settlement, and the one way back from exact fractions to pence; what does not fit is refused.
extension Money {
    /// The sum of amounts of one currency; zero of it where there are none.
    static func total(
        _ amounts: some Sequence<Money>,
        in currency: Currency
    ) throws(FundError) -> Money {
        var total = Money.zero(currency)
        for amount in amounts { total = try total.plus(amount) }
        return total
    }

    static func total(_ first: Money, _ others: Money...) throws(FundError) -> Money {
        var total = first
        for amount in others { total = try total.plus(amount) }
        return total
    }

    func plus(_ other: Money) throws(FundError) -> Money {
        do { return try adding(other) } catch { throw .tooLarge(what: "a sum") }
    }

    func minus(_ other: Money) throws(FundError) -> Money {
        do { return try subtracting(other) } catch { throw .tooLarge(what: "a sum") }
    }

    /// The same amount the other way.
    func opposite() throws(FundError) -> Money {
        try Money.zero(currency).minus(self)
    }

    /// A single amount to the nearest penny, halves away from zero. Parts of a whole are never rounded
    /// one by one; see ``divide(_:among:clause:)``.
    static func nearest(_ pence: Rational, in currency: Currency) throws(FundError) -> Money {
        guard
            let money = try? Money(
                roundingMinorUnits: pence,
                by: .nearestOrAwayFromZero,
                currency: currency
            ),
            money.minorUnits != .min
        else { throw .tooLarge(what: "an amount") }
        return money
    }

    /// Exact shares in pence to whole pence by largest remainders; the parts keep the sum.
    static func divide(
        _ shares: [Rational],
        among ids: [String],
        clause: String,
        in currency: Currency
    ) throws(FundError) -> [Money] {
        guard !ids.isEmpty else { return [] }
        do {
            return try Allocation(
                exactShares: shares,
                ids: ids,
                currency: currency,
                rule: clause
            ).parts.map(\.amount)
        } catch {
            throw .indivisible(clause: clause, reason: error)
        }
    }

    static func divide(
        _ shares: [Rational],
        among accounts: [Account],
        clause: String,
        in currency: Currency
    ) throws(FundError) -> [Money] {
        try divide(shares, among: accounts.map(\.identifier), clause: clause, in: currency)
    }
}

extension Dictionary where Value == Money {
    /// What stands under a key; nothing where it has no entry.
    func amount(_ key: Key, in currency: Currency) -> Money { self[key] ?? .zero(currency) }

    mutating func add(_ amount: Money, to key: Key) throws(FundError) {
        guard let before = self[key] else {
            self[key] = amount
            return
        }
        self[key] = try before.plus(amount)
    }
}

extension Rational {
    /// An amount as an exact number of pence.
    package init(_ money: Money) { self = money.exactMinorUnits }

    /// `12.5` where the decimals end, `1/3` where they do not.
    package var decimalOrFraction: String { exactDecimal ?? description }
}

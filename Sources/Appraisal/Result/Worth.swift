package import TopsliceExactArithmetic
package import TopsliceMoney

/// What costs and benefits are worth, exactly, in minor units.
struct ExactWorth {
    let costs: RootSum
    let benefits: RootSum

    var net: RootSum { benefits - costs }

    /// Nil where nothing is spent.
    var ratio: Rational? { benefits.quotient(by: costs) }
}

/// The same for reports: each amount rounded once, to the nearest penny and halves away from zero, so that the net
/// amount may differ by a penny from the difference of the other two.
package struct Worth: Sendable, Hashable {
    package let costs: Money
    package let benefits: Money
    package let net: Money
    /// Benefits for each pound of cost; nil where nothing is spent.
    package let ratio: Rational?

    init(_ exact: ExactWorth, _ currency: Currency) throws(MoneyError) {
        costs = try Money(rounding: exact.costs, currency)
        benefits = try Money(rounding: exact.benefits, currency)
        net = try Money(rounding: exact.net, currency)
        ratio = exact.ratio
    }
}

extension Money {
    /// Minor units to the nearest, halves away from zero.
    init(rounding value: RootSum, _ currency: Currency) throws(MoneyError) {
        try self.init(
            exactMinorUnits: Rational(value.rounded(.nearestOrAwayFromZero)),
            currency: currency
        )
    }

    /// Parts of a rounded whole: each is rounded down, and the pennies left go to the largest fractions that were cut
    /// off, of equal ones to the first.
    static func parts(of whole: Money, _ exact: [RootSum]) throws(MoneyError) -> [Money] {
        let floors = exact.map { Rational($0.rounded(.down)) }
        let left = whole.exactMinorUnits - floors.sum()
        let cut = zip(exact, floors).map { $0 - RootSum($1) }
        var units = floors
        for (given, place) in RootSum.descending(cut).enumerated() where Rational(given) < left {
            units[place] += 1
        }
        var parts: [Money] = []
        for unit in units {
            parts.append(try Money(exactMinorUnits: unit, currency: whole.currency))
        }
        return parts
    }
}

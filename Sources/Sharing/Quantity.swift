internal import TopsliceCooperativeGames
package import TopsliceExactArithmetic

/// A number of a result: a Double to draw and print, and the exact fraction where it was computed exactly.
package struct Quantity: Sendable, Equatable {
    /// The Double nearest to the exact number where there is one.
    package let approximate: Double
    package let exact: Rational?

    package init(_ exact: Rational) {
        self.exact = exact
        approximate = Self.nearest(exact)
    }

    package init(_ approximate: Double) {
        self.approximate = approximate
        exact = nil
    }

    /// The Double nearest to a fraction.
    private static func nearest(_ exact: Rational) -> Double {
        let largest = 1 << 53
        if let top = Int(exactly: exact.numerator), let bottom = Int(exactly: exact.denominator),
            top.magnitude <= largest, bottom <= largest
        {
            // Both are Doubles, and division rounds to the nearest.
            return Double(top) / Double(bottom)
        }
        // Read from 34 digits, which gives the nearest; dividing the parts can miss it by one.
        return Double(exact.decimal(significantDigits: 34)) ?? exact.approximation
    }

    /// self − other, exact where both are.
    package func minus(_ other: Quantity) -> Quantity {
        if let exact, let otherExact = other.exact { return Quantity(exact - otherExact) }
        return Quantity(approximate - other.approximate)
    }

    /// Exact where all are.
    package static func sum(_ quantities: [Quantity]) -> Quantity {
        let exact = quantities.compactMap(\.exact)
        return exact.count == quantities.count
            ? Quantity(exact.reduce(0, +)) : Quantity(quantities.reduce(0) { $0 + $1.approximate })
    }

    /// The exact fraction, or the very value of the Double, which every finite one has.
    var exactValue: Rational {
        guard let value = exact ?? Rational(exactValueOf: approximate) else {
            preconditionFailure("a quantity of a checked game is not finite: \(approximate)")
        }
        return value
    }

    package var isZero: Bool { exact?.isZero ?? (approximate == 0) }
}

/// The two numbers a game is reckoned in here: exact fractions, or Doubles for many players.
protocol EvaluatedScalar: GameScalar {
    init(of exact: Rational)
    var quantity: Quantity { get }
}

extension Double: EvaluatedScalar {
    init(of exact: Rational) { self = Quantity(exact).approximate }
    var quantity: Quantity { Quantity(self) }
}

extension Rational: EvaluatedScalar {
    init(of exact: Rational) { self = exact }
    var quantity: Quantity { Quantity(self) }
}

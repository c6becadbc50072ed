internal import CooperativeGames
public import ExactArithmetic

/// A number of a result: a Double to draw and print, and the exact fraction where it was computed exactly.
public struct Quantity: Sendable, Equatable {
    /// The Double nearest to the exact number where there is one.
    public let approximate: Double
    public let exact: Rational?

    public init(_ exact: Rational) {
        self.exact = exact
        // Read from 34 digits, which gives the nearest Double; dividing the parts can miss it by one.
        approximate = Double(exact.decimal(significantDigits: 34)) ?? exact.approximation
    }

    public init(_ approximate: Double) {
        self.approximate = approximate
        exact = nil
    }

    /// self − other, exact where both are.
    public func minus(_ other: Quantity) -> Quantity {
        if let exact, let otherExact = other.exact { return Quantity(exact - otherExact) }
        return Quantity(approximate - other.approximate)
    }

    public var isZero: Bool { exact?.isZero ?? (approximate == 0) }
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

public import TopsliceExactArithmetic

/// A cost as a polynomial of quantities, with exact coefficients: x² + 3xy + 2y.
public struct CostPolynomial: Sendable, Hashable {
    /// coefficient · Π quantity^exponent, one exponent a variable.
    public struct Term: Sendable, Hashable {
        public let coefficient: Rational
        public let exponents: [Int]
    }

    /// Names of the variables, in the order of the quantities.
    public let variables: [Character]
    public let terms: [Term]

    /// The cost of these quantities, one a variable.
    public func cost(of quantities: [Rational]) -> Rational {
        terms.map { value(of: $0, at: quantities) }.sum()
    }

    func value(of term: Term, at quantities: [Rational]) -> Rational {
        zip(term.exponents, quantities).reduce(term.coefficient) { product, factor in
            product * factor.1.power(UInt(factor.0))
        }
    }

    /// The cost of nothing.
    public var fixedCost: Rational {
        terms.filter { $0.exponents.allSatisfy { $0 == 0 } }.map(\.coefficient).sum()
    }
}

package import TopsliceExactArithmetic
package import TopsliceMoney

/// People who were tried, how many of them succeeded, and what each cost: all that a break-even tariff asks.
package struct BreakEvenTerms: Sendable, Hashable {
    package let id: String
    package let name: String
    package let people: Int
    package let achieved: Int
    package let costPerPerson: Money
    package let confidence: Rational
}

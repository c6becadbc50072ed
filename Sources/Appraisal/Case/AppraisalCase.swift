package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// A programme as its case states it: what is spent, what comes of it, and how years are compared.
package struct AppraisalCase: Sendable {
    package let name: String
    package let currency: Currency
    /// The last year; the case begins with year 0, the day of the decision.
    package let years: Int
    /// In the prices of which year everything is; nil where no prices are rebased.
    package let priceYear: String?
    package let discounting: Discounting
    package let costs: [CostRow]
    package let benefits: [BenefitRow]
    package let successes: [SuccessRate]
    /// By what part of itself each number is moved where the case states no range for it.
    package let sensitivity: Rational
    /// What was noticed while sheets were read as tables.
    package let notices: [TableNotice]
    /// Everything read, the case first.
    package let files: [InputRecord]

    /// Everybody who pays or benefits, in the order in which they appear.
    package var agencies: [String] {
        var seen: Set<String> = []
        return (costs.map(\.shares) + benefits.map(\.shares)).joined().map(\.agency)
            .filter { seen.insert($0).inserted }
    }
}

/// What was caused together, divided by another rule than Shapley's.
package struct DivisionByRule: Sendable, Equatable, Codable {
    package enum Kind: Sendable, Equatable, Codable {
        /// Some agencies are reached only through others.
        case referrals([AgencyReferral])
        /// Some agencies stand together.
        case unions([[String]])
    }

    package let kind: Kind
    /// In the order of the agencies; they add up to what was caused together.
    package let contributions: [Estimate]
    /// Nil where nothing was caused together.
    package let shares: [ShareEstimate?]
    /// The largest part of people who lack support under some coalition that this rule asks of.
    package let worstUnsupported: Double

    package init(
        kind: Kind,
        contributions: [Estimate],
        shares: [ShareEstimate?],
        worstUnsupported: Double
    ) {
        self.kind = kind
        self.contributions = contributions
        self.shares = shares
        self.worstUnsupported = worstUnsupported
    }
}

extension AttributionAssembly {
    /// By every rule that was asked for beside Shapley's.
    func divisions(_ total: AttributionResult.Total) -> [DivisionByRule] {
        problem.dividendRules.enumerated().map { number, rule in
            let agencies = problem.agencies.indices
            let contributions = agencies.map { estimate(.divided(rule: number, agency: $0)) }
            let lacking = table.unsupported.enumerated().filter { rule.asks(of: UInt64($0.offset)) }
            let kind: DivisionByRule.Kind =
                switch rule.kind {
                case .referrals: .referrals(problem.referrals)
                case .unions: .unions(problem.unions)
                }
            return DivisionByRule(
                kind: kind,
                contributions: contributions,
                shares: agencies.map {
                    share(
                        places[.divided(rule: number, agency: $0)],
                        contributions[$0],
                        total.attributable
                    )
                },
                worstUnsupported: lacking.reduce(0) { max($0, $1.element) } / Double(scan.people)
            )
        }
    }
}

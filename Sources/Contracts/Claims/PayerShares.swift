package import TopsliceExactArithmetic

/// Who pays, and what part each.
package struct PayerShares: Sendable, Hashable {
    package struct Part: Sendable, Hashable {
        package let party: String
        /// A part of one, above zero.
        package let part: Rational

        package init(party: String, part: Rational) {
            self.party = party
            self.part = part
        }
    }

    /// By identifier; they sum to one.
    package let parts: [Part]

    package static let nobody = PayerShares(parts: [])

    /// In proportion to weights; nobody where they sum to nothing.
    package init(weights: [String: Rational]) {
        let sum = weights.values.reduce(.zero, +)
        guard sum.isPositive else {
            parts = []
            return
        }
        parts = weights.filter { $0.value.isPositive }
            .map { Part(party: $0.key, part: $0.value / sum) }
            .sorted { ClauseOrder.precedes($0.party, $1.party) }
    }

    private init(parts: [Part]) {
        self.parts = parts
    }

    /// What payers and a payee are entitled to when an amount is paid; below zero it is paid back.
    func entitlements(
        paying exact: Rational,
        to payee: String,
        on day: Int32,
        _ reason: EntitlementReason
    ) -> [Entitlement] {
        guard !exact.isZero else { return [] }
        return [Entitlement(.payee, payee, day, exact, reason)]
            + parts.map { Entitlement(.payer, $0.party, day, -(exact * $0.part), reason) }
    }
}

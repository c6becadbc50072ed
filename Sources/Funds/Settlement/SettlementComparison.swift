package import TopsliceMoney

/// What each partner gains or loses between two settlements.
package struct SettlementComparison: Sendable {
    package struct Row: Sendable, Hashable {
        package let partner: String
        /// Net under the first, in pence.
        package let first: Money
        package let second: Money
        package let change: Money
        /// The same without its sign.
        package let size: Money
        /// How much of the change comes from each figure of the statement, in pence towards the partner;
        /// they sum to it.
        package let figures: [Figure]
    }

    package struct Figure: Sendable, Hashable {
        package let name: String
        package let change: Money
    }

    package let first: Settlement
    package let second: Settlement
    /// By partner, those of either agreement.
    package let rows: [Row]

    package init(_ first: Settlement, _ second: Settlement) throws(FundError) {
        self.first = first
        self.second = second
        let currency = first.agreement.currency
        guard second.agreement.currency == currency else {
            throw .currencies(first: currency, second: second.agreement.currency)
        }
        let before = Self.byPartner(first)
        let after = Self.byPartner(second)
        var rows: [Row] = []
        for partner in Set(before.keys).union(after.keys).sorted(by: { $0.precedes($1) }) {
            let none = PartnerStatement(partner: partner, currency: currency)
            let left = before[partner] ?? none
            let right = after[partner] ?? none
            var figures: [Figure] = []
            for (name, path, isTowards) in Self.figures {
                let change = try right[keyPath: path].minus(left[keyPath: path])
                figures.append(
                    Figure(name: name, change: isTowards ? change : try change.opposite())
                )
            }
            let change = try right.net.minus(left.net)
            rows.append(
                Row(
                    partner: partner,
                    first: left.net,
                    second: right.net,
                    change: change,
                    size: change.isNegative ? try change.opposite() : change,
                    figures: figures
                )
            )
        }
        self.rows = rows
    }

    /// Each with whether it counts towards the partner in the net.
    private static let figures: [(String, KeyPath<PartnerStatement, Money> & Sendable, Bool)] = [
        ("contribution", \.contribution, false), ("risk_share", \.riskShare, false),
        ("savings", \.savings, true), ("savings_held", \.savingsHeld, false),
        ("outcome_payments", \.outcomePayments, true), ("compensation", \.compensation, true),
        ("allocation", \.allocation, true), ("supply_chain", \.supplyChain, true),
        ("reimbursements", \.reimbursements, true),
        ("refunds", \.refunds, true), ("already_settled", \.alreadySettled, true),
    ]

    private static func byPartner(_ settlement: Settlement) -> [String: PartnerStatement] {
        Dictionary(settlement.statements.map { ($0.partner, $0) }) { first, _ in first }
    }
}

/// What each partner gains or loses between two settlements.
package struct SettlementComparison: Sendable {
    package struct Row: Sendable, Hashable {
        package let partner: String
        /// Net under the first, in pence.
        package let first: Int
        package let second: Int
        package let change: Int
        /// How much of the change comes from each figure of the statement, in pence towards the partner;
        /// they sum to it.
        package let figures: [Figure]
    }

    package struct Figure: Sendable, Hashable {
        package let name: String
        package let change: Int
    }

    package let first: Settlement
    package let second: Settlement
    /// By partner, those of either agreement.
    package let rows: [Row]

    package init(_ first: Settlement, _ second: Settlement) throws(FundError) {
        self.first = first
        self.second = second
        let before = Self.byPartner(first)
        let after = Self.byPartner(second)
        var rows: [Row] = []
        for partner in Set(before.keys).union(after.keys).sorted(by: { $0.precedes($1) }) {
            let none = PartnerStatement(partner: partner)
            let left = before[partner] ?? none
            let right = after[partner] ?? none
            var figures: [Figure] = []
            for (name, path, sign) in Self.figures {
                let change = try Pence.sum(right[keyPath: path], -left[keyPath: path])
                figures.append(Figure(name: name, change: sign * change))
            }
            rows.append(
                Row(
                    partner: partner,
                    first: left.net,
                    second: right.net,
                    change: try Pence.sum(right.net, -left.net),
                    figures: figures
                )
            )
        }
        self.rows = rows
    }

    /// With the sign that each has in the net.
    private static let figures: [(String, KeyPath<PartnerStatement, Int> & Sendable, Int)] = [
        ("contribution", \.contribution, -1), ("risk_share", \.riskShare, -1),
        ("savings", \.savings, 1), ("savings_held", \.savingsHeld, -1),
        ("outcome_payments", \.outcomePayments, 1), ("compensation", \.compensation, 1),
        ("supply_chain", \.supplyChain, 1), ("reimbursements", \.reimbursements, 1),
        ("refunds", \.refunds, 1), ("already_settled", \.alreadySettled, 1),
    ]

    private static func byPartner(_ settlement: Settlement) -> [String: PartnerStatement] {
        Dictionary(settlement.statements.map { ($0.partner, $0) }) { first, _ in first }
    }
}

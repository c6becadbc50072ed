import TopsliceExactArithmetic
import TopsliceMoney

/// Each line is paid for in its own shares; what a partner owes is the sum over the lines.
package struct LineSharesContribution: ContributionRule {
    /// A line with who pays for it.
    struct Item: Sendable, Hashable {
        let line: String
        /// In pence, by phase; nil for the whole term.
        let budgets: [String?: Money]
        let basis: SharingBasis
    }

    let items: [Item]
    let currency: Currency

    package var kind: ContributionKind { .sharesOfLines }

    package func entries(
        _ setting: ContributionSetting
    ) throws(FundError) -> [ContributionShare] {
        var exact: [String: Rational] = [:]
        var amounts: [String: Money] = [:]
        for item in items {
            let budget =
                if let phase = setting.phase, item.budgets[nil] == nil {
                    item.budgets.amount(phase, in: currency)
                } else {
                    try Money.total(item.budgets.values, in: currency)
                }
            let grown = try Money.nearest(Rational(budget) * setting.growth, in: currency)
            let parts = try item.basis.parts(setting.measures, clause: setting.clause)
            let shares = parts.map { Rational(grown) * $0.part }
            let pence = try Money.divide(
                shares,
                among: parts.map(\.id),
                clause: setting.clause,
                in: currency
            )
            for ((part, share), amount) in zip(zip(parts, shares), pence) {
                exact[part.id, default: .zero] += share
                try amounts.add(amount, to: part.id)
            }
        }
        return exact.sorted { $0.key.precedes($1.key) }.map {
            ContributionShare(
                partner: $0.key,
                exact: $0.value,
                amount: amounts.amount($0.key, in: currency),
                working: .lines(items.count)
            )
        }
    }
}

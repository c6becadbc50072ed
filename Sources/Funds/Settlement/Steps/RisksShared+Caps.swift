import TopsliceMoney

extension RisksShared {
    /// What of each cap that runs over several terms was used before and is used now, by rule and partner.
    static func uses(
        before: [CapUse.Rule: [String: Money]],
        after: [CapUse.Rule: [String: Money]],
        _ currency: Currency
    ) throws(FundError) -> [CapUse] {
        var uses: [CapUse] = []
        for (rule, used) in after.sorted(by: { $0.key < $1.key }) {
            for (partner, amount) in used.sorted(by: { $0.key.precedes($1.key) }) {
                let earlier = before[rule]?.amount(partner, in: currency) ?? .zero(currency)
                uses.append(
                    CapUse(
                        rule: rule,
                        partner: partner,
                        before: earlier,
                        borne: try amount.minus(earlier),
                        used: amount
                    )
                )
            }
        }
        return uses
    }
}

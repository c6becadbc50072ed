package import TopsliceApportionment
package import TopsliceMoney

/// How much depends on the rule.
extension ClaimsRun {
    /// What one claimant gets under the rules that give it least and most.
    package struct Spread: Sendable {
        package let id: String
        package let least: (rule: ClaimsRule, amount: Money)
        package let most: (rule: ClaimsRule, amount: Money)

        fileprivate var width: Int { most.amount.minorUnits - least.amount.minorUnits }
    }

    /// What will not be paid, whatever the rule.
    package var shortfall: Money {
        Money(
            minorUnits: claimsTotal.minorUnits - estate.minorUnits,
            currency: estate.currency
        )
    }

    /// Of the claimant whose award depends most on the rule; nil where none does.
    package var widestSpread: Spread? {
        let spreads = claimants.indices.compactMap { place -> Spread? in
            let awards = rules.compactMap { finding in
                finding.awards.map { (finding.rule, $0.money.allocation.parts[place].amount) }
            }
            guard let least = awards.min(by: { $0.1 < $1.1 }),
                let most = awards.max(by: { $0.1 < $1.1 }), least.1 < most.1
            else { return nil }
            return Spread(id: claimants[place].id, least: least, most: most)
        }
        return spreads.max { $0.width < $1.width }
    }
}

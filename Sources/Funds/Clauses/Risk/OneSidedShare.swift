import TopsliceExactArithmetic
package import TopsliceMoney

/// Sharing that starts only when the amount reaches a trigger; below it one partner keeps or bears
/// everything.
///
/// Once the trigger is reached, the whole amount is shared ("first-dollar sharing" of accountable care
/// contracts), or only what lies above the trigger.
package struct OneSidedShare: RiskSchedule {
    package enum Reach: String, Sendable, Hashable, CaseIterable {
        case firstPound = "first-pound"
        case aboveTrigger = "above-trigger"
    }

    package let trigger: Threshold
    package let reach: Reach
    /// Who bears or keeps what is not shared.
    package let below: String
    package let then: any RiskSchedule

    package init(trigger: Threshold, reach: Reach, below: String, then: any RiskSchedule) {
        self.trigger = trigger
        self.reach = reach
        self.below = below
        self.then = then
    }

    package var kind: RiskScheduleKind { .oneSided }

    package var drawsOnUnderspends: Bool { then.drawsOnUnderspends }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        guard amount.isPositive else { return [] }
        let level = try trigger.pence(budget: setting.budget)
        let kept = amount < level ? amount : reach == .aboveTrigger ? level : .zero(amount.currency)
        let own = RiskStep(
            party: .partner(below),
            exact: Rational(kept),
            reason: .belowTrigger(level)
        )
        return (kept.isPositive ? [own] : [])
            + (try then.steps(dividing: amount.minus(kept), setting))
    }
}

import TopsliceExactArithmetic
package import TopsliceMoney

/// Sources that are drawn on one after the other: underspends of other lines, the risk pool, schemes not
/// yet committed, and only then the partners.
package struct Waterfall: RiskSchedule {
    package enum Source: Sendable, Hashable {
        /// Underspends of the lines under the same clause.
        case underspends
        /// Money set aside, in pence: what the agreement says is there to be drawn, or the most that may be put in.
        /// What the risk pool lacks of it is a shortfall. Nil for whatever it holds.
        case riskPool(Money?)
        /// What can still be taken from a line, in pence.
        case uncommitted(line: String, amount: Money)
    }

    package let sources: [Source]
    package let partners: any RiskSchedule

    package init(sources: [Source], partners: any RiskSchedule) {
        self.sources = sources
        self.partners = partners
    }

    package var kind: RiskScheduleKind { .waterfall }

    package var drawsOnUnderspends: Bool {
        sources.contains(.underspends) || partners.drawsOnUnderspends
    }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        var steps: [RiskStep] = []
        var left = max(.zero(amount.currency), amount)
        var rest = setting
        for source in sources where left.isPositive {
            let step = try step(drawing: left, from: source, rest)
            guard step.drawn.isPositive || step.lacking.isPositive else { continue }
            steps.append(
                RiskStep(
                    party: step.party,
                    exact: Rational(step.drawn),
                    reason: step.reason,
                    lacking: step.lacking.isPositive ? step.lacking : nil
                )
            )
            try rest.draw(step.drawn, from: step.party)
            rest.lacked = try rest.lacked.plus(step.lacking)
            left = try left.minus(step.drawn)
        }
        return steps + (try partners.steps(dividing: left, rest))
    }

    /// What one source gives of what is left.
    private struct Drawn {
        let party: Account
        let drawn: Money
        /// What it was asked for and does not hold.
        var lacking: Money
        let reason: RiskReason
    }

    private func step(
        drawing left: Money,
        from source: Source,
        _ setting: RiskSetting
    ) throws(FundError) -> Drawn {
        let none = Money.zero(left.currency)
        switch source {
        case .underspends:
            return Drawn(
                party: .underspends,
                drawn: min(left, setting.underspends),
                lacking: none,
                reason: .underspends
            )
        case .riskPool(let stated):
            let before = setting.drawn[.riskPool] ?? none
            let asked = try stated.map { stated throws(FundError) in
                min(left, try Self.left(of: stated, after: before.plus(setting.lacked)))
            }
            // Nobody can draw what nobody has put in.
            let held = try setting.riskPoolHeld.map { held throws(FundError) in
                try Self.left(of: held, after: before)
            }
            let drawn = min(asked ?? left, held ?? left)
            let lacking = try asked?.minus(drawn) ?? none
            return Drawn(
                party: .riskPool,
                drawn: drawn,
                lacking: lacking,
                reason: .riskPool(lacking: lacking.isZero ? nil : lacking)
            )
        case .uncommitted(let line, let amount):
            let before = setting.drawn[.line(line)] ?? none
            let stated = try Self.left(of: amount, after: before)
            return Drawn(
                party: .line(line),
                drawn: min(left, stated, setting.uncommitted[line] ?? stated),
                lacking: none,
                reason: .uncommitted(line: line)
            )
        }
    }

    /// What is left of a stated amount; nothing where more was drawn.
    private static func left(of amount: Money, after drawn: Money) throws(FundError) -> Money {
        try max(amount, drawn).minus(drawn)
    }
}

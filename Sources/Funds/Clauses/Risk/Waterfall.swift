import TopsliceExactArithmetic
package import TopsliceMoney

/// Sources that are drawn on one after the other: underspends of other lines, the risk pool, schemes not
/// yet committed, and only then the partners.
package struct Waterfall: RiskSchedule {
    package enum Source: Sendable, Hashable {
        /// Underspends of the lines under the same clause.
        case underspends
        /// Money set aside, in pence: the most that may be drawn, or put in, as far as the risk pool holds it.
        case riskPool(Money)
        /// What can still be taken from a line, in pence.
        case uncommitted(line: String, amount: Money)
    }

    package let sources: [Source]
    package let partners: any RiskSchedule

    package init(sources: [Source], partners: any RiskSchedule) {
        self.sources = sources
        self.partners = partners
    }

    package var name: String { "waterfall" }

    package var drawsOnUnderspends: Bool {
        sources.contains(.underspends) || partners.drawsOnUnderspends
    }

    package func steps(
        dividing amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        let drawn = try drawing(on: sources, amount, setting)
        return drawn.steps + (try partners.steps(dividing: drawn.left, drawn.rest))
    }

    /// What the risk pool was asked for and does not hold, so that it goes on to the next source.
    func missingInRiskPool(dividing amount: Money, _ setting: RiskSetting) throws(FundError)
        -> Money
    {
        try drawing(on: sources, amount, setting).missing
    }

    private struct Drawn {
        var steps: [RiskStep] = []
        var left: Money
        var rest: RiskSetting
        var missing = Money.zero()
    }

    private func drawing(
        on sources: [Source],
        _ amount: Money,
        _ setting: RiskSetting
    ) throws(FundError) -> Drawn {
        var state = Drawn(left: max(.zero(), amount), rest: setting)
        for source in sources where state.left.isPositive {
            let drawn: Money
            let party: Account
            let reason: String
            switch source {
            case .underspends:
                drawn = min(state.left, state.rest.underspends)
                party = .underspends
                reason = "offset by underspends of other lines"
            case .riskPool(let amount):
                party = .riskPool
                let before = state.rest.drawn.amount(party)
                let asked = min(state.left, try Self.left(of: amount, after: before))
                // Nobody can draw what nobody has put in.
                let held = try state.rest.riskPoolHeld.map { held throws(FundError) in
                    try Self.left(of: held, after: before)
                }
                drawn = min(asked, held ?? asked)
                state.missing = try state.missing.plus(asked.minus(drawn))
                reason = "drawn from the risk pool"
            case .uncommitted(let line, let amount):
                party = .line(line)
                let stated = try Self.left(of: amount, after: state.rest.drawn.amount(party))
                drawn = min(state.left, stated, state.rest.uncommitted[line] ?? stated)
                reason = "taken from uncommitted money of '\(line)'"
            }
            guard drawn.isPositive else { continue }
            state.steps.append(RiskStep(party: party, exact: Rational(drawn), reason: reason))
            try state.rest.draw(drawn, from: party)
            state.left = try state.left.minus(drawn)
        }
        return state
    }

    /// What is left of a stated amount; nothing where more was drawn.
    private static func left(of amount: Money, after drawn: Money) throws(FundError) -> Money {
        try max(amount, drawn).minus(drawn)
    }
}

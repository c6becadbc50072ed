import TopsliceExactArithmetic
package import TopsliceMoney

/// Sources that are drawn on one after the other: underspends of other lines, the risk pool, schemes not
/// yet committed, and only then the partners.
package struct Waterfall: RiskSchedule {
    package enum Source: Sendable, Hashable {
        /// Underspends of the lines under the same clause.
        case underspends
        /// Money set aside, in pence.
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
        var left = max(.zero(), amount)
        var rest = setting
        var steps: [RiskStep] = []
        for source in sources where left.isPositive {
            let drawn: Money
            let party: Account
            let reason: String
            switch source {
            case .underspends:
                drawn = min(left, rest.underspends)
                party = .underspends
                reason = "offset by underspends of other lines"
            case .riskPool(let amount):
                party = .riskPool
                drawn = min(left, try Self.left(of: amount, after: rest.drawn.amount(party)))
                reason = "drawn from the risk pool"
            case .uncommitted(let line, let amount):
                party = .line(line)
                let stated = try Self.left(of: amount, after: rest.drawn.amount(party))
                drawn = min(left, stated, rest.uncommitted[line] ?? stated)
                reason = "taken from uncommitted money of '\(line)'"
            }
            guard drawn.isPositive else { continue }
            steps.append(RiskStep(party: party, exact: Rational(drawn), reason: reason))
            try rest.draw(drawn, from: party)
            left = try left.minus(drawn)
        }
        return steps + (try partners.steps(dividing: left, rest))
    }

    /// What is left of a stated amount; nothing where more was drawn.
    private static func left(of amount: Money, after drawn: Money) throws(FundError) -> Money {
        try max(amount, drawn).minus(drawn)
    }
}

import TopsliceExactArithmetic

/// Sources that are drawn on one after the other: underspends of other lines, the risk pool, schemes not
/// yet committed, and only then the partners.
package struct Waterfall: RiskSchedule {
    package enum Source: Sendable, Hashable {
        /// Underspends of the lines under the same clause.
        case underspends
        /// Money set aside, in pence.
        case riskPool(Int)
        /// What can still be taken from a line, in pence.
        case uncommitted(line: String, amount: Int)
    }

    package let sources: [Source]
    package let partners: any RiskSchedule

    package init(sources: [Source], partners: any RiskSchedule) {
        self.sources = sources
        self.partners = partners
    }

    package var name: String { "waterfall" }

    package func steps(
        dividing amount: Int,
        _ setting: RiskSetting
    ) throws(FundError) -> [RiskStep] {
        var left = max(0, amount)
        var rest = setting
        var steps: [RiskStep] = []
        for source in sources where left > 0 {
            let drawn: Int
            let party: String
            let reason: String
            switch source {
            case .underspends:
                drawn = min(left, rest.underspends)
                party = Account.underspends
                reason = "offset by underspends of other lines"
            case .riskPool(let amount):
                party = Account.riskPool
                drawn = min(left, max(0, amount - (rest.drawn[party] ?? 0)))
                reason = "drawn from the risk pool"
            case .uncommitted(let line, let amount):
                party = Account.line(line)
                let stated = max(0, amount - (rest.drawn[party] ?? 0))
                drawn = min(left, stated, rest.uncommitted[line] ?? stated)
                reason = "taken from uncommitted money of '\(line)'"
            }
            guard drawn > 0 else { continue }
            steps.append(RiskStep(party: party, exact: Rational(drawn), reason: reason))
            try rest.draw(drawn, from: party)
            left -= drawn
        }
        return steps + (try partners.steps(dividing: left, rest))
    }
}

package import TopsliceExactArithmetic

/// How an amount over or under budget is divided. Each schedule stands in its own file and can be tried
/// alone.
package protocol RiskSchedule: Sendable {
    /// One word or two for a statement.
    var name: String { get }

    /// Divides an amount of pence, zero or more; the exact parts of the steps sum to it.
    func steps(dividing amount: Int, _ setting: RiskSetting) throws(FundError) -> [RiskStep]
}

/// One step of a division: who bears how much of it, and why.
package struct RiskStep: Sendable, Hashable {
    /// A partner, or an account of the fund such as `risk-pool` or `unfunded`.
    package let party: String
    /// In pence.
    package let exact: Rational
    /// What the step is, in words.
    package let reason: String

    package init(party: String, exact: Rational, reason: String) {
        self.party = party
        self.exact = exact
        self.reason = reason
    }
}

/// What a schedule must know besides the amount.
package struct RiskSetting: Sendable {
    /// The clause, for messages.
    package var clause: String
    /// The budget of the lines concerned, in pence.
    package var budget: Int
    /// Over- or underspend by the owner of each line, in pence; they sum to the amount.
    package var byOwner: [String: Int]
    /// Underspends of lines under the same clause that have not been used yet, in pence.
    package var underspends: Int
    /// What earlier divisions drew from each account, in pence: money set aside is spent once.
    package var drawn: [String: Int] = [:]
    /// What is really unspent of each line, in pence; a line that is not listed has what its clause says.
    package var uncommitted: [String: Int] = [:]
    /// The lines whose underspends are `underspends`, in the order in which they are used up.
    var offsetting: [OffsettingLine] = []
    var measures: SharingMeasures

    init(
        clause: String,
        budget: Int,
        byOwner: [String: Int],
        underspends: Int,
        measures: SharingMeasures
    ) {
        self.clause = clause
        self.budget = budget
        self.byOwner = byOwner
        self.underspends = underspends
        self.measures = measures
    }

    /// A setting to try a schedule in.
    ///
    /// - Parameter contributions: to the pool, in pence.
    package init(budget: Int = 0, contributions: [String: Int] = [:]) throws(FundError) {
        self.init(
            clause: "the clause",
            budget: budget,
            byOwner: [:],
            underspends: 0,
            measures: try SharingMeasures(pooled: contributions)
        )
    }
}

/// What a line under the same clause has left to make up for others.
struct OffsettingLine: Sendable, Hashable {
    let line: String
    /// In pence.
    var amount: Int
}

extension RiskSetting {
    /// What is left of the sources when `steps` have been taken, so that one division that asks twice never
    /// counts the same money twice.
    func after(_ steps: [RiskStep]) throws(FundError) -> RiskSetting {
        var rest = self
        for step in steps {
            guard
                step.party == Account.underspends || step.party == Account.riskPool
                    || step.party.hasPrefix(Account.line(""))
            else { continue }
            try rest.draw(try Pence.nearest(step.exact), from: step.party)
        }
        return rest
    }

    /// Takes money from an account of the fund.
    mutating func draw(_ amount: Int, from party: String) throws(FundError) {
        drawn[party] = try Pence.sum(drawn[party] ?? 0, amount)
        var left = amount
        if party == Account.underspends {
            underspends -= min(underspends, amount)
            for index in offsetting.indices where left > 0 {
                let taken = min(left, offsetting[index].amount)
                offsetting[index].amount -= taken
                uncommitted[offsetting[index].line]? -= taken
                left -= taken
            }
            return
        }
        for index in offsetting.indices
        where left > 0 && Account.line(offsetting[index].line) == party {
            let taken = min(left, offsetting[index].amount)
            offsetting[index].amount -= taken
            underspends -= min(underspends, taken)
            left -= taken
        }
        if party != Account.riskPool {
            uncommitted[String(party.dropFirst(Account.line("").count))]? -= amount
        }
    }
}

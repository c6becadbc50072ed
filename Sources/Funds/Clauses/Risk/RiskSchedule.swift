package import TopsliceExactArithmetic
package import TopsliceMoney

/// How an amount over or under budget is divided. Each schedule stands in its own file and can be tried
/// alone.
package protocol RiskSchedule: Sendable {
    var kind: RiskScheduleKind { get }

    /// Whether it says itself when underspends of other lines are used up.
    var drawsOnUnderspends: Bool { get }

    /// Divides an amount of pence, zero or more; the exact parts of the steps sum to it.
    func steps(dividing amount: Money, _ setting: RiskSetting) throws(FundError) -> [RiskStep]
}

extension RiskSchedule {
    package var drawsOnUnderspends: Bool { false }
}

/// One step of a division: who bears how much of it, and why.
package struct RiskStep: Sendable, Hashable {
    /// A partner, or an account of the fund such as the risk pool.
    package let party: Account
    /// In pence.
    package let exact: Rational
    package let reason: RiskReason
    /// What was asked of the party and it does not hold, in pence, so that later steps bear it; nil for nothing.
    package let lacking: Money?

    package init(party: Account, exact: Rational, reason: RiskReason, lacking: Money? = nil) {
        self.party = party
        self.exact = exact
        self.reason = reason
        self.lacking = lacking
    }

    /// The same step within a band, counted from one.
    func within(band: Int, from low: Money, to high: Money) -> RiskStep {
        RiskStep(
            party: party,
            exact: exact,
            reason: .band(band, from: low, to: high, reason),
            lacking: lacking
        )
    }
}

/// What a schedule must know besides the amount.
package struct RiskSetting: Sendable {
    /// The clause, for messages.
    package var clause: String
    /// The budget of the lines concerned, in pence.
    package var budget: Money
    /// Over- or underspend by the owner of each line, in pence; they sum to the amount.
    package var byOwner: [String: Money]
    /// Over- or underspend of each line that has shares of its own, in pence, with these.
    var byShares: [(basis: SharingBasis, variance: Money)] = []
    /// Underspends of lines under the same clause that have not been used yet, in pence.
    package var underspends: Money
    /// What earlier divisions drew from each account, in pence: money set aside is spent once.
    package var drawn: [Account: Money] = [:]
    /// What each partner has borne under the same rule before, in pence, where it counts against its cap.
    package var borne: [String: Money] = [:]
    /// Whether what is divided is to be borne: an overspend, or a saving below zero.
    package var isLoss = false
    /// What earlier divisions asked of the risk pool and it does not hold, in pence: missed once.
    package var lacked: Money
    /// What the risk pool holds before anything is drawn from it, in pence; nil where the amount divided is an
    /// underspend, which may fill it.
    package var riskPoolHeld: Money?
    /// What is really unspent of each line, in pence; a line that is not listed has what its clause says.
    package var uncommitted: [String: Money] = [:]
    /// The lines whose underspends are `underspends`, in the order in which they are used up.
    var offsetting: [OffsettingLine] = []
    var measures: SharingMeasures

    init(
        clause: String,
        budget: Money,
        byOwner: [String: Money],
        underspends: Money,
        measures: SharingMeasures
    ) {
        self.clause = clause
        self.budget = budget
        self.byOwner = byOwner
        self.underspends = underspends
        lacked = .zero(budget.currency)
        riskPoolHeld = .zero(budget.currency)
        self.measures = measures
    }

    /// A setting to try a schedule in.
    ///
    /// - Parameter contributions: to the pool, in pence.
    package init(
        budget: Money,
        contributions: [String: Money] = [:]
    ) throws(FundError) {
        self.init(
            clause: "the clause",
            budget: budget,
            byOwner: [:],
            underspends: .zero(budget.currency),
            measures: try SharingMeasures(pooled: contributions)
        )
    }
}

/// What a line under the same clause has left to make up for others.
struct OffsettingLine: Sendable, Hashable {
    let line: String
    /// In pence.
    var amount: Money
}

extension RiskSetting {
    /// What is left of the sources when `steps` have been taken, so that one division that asks twice never
    /// counts the same money twice.
    func after(_ steps: [RiskStep]) throws(FundError) -> RiskSetting {
        var rest = self
        for step in steps where step.party.isInsidePool || step.party == .riskPool {
            try rest.draw(try Money.nearest(step.exact, in: budget.currency), from: step.party)
            if let lacking = step.lacking { rest.lacked = try rest.lacked.plus(lacking) }
        }
        return rest
    }

    /// Takes money from an account of the fund.
    mutating func draw(_ amount: Money, from party: Account) throws(FundError) {
        try drawn.add(amount, to: party)
        var left = amount
        switch party {
        case .underspends:
            underspends = try underspends.minus(min(underspends, amount))
            for index in offsetting.indices where left.isPositive {
                let taken = try take(left, fromOffsetting: index)
                uncommitted[offsetting[index].line] =
                    try uncommitted[offsetting[index].line]?.minus(taken)
                left = try left.minus(taken)
            }
        case .line(let line):
            for index in offsetting.indices
            where left.isPositive && offsetting[index].line == line {
                let taken = try take(left, fromOffsetting: index)
                underspends = try underspends.minus(min(underspends, taken))
                left = try left.minus(taken)
            }
            uncommitted[line] = try uncommitted[line]?.minus(amount)
        case .riskPool: break
        case .partner, .cash, .pool, .carriedForward, .broughtForward, .unfunded, .suppliers,
            .gain, .band:
            preconditionFailure(
                "\(amount) drawn from \(party), which holds none of the fund's money"
            )
        }
    }

    /// What an offsetting line gives of an amount.
    private mutating func take(_ left: Money, fromOffsetting index: Int) throws(FundError) -> Money
    {
        let taken = min(left, offsetting[index].amount)
        offsetting[index].amount = try offsetting[index].amount.minus(taken)
        return taken
    }
}

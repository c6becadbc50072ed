public import ExactArithmetic

/// How an amount over or under budget is divided. Each schedule stands in its own file and can be tried
/// alone.
public protocol RiskSchedule: Sendable {
    /// One word or two for a statement.
    var name: String { get }

    /// Divides an amount of pence, zero or more; the exact parts of the steps sum to it.
    func steps(dividing amount: Int, _ setting: RiskSetting) throws(FundError) -> [RiskStep]
}

/// One step of a division: who bears how much of it, and why.
public struct RiskStep: Sendable, Hashable {
    /// A partner, or an account of the fund such as `risk-pool` or `unfunded`.
    public let party: String
    /// In pence.
    public let exact: Rational
    /// What the step is, in words.
    public let reason: String

    public init(party: String, exact: Rational, reason: String) {
        self.party = party
        self.exact = exact
        self.reason = reason
    }
}

/// What a schedule must know besides the amount.
public struct RiskSetting: Sendable {
    /// The clause, for messages.
    public var clause: String
    /// The budget of the lines concerned, in pence.
    public var budget: Int
    /// Over- or underspend by the owner of each line, in pence; they sum to the amount.
    public var byOwner: [String: Int]
    /// Underspends of lines under the same clause that have not been used yet, in pence.
    public var underspends: Int
    /// What earlier divisions drew from each account, in pence: money set aside is spent once.
    public var drawn: [String: Int] = [:]
    /// What is really unspent of each line, in pence; a line that is not listed has what its clause says.
    public var uncommitted: [String: Int] = [:]
    var contributions: ContributionTotals

    init(
        clause: String,
        budget: Int,
        byOwner: [String: Int],
        underspends: Int,
        contributions: ContributionTotals
    ) {
        self.clause = clause
        self.budget = budget
        self.byOwner = byOwner
        self.underspends = underspends
        self.contributions = contributions
    }

    /// A setting to try a schedule in.
    ///
    /// - Parameter contributions: to the pool, in pence.
    public init(budget: Int = 0, contributions: [String: Int] = [:]) throws(FundError) {
        self.init(
            clause: "the clause",
            budget: budget,
            byOwner: [:],
            underspends: 0,
            contributions: try ContributionTotals(pooled: contributions)
        )
    }
}

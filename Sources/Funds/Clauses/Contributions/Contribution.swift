public import ExactArithmetic
public import Money

/// A clause that puts money into the fund.
public struct Contribution: Sendable {
    public let id: String
    /// The clause as the agreement names it.
    public let clause: String
    public let rule: any ContributionRule
    /// Pooled money enters the pool; aligned money is only counted beside it.
    public let isAligned: Bool
    /// The budget the money comes from, in words.
    public let source: String
    /// The phases for which it is due, each once; nil for once over the whole term.
    public let phases: [String]?
    /// What it grows by each phase after the first of the term, as a part of one.
    public let uplift: Rational
    public let place: FundPlace

    /// What each partner owes in the phase with this number, 0 the first.
    func entries(phaseNumber: Int) throws(FundError) -> [ContributionShare] {
        let growth = (Rational.one + uplift).power(UInt(phaseNumber))
        return try rule.entries(growth: growth, clause: clause)
    }
}

/// How a contribution is worked out.
public protocol ContributionRule: Sendable {
    /// One word or two for a statement.
    var name: String { get }

    /// What each partner owes, when every amount in the clause has grown by `growth`.
    func entries(growth: Rational, clause: String) throws(FundError) -> [ContributionShare]
}

/// One partner's part of a contribution.
public struct ContributionShare: Sendable, Hashable {
    public let partner: String
    /// In pence, as the clause gives it before rounding.
    public let exact: Rational
    /// In pence.
    public let amount: Int
    /// How it was worked out, in words.
    public let working: String
    /// For a top-slice: the department's budget before the slice, in pence.
    public let budget: Int?
    /// The day on which this entry was given back, if it was.
    public let reversed: CalendarDate?

    init(
        partner: String,
        exact: Rational,
        amount: Int,
        working: String,
        budget: Int? = nil,
        reversed: CalendarDate? = nil
    ) {
        self.partner = partner
        self.exact = exact
        self.amount = amount
        self.working = working
        self.budget = budget
        self.reversed = reversed
    }
}

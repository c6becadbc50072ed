package import TopsliceExactArithmetic
package import TopsliceRecords
package import TopsliceMoney

/// A clause that puts money into the fund.
package struct Contribution: Sendable {
    package let id: String
    /// The clause as the agreement names it.
    package let clause: String
    package let rule: any ContributionRule
    /// Pooled money enters the pool; aligned money is only counted beside it.
    package let isAligned: Bool
    /// Whether what comes in is set aside in the risk pool.
    package let isIntoRiskPool: Bool
    /// For what it may be spent.
    package let band: MoneyBand
    /// Which source of the Better Care Fund it is; nil where the agreement does not say.
    package let funding: FundingSource?
    /// The budget the money comes from, in words.
    package let source: String
    /// The phases for which it is due, each once; nil for once over the whole term.
    package let phases: [String]?
    package let uplift: Uplift
    package let place: FilePlace
}

/// How a contribution is worked out.
package protocol ContributionRule: Sendable {
    var kind: ContributionKind { get }

    /// What each partner owes.
    func entries(_ setting: ContributionSetting) throws(FundError) -> [ContributionShare]
}

extension ContributionRule {
    /// What each partner owes by a rule that needs nothing but itself, to try it alone.
    package func entries(
        growth: Rational,
        clause: String
    ) throws(FundError) -> [ContributionShare] {
        try entries(ContributionSetting(clause: clause, growth: growth))
    }
}

/// What a rule must know besides itself.
package struct ContributionSetting: Sendable {
    /// The clause, for messages.
    package let clause: String
    /// By how much every amount in the clause has grown.
    package let growth: Rational
    /// The phase for which it is due; nil for the whole term.
    package let phase: String?
    let measures: SharingMeasures

    package init(clause: String, growth: Rational = .one, phase: String? = nil) {
        self.init(clause: clause, growth: growth, phase: phase, measures: SharingMeasures())
    }

    init(clause: String, growth: Rational, phase: String?, measures: SharingMeasures) {
        self.clause = clause
        self.growth = growth
        self.phase = phase
        self.measures = measures
    }
}

/// One partner's part of a contribution.
package struct ContributionShare: Sendable, Hashable {
    package let partner: String
    /// In pence, as the clause gives it before rounding.
    package let exact: Rational
    /// In pence.
    package let amount: Money
    package let working: ContributionWorking
    /// For a top-slice: the department's budget before the slice, in pence.
    package let budget: Money?
    /// The day on which this entry was given back, if it was.
    package let reversed: CalendarDate?
    /// In pence, what of it was given back without reversing it.
    package let refunded: Money

    init(
        partner: String,
        exact: Rational,
        amount: Money,
        working: ContributionWorking,
        budget: Money? = nil,
        reversed: CalendarDate? = nil,
        refunded: Money? = nil
    ) {
        self.partner = partner
        self.exact = exact
        self.amount = amount
        self.working = working
        self.budget = budget
        self.reversed = reversed
        self.refunded = refunded ?? .zero(amount.currency)
    }
}

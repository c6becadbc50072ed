package import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// How the money of a line is held.
package enum LineKind: String, Sendable, Hashable, CaseIterable {
    /// Paid from the pool.
    case pooled
    /// Stays in its owner's budget and is only reported beside the pool.
    case aligned
    /// Its owner commissions and pays, and the pool pays the owner back.
    case leadCommissioned = "lead-commissioned"
}

/// A budget line or scheme, with the one partner who answers for it.
package struct FundLine: Sendable, Hashable {
    package let id: String
    package let name: String
    package let kind: LineKind
    /// With which other money it may make up for differences.
    package let band: MoneyBand
    /// Which source of the Better Care Fund pays for it; nil where the agreement does not say.
    package let funding: FundingSource?
    /// The accountable partner.
    package let owner: String
    /// The partner that delivers and is paid; nil for suppliers outside the agreement.
    package let provider: String?
    package internal(set) var allotments: [Allotment]
    /// Percentage of the budget, as a part of one, by which spending may pass it without a warning.
    package let tolerance: Rational?
    /// What its budgets are meant for month by month; nil for the same in every month.
    package let profile: BudgetProfile?
    /// Who pays for it and bears its differences, where that is its own; nil where clauses say so.
    package let shares: SharingBasis?
    /// How what it will still spend is foreseen; nil where that follows from what is known of it.
    package let forecast: ForecastMethod?
    package let place: FilePlace

    /// The budget of a line for one phase, or for the whole term, with the clause that shares what is
    /// spent above or below it.
    package struct Allotment: Sendable, Hashable {
        /// Nil for the whole term.
        package let phase: String?
        package let period: Period
        /// In pence, as it was agreed first.
        package let original: Money
        /// In pence, with what was moved to and from it since.
        package internal(set) var revised: Money
        /// In pence: what spending is compared with, the revised budget or the part of it up to a day.
        package internal(set) var budget: Money
        /// Nil where the owner bears over- and underspends, or where `riskByPhase` says more.
        package let risk: String?
        /// Of one budget for the whole term: the clause of each phase. The budget is used up in the order of
        /// the phases; what is left of it counts in the last.
        package let riskByPhase: [String: String]

        package init(
            phase: String?,
            period: Period,
            budget: Money,
            risk: String?,
            riskByPhase: [String: String] = [:]
        ) {
            self.phase = phase
            self.period = period
            original = budget
            revised = budget
            self.budget = budget
            self.risk = risk
            self.riskByPhase = riskByPhase
        }
    }

    /// The same line with the budget of one more phase.
    func adding(_ allotment: Allotment) -> FundLine {
        var line = self
        line.allotments.append(allotment)
        return line
    }

    /// The allotment that a day falls into.
    func allotmentIndex(on date: CalendarDate) -> Int? {
        allotments.firstIndex { $0.period.contains(date) }
    }
}

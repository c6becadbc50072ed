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
    /// Shared by all copies of the line: an outturn for each month copies it a hundred thousand times.
    private let terms: Shared
    package internal(set) var allotments: [Allotment]

    /// What a line says of itself, whatever its budgets.
    package struct Terms: Sendable, Hashable {
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
        /// Percentage of the budget, as a part of one, by which spending may pass it without a warning.
        package let tolerance: Rational?
        /// What its budgets are meant for month by month; nil for the same in every month.
        package let profile: BudgetProfile?
        /// Who pays for it and bears its differences, where that is its own; nil where clauses say so.
        package let shares: SharingBasis?
        /// How what it will still spend is foreseen; nil where that follows from what is known of it.
        package let forecast: ForecastMethod?
        package let place: FilePlace
    }

    private final class Shared: Sendable, Hashable {
        let terms: Terms

        init(_ terms: Terms) { self.terms = terms }

        static func == (left: Shared, right: Shared) -> Bool {
            left === right || left.terms == right.terms
        }

        func hash(into hasher: inout Hasher) { terms.hash(into: &hasher) }
    }

    init(_ terms: Terms, allotments: [Allotment]) {
        self.terms = Shared(terms)
        self.allotments = allotments
    }

    package var id: String { terms.terms.id }
    package var name: String { terms.terms.name }
    package var kind: LineKind { terms.terms.kind }
    package var band: MoneyBand { terms.terms.band }
    package var funding: FundingSource? { terms.terms.funding }
    package var owner: String { terms.terms.owner }
    package var provider: String? { terms.terms.provider }
    package var tolerance: Rational? { terms.terms.tolerance }
    package var profile: BudgetProfile? { terms.terms.profile }
    package var shares: SharingBasis? { terms.terms.shares }
    package var forecast: ForecastMethod? { terms.terms.forecast }
    package var place: FilePlace { terms.terms.place }

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

    /// The allotment that a day falls into.
    ///
    /// - Parameter guess: a place that is tried first, since rows of one month come one after another; the first that
    ///   holds the day counts, and no two of a line hold one day.
    func allotmentIndex(on date: CalendarDate, guess: Int? = nil) -> Int? {
        if let guess, allotments[guess].period.contains(date) { return guess }
        return allotments.firstIndex { $0.period.contains(date) }
    }
}

package import TopsliceExactArithmetic
package import TopsliceMoney

/// How the figures of a settlement follow from its actuals, clause by clause, as far as that can be written as
/// formulas over whole pence; the clauses of which it cannot are named.
package struct Recalculation: Sendable {
    package internal(set) var rows: [Row] = []
    package internal(set) var groups: [Group] = []
    package internal(set) var streams: [Stream] = []
    /// What every cashable saving came to, by its place in ``Settlement/savings``, as far as formulas say it.
    package internal(set) var realised: [Int: Realised] = [:]
    package internal(set) var outcomes: [OutcomePlan] = []
    package internal(set) var allocations: [AllocationPlan] = []
    package internal(set) var compensations: [CompensationPlan] = []
    /// In an order in which everybody receives before passing on.
    package internal(set) var chain: [ChainPlan] = []
    /// How many decimals quantities have that formulas count.
    package internal(set) var quantityDecimals = 0
    package internal(set) var kept: [Kept] = []
    /// Contributions whose amounts are figures of the year.
    package internal(set) var contributions: [FigureContribution] = []
    /// Contributions that partners share and that follow from savings or figures of the year.
    package internal(set) var sharedContributions: [SharedContributionPlan] = []
    /// Figures of the year that are budgets, by the place in ``Settlement/lines``.
    package internal(set) var budgets: [Int: FigureName] = [:]
    /// Names of figures of the year that some clause does not follow.
    package internal(set) var keptFigures: Set<String> = []
    /// Places in ``Settlement/lines`` of lines with one budget over several phases, in the order of these.
    package internal(set) var budgetsOverPhases: [[Int]] = []
    /// Which line is settled before which, by their places in ``Settlement/lines``: the order of identifiers.
    package internal(set) var orderOfLines: [Int: Int] = [:]
    /// Whether figures of savings follow the actuals.
    package internal(set) var hasSavings = false
    /// What the risk pool holds before anything is drawn, in pence.
    package internal(set) var riskPoolHeld: Money
    /// Of ``PartnerStatement/riskShare``, what clauses that are kept make of it, in pence.
    package internal(set) var keptRiskShares: [String: Money] = [:]

    init(in currency: Currency) {
        riskPoolHeld = .zero(currency)
    }

    /// Quantities may have so many decimals; beyond that formulas would not tell them apart.
    static let mostQuantityDecimals = 4

    /// How many parts one is cut into by so many decimals.
    static func units(_ decimals: Int) -> Rational {
        (0..<decimals).reduce(.one) { units, _ in units * 10 }
    }

    mutating func keep(_ clause: String, _ reason: Kept.Reason, _ targets: Set<Target>) {
        kept.append(Kept(clause: clause, reason: reason, targets: targets))
    }

    /// A row of the actuals and what it counts towards.
    package struct Row: Sendable, Hashable {
        package let row: ActualRow
        package let target: Target
        /// Who paid it and gets it back from the pool.
        package let paidBack: String?
    }

    package enum Target: Sendable, Hashable {
        /// A place in ``Settlement/lines``.
        case line(Int)
        /// What savings are recorded as.
        case saving(String)
        /// A contribution that a partner handed over.
        case paid(partner: String)
        /// Results or starts of an outcome; the phase is nil for days of no phase.
        case results(outcome: String, phase: String?, isStart: Bool)
        /// What a payer handed to the payee of an outcome payment.
        case advance(payment: String, partner: String)
        /// What a member collected for an allocation.
        case receipt(allocation: String, partner: String)
        /// Costs or income of a partner.
        case position(compensation: String, partner: String)
        /// Nothing that is paid.
        case other
    }

    /// Lines whose differences one clause shares together.
    package struct Group: Sendable, Hashable {
        /// Nil where the owner of a line bears its differences.
        package let id: String?
        /// As the agreement names it.
        package let clause: String?
        package let phase: String?
        /// Who holds the money that is over or short: the pool, or the owner of aligned lines.
        package let holder: Account
        /// Places in ``Settlement/lines``.
        package let lines: [Int]
        /// Whether lines make up for each other first.
        package let isNetted: Bool
        package let overspend: DivisionPlan
        package let underspend: DivisionPlan
        package let destination: RiskClause.Destination
        /// Of all lines under the clause, in pence.
        package let budget: Money
        /// Where lines alone use up what each other left: which of the sets of such lines, from 0; nil elsewhere.
        package internal(set) var pot: Int?
        /// Whether a schedule takes percentages of the budget.
        let dependsOnBudget: Bool

        /// The clause of lines that draw on what others left or on the risk pool: only a clause lets them.
        package var drawingClause: String {
            guard let clause else {
                preconditionFailure("lines \(lines) draw on others' money under no clause")
            }
            return clause
        }
    }

    /// When a line is settled among all lines, from 0.
    package func turn(ofLine place: Int) -> Int {
        guard let turn = orderOfLines[place] else {
            preconditionFailure("line \(place) of \(orderOfLines.count) has no turn")
        }
        return turn
    }

    /// The groups of each set of lines that alone use up what each other left, by its number.
    package static func pots(of groups: [Group]) -> [Int: [Group]] {
        groups.reduce(into: [:]) { pots, group in
            if let pot = group.pot { pots[pot, default: []].append(group) }
        }
    }

    /// What a saving came to, before it is released for sharing.
    package struct Realised: Sendable, Hashable {
        /// Its place in ``Settlement/savings``.
        package let place: Int
        /// Nil where no row says anything of it, so that it is what it was.
        package let recordedAs: String?
        package let portion: SavingStream.Portion
        /// What each unit that is counted is worth, before rounding; nil where only amounts count.
        package let unitValue: PlannedAmount?
    }

    /// A saving whose amount follows from rows.
    package struct Stream: Sendable, Hashable {
        package let realised: Realised
        package let switchPart: Rational
        package let attributable: Threshold?
        package let holder: Account
        package let gain: DivisionPlan
        package let loss: Loss
    }

    package enum Loss: Sendable, Hashable {
        case kept
        /// As it is, below zero.
        case shared(DivisionPlan)
        /// As an amount above zero of which each bears its part.
        case borne(DivisionPlan)
    }

    /// A clause whose figures stay as they were settled.
    package struct Kept: Sendable, Hashable {
        /// As the agreement names it.
        package let clause: String
        package let reason: Reason
        /// What it follows from; empty for all actuals.
        package let targets: Set<Target>

        package enum Reason: Sendable, Hashable {
            /// A schedule that needs more than formulas over whole pence.
            case schedules([RiskScheduleKind])
            /// The same of a share of savings.
            case share(SavingsShare.Rule)
            case budgetOverPhases
            case severalDraw
            case severalBudgets
            case fineQuantities
            case outcome
            case compensation
            case allocation
            case shortAllocation
            case supplyChain
            case contributionsFromSavings
        }
    }
}

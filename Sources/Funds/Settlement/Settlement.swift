public import Money

/// A settled agreement: the statement of each partner, who pays whom, the journal, and the checks that
/// tie them together.
public struct Settlement: Sendable {
    public let agreement: Agreement
    public let actualsFile: String
    public let scenario: String
    /// The day to which everything that follows from the whole period is posted.
    public let date: CalendarDate
    /// In the order of the agreement.
    public let statements: [PartnerStatement]
    /// By payer, payee and clause.
    public let transfers: [Transfer]
    /// By date, and by clause within a day.
    public let journal: [JournalLine]
    public let checks: [SettlementCheck]
    /// What makes the figures doubtful; stands at the top of every report.
    public let banners: [String]
    public let warnings: [String]
    public let contributions: [ContributionEntry]
    public let lines: [LineOutturn]
    public let risks: [RiskDivision]
    public let savings: [SavingOutturn]
    /// Who is credited with whose cashable savings.
    public let matrix: SavingsMatrix
    /// The same for savings that set no money free; nothing is paid for them.
    public let notCashable: SavingsMatrix
    public let freeRiders: [FreeRider]
    /// What measured shares rest on, and what they moved.
    public let measured: [MeasuredOutturn]
    public let outcomes: [OutcomeOutturn]
    public let compensations: [CompensationResult]
    public let people: [PersonalBudgets.AgencyTotal]
    public let balances: [PoolBalance]
    public let earlyWarnings: [EarlyWarning]

    public var isReconciled: Bool { checks.allSatisfy(\.holds) }

    /// Budgets and spending by kind of line, in pence.
    public func composition() throws(FundError) -> [(kind: LineKind, budget: Int, spend: Int)] {
        var result: [(kind: LineKind, budget: Int, spend: Int)] = []
        for kind in LineKind.allCases {
            let own = lines.filter { $0.line.kind == kind }
            guard !own.isEmpty else { continue }
            result.append(
                (
                    kind: kind, budget: try Pence.sum(own.map(\.budget)),
                    spend: try Pence.sum(own.map(\.spend))
                )
            )
        }
        return result
    }
}

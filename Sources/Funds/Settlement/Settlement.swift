package import TopsliceMoney

/// A settled agreement: the statement of each partner, who pays whom, the journal, and the checks that
/// tie them together.
package struct Settlement: Sendable {
    package let agreement: Agreement
    package let actualsFile: String
    package let scenario: String
    /// The day to which everything that follows from the whole period is posted.
    package let date: CalendarDate
    /// In the order of the agreement.
    package let statements: [PartnerStatement]
    /// By payer, payee and clause.
    package let transfers: [Transfer]
    /// What is paid in the end.
    package let invoices: NetInvoices
    /// By date, and by clause within a day.
    package let journal: [JournalEntry]
    /// The same with the movements of single people summed, for those who may not see them.
    package let publicJournal: [JournalEntry]
    package let checks: [SettlementCheck]
    /// What makes the figures doubtful; stands at the top of every report.
    package let banners: [SettlementBanner]
    package let warnings: [SettlementWarning]
    package let contributions: [ContributionEntry]
    package let lines: [LineOutturn]
    package let risks: [RiskDivision]
    package let savings: [SavingOutturn]
    /// Who is credited with whose cashable savings.
    package let matrix: SavingsMatrix
    /// The same for savings that set no money free; nothing is paid for them.
    package let notCashable: SavingsMatrix
    package let freeRiders: [FreeRider]
    /// What measured shares rest on, and what they moved.
    package let measured: [MeasuredOutturn]
    package let outcomes: [OutcomeOutturn]
    package let compensations: [CompensationResult]
    package let people: [PersonalBudgets.AgencyTotal]
    package let balances: [PoolBalance]
    package let earlyWarnings: [EarlyWarning]
    package let figures: SettlementFigures

    package var isReconciled: Bool { checks.allSatisfy(\.holds) }
}

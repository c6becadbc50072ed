package import TopsliceContracts
package import TopsliceMoney

/// A settled agreement: the statement of each partner, who pays whom, the journal, and the checks that
/// tie them together.
package struct Settlement: Sendable {
    package internal(set) var agreement: Agreement
    package let actualsFile: String
    package let scenario: String
    /// The day to which everything that follows from the whole period is posted.
    package let date: CalendarDate
    /// As at which it is settled, and what it compares.
    package let standing: Standing
    /// In the order of the agreement.
    package internal(set) var statements: [PartnerStatement]
    /// By payer, payee and clause.
    package internal(set) var transfers: TransferList
    /// What is paid in the end.
    package internal(set) var invoices: NetInvoices
    /// By date, and by clause within a day.
    package internal(set) var journal: JournalEntries
    package internal(set) var checks: [SettlementCheck]
    /// What makes the figures doubtful; stands at the top of every report.
    package internal(set) var banners: [SettlementBanner]
    package internal(set) var warnings: [SettlementWarning]
    package internal(set) var contributions: [ContributionEntry]
    /// Those handed over before the settlement.
    package internal(set) var payments: [PaymentMade]
    package internal(set) var months: [MonthPosition]
    package internal(set) var bands: [BandPosition]
    /// In the order of the agreement.
    package internal(set) var lines: [LineOutturn]
    package internal(set) var risks: [RiskDivision]
    package internal(set) var savings: [SavingOutturn]
    /// Who is credited with whose cashable savings.
    package internal(set) var matrix: SavingsMatrix
    /// The same for savings that set no money free; nothing is paid for them.
    package internal(set) var notCashable: SavingsMatrix
    package internal(set) var freeRiders: [FreeRider]
    /// What measured shares rest on, and what they moved.
    package internal(set) var measured: [MeasuredOutturn]
    package internal(set) var outcomes: [OutcomeOutturn]
    /// Clauses about people, in the order in which they were worked out.
    package internal(set) var contracts: [ClauseRun]
    /// What these pay to whom at which price.
    package internal(set) var contractPayments: [ContractPayment]
    /// Who brought something about and is paid nothing for it by contracts.
    package internal(set) var unrewarded: [UnrewardedPartner]
    package internal(set) var compensations: [CompensationResult]
    package internal(set) var allocations: [AllocationOutturn]
    package internal(set) var people: [PersonalBudgets.AgencyTotal]
    package internal(set) var balances: [PoolBalance]
    /// What of caps that run over several terms is used.
    package internal(set) var caps: [CapUse]
    /// Every account that holds money of the fund, from the first day to the last.
    package internal(set) var accounts: [AccountPosition]
    package internal(set) var earlyWarnings: [EarlyWarning]
    package internal(set) var figures: SettlementFigures
    /// By source of the Better Care Fund; empty where the agreement names none.
    package internal(set) var funding: [FundingPosition] = []
    /// What each would be left with under other rules; empty where nobody asked.
    package internal(set) var otherRules: [OtherRule] = []
    /// The rows that count, in the order of the table; nil where the reader may not see them all.
    package internal(set) var actuals: [ActualRow]?

    /// Accounts that held less than nothing on some day.
    package var shortfalls: [AccountPosition.Shortfall] { accounts.compactMap(\.shortfall) }

    /// Whether all checks held, also those that not every reader sees.
    package let isReconciled: Bool
}

import TopsliceExactArithmetic
import TopsliceMoney

/// The work of a settlement, clause by clause: each step adds what it entitles partners to and posts it.
struct Settling {
    let agreement: Agreement
    let actuals: Actuals
    let date: CalendarDate
    /// The actuals by kind and identifier, in the order of the table.
    private let rowsByKind: [ActualRow.Kind: [String: [ActualRow]]]
    var ledger = Ledger()
    var statements: [String: PartnerStatement] = [:]
    var contributions: [ContributionEntry] = []
    var lines: [LineOutturn] = []
    var risks: [RiskDivision] = []
    var savings: [SavingOutturn] = []
    var benefits = SharingMeasures.Benefits()
    var matrix = SavingsMatrix.empty
    var notCashable = SavingsMatrix.empty
    var freeRiders: [FreeRider] = []
    var measured: [MeasuredOutturn] = []
    var outcomes: [OutcomeOutturn] = []
    var compensations: [CompensationResult] = []
    var people: [PersonalBudgets.AgencyTotal] = []
    /// Outcome payments that lines bear, by line: spending though no row of the actuals says so.
    var chargedToLines: [String: Money] = [:]
    var earlyWarnings: [EarlyWarning] = []
    var banners: [String] = []
    var warnings: [String] = []

    init(_ input: FundInput) {
        agreement = input.agreement
        actuals = input.actuals
        date = input.agreement.term.to
        var rowsByKind: [ActualRow.Kind: [String: [ActualRow]]] = [:]
        for row in input.actuals.rows {
            rowsByKind[row.kind, default: [:]][row.id, default: []].append(row)
        }
        self.rowsByKind = rowsByKind
        for partner in agreement.partners {
            statements[partner.id] = PartnerStatement(partner: partner.id)
        }
    }

    func rows(_ kind: ActualRow.Kind, _ id: String) -> [ActualRow] {
        rowsByKind[kind]?[id] ?? []
    }

    mutating func settle() throws(FundError) -> Settlement {
        try recordSavings()
        try contribute()
        try poolPersonalBudgets()
        try takeInPayments()
        checkDefinitions()
        try payOutcomes(fromLines: true)
        try spend()
        try shareRisks()
        try shareSavings()
        try payOutcomes(fromLines: false)
        try passOn()
        try compensate()
        try compareBenefits()
        try warnEarly()
        let transfers = try ledger.transfers()
        for transfer in transfers {
            try add(transfer.amount, to: \.pays, of: transfer.from)
            try add(transfer.amount, to: \.receives, of: transfer.to)
        }
        for partner in agreement.partners {
            guard let statement = statements[partner.id] else { continue }
            statements[partner.id]?.net = try statement.receives.minus(statement.pays)
        }
        let balances = try ledger.balances()
        let checks = try check(transfers: transfers, balances: balances)
        let journal = ledger.journal()
        let publicJournal = try journal.withoutPeople(on: date, source: agreement.file)
        let ordered = agreement.partners.compactMap { statements[$0.id] }
        return try Settlement(
            agreement: agreement,
            actualsFile: actuals.file,
            scenario: actuals.scenario,
            date: date,
            statements: ordered,
            transfers: transfers,
            journal: journal,
            publicJournal: publicJournal,
            checks: checks,
            banners: banners,
            warnings: warnings,
            contributions: contributions,
            lines: lines,
            risks: risks,
            savings: savings,
            matrix: matrix,
            notCashable: notCashable,
            freeRiders: freeRiders,
            measured: measured,
            outcomes: outcomes.sorted { $0.payment.id.precedes($1.payment.id) },
            compensations: compensations,
            people: people,
            balances: balances,
            earlyWarnings: earlyWarnings,
            figures: SettlementFigures(
                statements: ordered,
                contributions: contributions,
                lines: lines,
                risks: risks,
                savings: savings,
                journal: journal,
                publicJournal: publicJournal
            )
        )
    }

    /// Adds pence to one figure of a partner's statement; accounts that are no partners have none.
    mutating func add(
        _ amount: Money,
        to figure: WritableKeyPath<PartnerStatement, Money>,
        of party: Account
    ) throws(FundError) {
        guard let id = party.partner, let before = statements[id]?[keyPath: figure] else { return }
        statements[id]?[keyPath: figure] = try before.plus(amount)
    }

    /// What each partner put in and gains, for clauses that share in proportion to it: in a phase that has
    /// contributions of its own those alone, otherwise all.
    func measures(in phase: String?) throws(FundError) -> SharingMeasures {
        let own = contributions.filter { phase != nil && $0.phase == phase }
        var pooled: [String: Money] = [:]
        var aligned: [String: Money] = [:]
        for entry in own.isEmpty ? contributions : own where entry.share.reversed == nil {
            let partner = entry.share.partner
            let amount = try entry.share.amount.minus(entry.share.refunded)
            if entry.isAligned {
                try aligned.add(amount, to: partner)
            } else {
                try pooled.add(amount, to: partner)
            }
        }
        return try SharingMeasures(pooled: pooled, aligned: aligned, benefits: benefits)
    }
}

extension Settlement {
    /// Settles an agreement on its actuals.
    ///
    /// - Throws: where the sound parts do not go together, such as sharing by contributions that are not
    ///   there.
    /// - Complexity: O(rows · log rows) for the actuals, and one exact division for each clause, direction
    ///   and phase.
    package init(_ input: FundInput) throws(FundError) {
        var settling = Settling(input)
        self = try settling.settle()
    }
}

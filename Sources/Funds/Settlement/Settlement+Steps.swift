import TopsliceMoney

/// What the steps of a settlement came to.
struct SettlementResults {
    let facts: SettlementFacts
    let recorded: SavingsRecorded
    let due: ContributionsDue
    let byLines: OutcomesPaid
    let spent: LinesSpent
    let risks: RisksShared
    let shared: SavingsShared
    let byPartners: OutcomesPaid
    let contracts: ContractsPaid
    let compensated: CompensationsDue
    let freeRiders: [FreeRider]
    let earlyWarnings: [EarlyWarning]
    let paid: ContributionsPaid
    let allocated: AllocationsMade
    let months: MonthsTold
    let bands: [BandPosition]
    let books: Books.Closed
    let held: AccountsHeld
    let invoices: NetInvoices

    /// Each step is made from the results of those it needs, so that no order compiles in which a need is not
    /// met; all enter what they entitle partners to in the same books, which are closed once.
    init(_ facts: SettlementFacts) throws(FundError) {
        self.facts = facts
        var books = Books(facts.agreement)
        recorded = try SavingsRecorded(facts, &books)
        due = try ContributionsDue(facts, recorded.benefits, &books)
        let measures = try FundMeasures(due, recorded.benefits)
        paid = try ContributionsPaid(facts, due, &books)
        allocated = try AllocationsMade(facts, measures, &books)
        OutcomeDefinitions.check(facts, &books)
        byLines = try OutcomesPaid.byLines(facts, measures, &books)
        spent = try LinesSpent(facts, charged: byLines.charges, &books)
        risks = try RisksShared(
            facts,
            spent,
            riskPoolHeld: try max(
                .zero(facts.currency),
                Money.total(
                    facts.agreement.opening(of: .riskPool),
                    due.setAside,
                    allocated.setAside
                )
            ),
            byLines.charges,
            measures,
            &books
        )
        shared = try SavingsShared(facts, recorded, measures, &books)
        byPartners = try OutcomesPaid.byPartners(facts, measures, &books)
        contracts = try ContractsPaid(facts, &books)
        try SupplyChainPassedOn.enter(
            facts,
            delivered: spent.delivered,
            outcomes: [byLines.received, byPartners.received, contracts.received],
            &books
        )
        compensated = try CompensationsDue(facts, measures, &books)
        freeRiders = try FreeRider.table(recorded, shared, measures)
        earlyWarnings = try EarlyWarning.all(facts, &books)
        for clause in facts.waiting { books.warn(.waits(clause)) }
        if facts.laterRows > 0 {
            books.warn(.laterRows(count: facts.laterRows, day: facts.standing.day))
        }
        months = try MonthsTold(facts, charged: byLines.charges)
        bands = try BandPosition.all(due.entries, spent.lines, in: facts.currency)
        self.books = try books.closed()
        held = try AccountsHeld(
            self.books.movements,
            accruals: risks.accruals,
            lackedByRiskPool: risks.lackedByRiskPool,
            bands: try BandsHeld(facts, due.entries, spent.lines, byLines.charges, risks),
            settled: facts.date
        )
        invoices = try NetInvoices(self.books.transfers, of: facts.agreement)
    }
}

extension SettlementResults {
    /// What makes figures doubtful: first what the accounts say, then the rows, then what steps met.
    var banners: [SettlementBanner] {
        // What a clause asked of the risk pool it has said itself.
        held.positions.compactMap(\.shortfall).filter { $0.cause == .paid }
            .map(SettlementBanner.shortfall)
            + facts.actuals.repeats.map(SettlementBanner.identicalRows) + books.banners
    }
}

extension Settlement {
    /// Settles an agreement on its actuals.
    ///
    /// - Parameter comparingRules: whether to work out besides what other rules would leave each partner with.
    /// - Throws: where the sound parts do not go together, such as sharing by contributions that are not
    ///   there.
    /// - Complexity: O(rows · log rows) for the actuals, and one exact division for each clause, direction
    ///   and phase.
    package init(_ input: FundInput, comparingRules: Bool = false) throws(FundError) {
        try self.init(try SettlementResults(SettlementFacts(input)))
        funding = try fundingPositions()
        if comparingRules { otherRules = try OtherRule.all(input, agreed: self) }
    }

    private init(_ results: SettlementResults) throws(FundError) {
        let facts = results.facts
        let books = results.books
        let outcomes = results.byLines.outturns + results.byPartners.outturns
        let checks = try results.checks()
        self.init(
            agreement: facts.agreement,
            actualsFile: facts.actuals.file,
            scenario: facts.actuals.scenario,
            date: facts.date,
            standing: facts.standing,
            statements: books.statements,
            transfers: books.transfers,
            invoices: results.invoices,
            journal: books.journal,
            checks: checks,
            banners: results.banners,
            warnings: books.warnings,
            contributions: results.due.entries,
            payments: results.paid.payments,
            months: results.months.positions,
            bands: results.bands,
            lines: results.spent.inOrder(of: facts.agreement),
            risks: results.risks.divisions,
            savings: results.recorded.outturns,
            matrix: results.shared.matrix,
            notCashable: results.shared.notCashable,
            freeRiders: results.freeRiders,
            measured: results.shared.measured,
            outcomes: outcomes.sorted { $0.payment.id.precedes($1.payment.id) },
            contracts: results.contracts.clauses,
            contractPayments: results.contracts.payments,
            unrewarded: results.contracts.unrewarded,
            compensations: results.compensated.results,
            allocations: results.allocated.outturns,
            people: results.due.people,
            balances: books.balances,
            caps: results.risks.caps,
            accounts: results.held.positions,
            earlyWarnings: results.earlyWarnings,
            figures: try SettlementFigures(
                statements: books.statements,
                contributions: results.due.entries,
                lines: results.spent.lines,
                savings: results.recorded.outturns,
                journal: books.journal,
                accounts: results.held.positions,
                currency: facts.currency
            ),
            actuals: facts.actuals.rows,
            isReconciled: checks.allSatisfy(\.holds)
        )
    }
}

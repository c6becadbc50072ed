import TopsliceContracts
import TopsliceMoney

/// What others than the commissioners may see of a settlement. Its checks were made on the whole, and
/// ``Settlement/isReconciled`` says so in every view.
extension Settlement {
    /// What one partner may see: its own statement, lines, payments and movements, and its part in what is shared.
    package func seen(by partner: String) throws(FundError) -> Settlement {
        let account = Account.partner(partner)
        var seen = self
        seen.statements = statements.filter { $0.partner == partner }
        seen.transfers = transfers.concerning(account)
        seen.invoices = try invoices.seen(by: partner)
        // Of others' lines and accounts nothing is said; what makes an outcome doubtful concerns all.
        seen.banners = banners.filter { $0.isOfOutcome }
        seen.lines = lines.filter { $0.line.concerns(partner) }
        seen.agreement.lines = agreement.lines.filter { $0.concerns(partner) }
        let accounts = Set(
            seen.lines.map { Account.line($0.line.id) }
                + [account, .cash(partner: partner)]
        )
        seen.journal = journal.concerning(accounts)
        seen.checks = checks.filter { $0.concerns == account }
        seen.contributions = contributions.filter { $0.share.partner == partner }
        seen.risks = risks.compactMap { $0.part(of: account) }
        seen.otherRules = otherRules.map { $0.seen(by: partner) }
        seen.savings = savings.filter { $0.stream.beneficiary == partner }
        seen.matrix = matrix.row(of: account)
        seen.notCashable = notCashable.row(of: account)
        seen.payments = payments.filter { $0.partner == partner }
        seen.months = []
        seen.bands = []
        seen.freeRiders = []
        seen.measured = []
        seen.agreement.evidence = []
        seen.outcomes = outcomes.filter { outturn in
            outturn.payment.payee == partner || outturn.payers.contains { $0.party == account }
        }
        seen.contracts = contracts.filter { run in
            run.parts.contains { $0.party == partner }
        }.map { $0.part(of: partner) }
        seen.contractPayments = contractPayments.filter { $0.party == partner }
        seen.unrewarded = unrewarded.filter { $0.partner == partner }
        seen.compensations = compensations.compactMap { result in
            var own = result
            own.positions = result.positions.filter { $0.partner == partner }
            return own.positions.isEmpty ? nil : own
        }
        seen.allocations = allocations.compactMap { $0.part(of: partner) }
        seen.people = people.filter { $0.agency == partner }
        seen.balances = []
        seen.accounts = []
        seen.caps = caps.filter { $0.partner == partner }
        seen.earlyWarnings = earlyWarnings.filter { warning in
            seen.lines.contains { $0.line.id == warning.line }
        }
        try seen.forget()
        return seen
    }

    /// What everybody may see: what each partner pays in and is paid, and what is shared under which clause,
    /// without lines, single payments, movements and people.
    package func seenByThePublic() throws(FundError) -> Settlement {
        var seen = self
        seen.lines = []
        seen.agreement.lines = []
        seen.transfers = transfers.withoutLines
        seen.payments = []
        seen.months = []
        seen.invoices = invoices.withoutParts
        seen.journal = journal.withoutLines
        seen.banners = banners.filter { $0.isOfOutcome || $0.isShortfall }
        seen.checks = checks.filter { $0.isOfAccount || $0.concerns != nil }
        seen.contributions = contributions.filter { !$0.isOfOnePerson }
        seen.earlyWarnings = []
        seen.freeRiders = []
        seen.risks = risks.map(\.withoutLines)
        seen.otherRules = []
        seen.contracts = contracts.map(\.sums)
        seen.contractPayments = contractPayments.map(\.withoutSmallCounts)
        seen.unrewarded = unrewarded.map(\.withoutSmallCounts)
        try seen.forget()
        return seen
    }

    /// Warnings about others, and sums over what is not seen.
    private mutating func forget() throws(FundError) {
        warnings = []
        agreement.notices = []
        agreement.defaults = []
        actuals = nil
        funding = []
        figures = try SettlementFigures(
            statements: statements,
            contributions: contributions,
            lines: lines,
            savings: savings,
            journal: journal,
            accounts: accounts,
            currency: agreement.currency
        )
    }
}

extension SettlementBanner {
    fileprivate var isOfOutcome: Bool {
        switch self {
        case .recordedAfterResults, .definitionChanged: true
        case .identicalRows, .riskPoolShort, .shortfall, .contractsWithoutPeople: false
        }
    }

    fileprivate var isShortfall: Bool {
        switch self {
        case .shortfall, .riskPoolShort: true
        case .recordedAfterResults, .definitionChanged, .identicalRows, .contractsWithoutPeople:
            false
        }
    }
}

extension FundLine {
    /// Whether a partner answers for it or delivers it.
    fileprivate func concerns(_ partner: String) -> Bool {
        owner == partner || provider == partner
    }
}

extension RiskDivision {
    /// The same with what one party bears or gets of it; nil where that is nothing.
    fileprivate func part(of account: Account) -> RiskDivision? {
        guard parts.contains(where: { $0.party == account }) else { return nil }
        var own = withoutLines
        own.parts = parts.filter { $0.party == account }
        own.steps = steps.filter { $0.party == account }
        return own
    }

    /// The same without the lines it came from.
    fileprivate var withoutLines: RiskDivision {
        RiskDivision(
            id: id,
            clause: clause,
            schedule: schedule,
            isOverspend: isOverspend,
            phase: phase,
            lines: [],
            amount: amount,
            steps: steps,
            parts: parts,
            destination: destination,
            source: ""
        )
    }
}

extension AllocationOutturn {
    /// The same with what one partner paid in and gets; nil where that is nothing.
    fileprivate func part(of partner: String) -> AllocationOutturn? {
        var own = self
        own.receipts = receipts.filter { $0.key == partner }
        own.steps = steps.filter { $0.party == .partner(partner) }
        own.paid = paid.filter { $0.party == .partner(partner) }
        return own.receipts.isEmpty && own.paid.isEmpty ? nil : own
    }
}

package import TopsliceContracts
package import TopsliceMoney
package import TopsliceRecords

/// An agreement between partners, read and resolved: nothing optional is left open, and every default
/// that was filled in is listed.
///
/// A settlement flows one way: the agreement and a year's actuals give what each clause entitles each
/// partner to, exactly; every entitlement becomes whole pence once, by largest remainders (ties to the
/// larger share, then to the identifier first by its bytes); whole pence become lines of a double-entry
/// journal, each naming its clause and its input; and the statement is read off both and must agree.
package struct Agreement: Sendable {
    package let name: String
    /// The file it was read from, as messages call it.
    package let file: String
    package let term: Period
    /// Of every amount in it.
    package let currency: Currency
    /// What the pool holds on the first day, carried forward from an earlier term; in pence.
    package var broughtForward: Money { opening(of: .pool) }
    /// What accounts of the fund hold on the first day, the pool first.
    package internal(set) var openings: [OpeningBalance]
    /// What partners bore in earlier terms under rules whose caps run on.
    package internal(set) var borneBefore: [CapUse.Rule: [String: Money]] = [:]
    /// Budgets moved during the term, in the order of days.
    package let virements: [Virement]
    package let invoiceTerms: InvoiceTerms
    /// Figures of the year that its text names and a table gives.
    package let parameters: [UsedParameter]
    /// Where it names them.
    package let parameterUses: [ParameterUse]
    package internal(set) var phases: [Phase]
    /// How payments are set against each other before anybody pays.
    package let netting: Netting
    package let partners: [Partner]
    /// The names of partners by identifier: a large settlement asks for them a million times.
    let partnerNames: [String: String]
    package internal(set) var lines: [FundLine]
    package internal(set) var functions: [AccountableFunction]
    package let contributions: [Contribution]
    package internal(set) var risks: [RiskClause]
    package let savings: [SavingStream]
    /// What the measured shares of savings rest on.
    package internal(set) var evidence: [MeasuredEvidence]
    package let outcomes: [Outcome]
    package internal(set) var outcomePayments: [OutcomePayment]
    package let supplyChain: [SupplyLink]
    package internal(set) var compensations: [Compensation]
    package let allocations: [PoolAllocation]
    /// Clauses about people.
    package let contracts: ContractTerms
    package internal(set) var personalBudgets: PersonalBudgets?
    package internal(set) var defaults: [ResolvedDefault]
    /// What reads well but should be looked at.
    package internal(set) var notices: [AgreementNotice]
    /// Every file the agreement was read from, itself first.
    package let files: [InputRecord]

    /// The same agreement with more to look at.
    func noting(_ more: [AgreementNotice]) -> Agreement {
        var agreement = self
        agreement.notices += more
        return agreement
    }

    /// What an account holds on the first day.
    package func opening(of account: Account) -> Money {
        openings.first { $0.account == account }?.amount ?? .zero(currency)
    }

    package var host: Partner? { partners.first { $0.role == .host } }

    /// The name of a line.
    package func lineName(of id: String) -> String {
        guard let line = lines.first(where: { $0.id == id }) else {
            preconditionFailure("'\(id)' is no line of the agreement \(file)")
        }
        return line.name
    }

    /// The name of a partner, or the word itself where it is none.
    package func partnerName(of id: String) -> String { partnerNames[id] ?? id }

    /// The name of a partner.
    package func name(of id: String) -> String {
        guard let name = partnerNames[id] else {
            preconditionFailure("'\(id)' is no partner of the agreement \(file)")
        }
        return name
    }
}

/// A value that the agreement left out and that was filled in.
package struct ResolvedDefault: Sendable, Hashable {
    package let key: String
    package let value: String
}

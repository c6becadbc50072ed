/// An agreement between partners, read and resolved: nothing optional is left open, and every default
/// that was filled in is listed.
///
/// A settlement flows one way: the agreement and a year's actuals give what each clause entitles each
/// partner to, exactly; every entitlement becomes whole pence once, by largest remainders (ties to the
/// larger share, then to the identifier first by its bytes); whole pence become lines of a double-entry
/// journal, each naming its clause and its input; and the statement is read off both and must agree.
public struct Agreement: Sendable {
    public let name: String
    /// The file it was read from, as messages call it.
    public let file: String
    public let term: Period
    /// What the pool holds on the first day, carried forward from an earlier term; in pence.
    public let broughtForward: Int
    /// Where the agreement says so.
    let broughtForwardPlace: FundPlace?
    public let phases: [Phase]
    public let partners: [Partner]
    /// The names of partners by identifier: a large settlement asks for them a million times.
    let partnerNames: [String: String]
    public let lines: [FundLine]
    public let functions: [AccountableFunction]
    public let contributions: [Contribution]
    public let risks: [RiskClause]
    public let savings: [SavingStream]
    /// What the measured shares of savings rest on.
    public let evidence: [MeasuredEvidence]
    public let outcomes: [Outcome]
    public let outcomePayments: [OutcomePayment]
    public let supplyChain: [SupplyLink]
    public let compensations: [Compensation]
    public let personalBudgets: PersonalBudgets?
    public let defaults: [ResolvedDefault]
    /// What reads well but should be looked at.
    public let warnings: [String]
    /// Every file the agreement was read from, itself first.
    public let files: [String]

    public var host: Partner? { partners.first { $0.role == .host } }

    public func isPartner(_ id: String) -> Bool { partnerNames[id] != nil }

    /// The name of a partner or of an account of the fund.
    public func name(of id: String) -> String {
        partnerNames[id] ?? Account.words(id)
    }
}

/// A value that the agreement left out and that was filled in.
public struct ResolvedDefault: Sendable, Hashable {
    public let key: String
    public let value: String
}

package import TopsliceExactArithmetic

/// What one party is due under a clause on a day, and why.
package struct Entitlement: Sendable, Hashable {
    package let party: String
    package let role: Role
    /// Days since 1 January 1970.
    package let day: Int32
    /// In pence, before rounding: above zero to receive, below zero to pay.
    package let exact: Rational
    package let reason: EntitlementReason

    package enum Role: Sendable, Hashable {
        /// Is paid for something, or gives back what it was paid.
        case payee
        case payer
    }

    package init(
        _ role: Role,
        _ party: String,
        _ day: Int32,
        _ exact: Rational,
        _ reason: EntitlementReason
    ) {
        self.party = party
        self.role = role
        self.day = day
        self.exact = exact
        self.reason = reason
    }
}

/// What a clause came to, before anything is rounded.
package struct ClauseResult: Sendable {
    /// Of every day they sum to zero.
    package internal(set) var entitlements: [Entitlement] = []
    /// What is paid for whom, in the order of days and people; empty for clauses that are not about people.
    package internal(set) var claims: Spool<PaidClaim> = []
    /// Prices in pence, exactly; claims name them by their place.
    package internal(set) var prices: [Rational] = []
    /// What is left of the claims of others, by person and day, where the clause takes back; nil where it does not.
    var left: LeftClaims?
    /// What is not paid for and why, most first.
    package internal(set) var unpaid: [UnpaidClaims] = []
    /// Every claim that is not paid, where somebody asked for them.
    package internal(set) var refusals: Spool<RefusedClaim> = []
    /// In pence, exactly; refused claims name them by their place.
    package internal(set) var worths: [Rational] = []
    /// Who pays for claims; nobody where the clause is not about people.
    package internal(set) var payers = PayerShares.nobody
    /// How it came about.
    package internal(set) var figures: [ClauseFigure] = []
    /// What it says without effect, by what is recorded.
    package internal(set) var notices: [ClauseNotice] = []
    /// The last day on which others are still paid, where the clause ends them.
    package internal(set) var lastDay: Int32?

    init() {}

    func price(of claim: PaidClaim) -> Rational { prices[Int(claim.price)] }

    /// Who is paid for and when, after what it takes back where it does.
    func forEachStanding(_ body: (PaidClaim) -> Void) {
        if let left {
            for entry in left.entries { body(entry.claim) }
        } else {
            for claim in claims { body(claim) }
        }
    }
}

/// One thing paid for one person.
package struct PaidClaim: Sendable, Hashable, BitwiseCopyable {
    /// Place of the person in ``PeopleRecords/people``.
    package let person: Int32
    /// Days since 1 January 1970.
    package let day: Int32
    /// Place of the payee in ``PeopleRecords/parties``.
    package let payee: Int32
    /// Place in ``ClauseResult/prices``.
    package internal(set) var price: Int32
    /// Line of the table that the claim rests on.
    package let line: Int32
}

/// Claims that one clause does not pay for one reason.
package struct UnpaidClaims: Sendable, Hashable {
    package let reason: UnpaidReason
    package internal(set) var count: Int
    /// What they would have been paid, in pence; nil where nobody can say.
    package internal(set) var worth: Rational?
}

/// One claim that is not paid, or not in full.
package struct RefusedClaim: Sendable, Hashable, BitwiseCopyable {
    package let reason: UnpaidReason
    /// Place of the person in ``PeopleRecords/people``.
    package let person: Int32
    package let day: Int32
    /// Line of the table that the claim rests on.
    package let line: Int32
    /// Place in ``ClauseResult/worths``; below zero where nobody can say what is not paid.
    package let worth: Int32
}

/// Results of clauses by identifier.
package struct ClauseResults: Sendable {
    private var byID: [String: ClauseResult] = [:]

    init() {}

    /// The result of a clause that was asked for as a need.
    package subscript(id: String) -> ClauseResult {
        guard let result = byID[id] else {
            preconditionFailure("clause '\(id)' has no result: it is not among the needs")
        }
        return result
    }

    mutating func set(_ result: ClauseResult, of id: String) { byID[id] = result }
}

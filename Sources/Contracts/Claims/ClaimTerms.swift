package import TopsliceExactArithmetic

/// The terms that every clause has which pays for people one by one.
package struct ClaimTerms: Sendable, Hashable {
    /// Nil where the provider of the row is paid.
    package internal(set) var payee: String?
    package internal(set) var payers: PayerShares
    package internal(set) var tariff: Tariff
    /// Days that it pays for.
    package internal(set) var days: ContractTerm
    /// How long after these days outcomes are still paid for people who were referred within them.
    package internal(set) var runOff: CalendarSpan?
    /// After which time the same is paid for a person once more; nil for once.
    package internal(set) var again: CalendarSpan?
    /// Whether a person is paid for in several payments, one after another.
    package internal(set) var paysInTurn = false
    package internal(set) var needsEvidence = false
    /// How long after an outcome its evidence may come.
    package internal(set) var evidenceWithin: CalendarSpan?
    /// How long after an outcome it may be claimed.
    package internal(set) var claimWithin: CalendarSpan?
    package internal(set) var deadweight: Deadweight?
    /// In pence, of all claims.
    package internal(set) var cap: Rational?
    package internal(set) var capOrder = CapOrder.date
    /// In pence, of each year of the term.
    package internal(set) var yearCap: Rational?
    /// In pence, of one person.
    package internal(set) var personCap: Rational?
    /// The clause whose break ends payment.
    package internal(set) var endsWith: String?

    /// How many would have come about anyway, and are not paid.
    package enum Deadweight: Sendable, Hashable {
        case count(Int)
        /// A part of the people referred.
        case partOfReferrals(Rational)
    }

    /// Who goes without where a cap does not reach for all.
    package enum CapOrder: String, Sendable, Hashable, CaseIterable {
        /// Later claims, and among those of a day people last by their identifiers.
        case date
        /// Everybody in proportion.
        case proRata = "pro-rata"
    }

    /// Tables without which the terms cannot be applied: a part of people referred is a part of nobody without them.
    var tables: Set<PeopleTable> {
        if case .partOfReferrals = deadweight { [.referrals] } else { [] }
    }

    /// Whether there may be several claims of one person.
    package var mayRepeat: Bool { again != nil || paysInTurn }

    /// The last day on which something may be dated that it pays for.
    package var lastDay: Int32 { runOff.map { $0.after(days.to) } ?? days.to }
}

/// What might be paid for one person, before anything is said about it.
struct Candidate: Hashable, BitwiseCopyable {
    let person: Int32
    let day: Int32
    /// The day on which the person must have been eligible.
    let eligibleOn: Int32
    let provider: Int32
    let payer: Int32
    let need: Int32
    let evidence: Int32
    let claimed: Int32
    /// Place in the partial credits of the clause; 0 for the whole.
    let credit: Int32
    let line: Int32
}

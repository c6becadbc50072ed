package import TopsliceExactArithmetic
package import TopsliceRecords

/// A clause of a contract as a value: it says what it needs, and from that gives what it entitles parties to.
///
/// Contracts are made from such values as in Peyton Jones, Eber and Seward, "Composing contracts: an adventure in
/// financial engineering" (ICFP 2000), and, as in the ACTUS standard (Brammertz and Mendelowitz 2018), every kind has
/// named terms and a function from terms and facts to dated payments. A clause never sees the order in which
/// clauses stand in an agreement, posts nothing and rounds nothing.
package protocol ContractClause: Sendable {
    static var kind: ClauseKind { get }

    var head: ClauseHead { get }

    /// Identifiers of the clauses whose results it looks at.
    var needs: [String] { get }

    /// The tables without which it cannot say anything.
    var tables: Set<PeopleTable> { get }

    /// The terms on which it pays for people one by one; nil where it does not.
    var claimTerms: ClaimTerms? { get }

    /// Outcomes that it pays for, the one it is about first.
    var outcomes: [String] { get }

    /// Clauses from whose claims it takes back; no two may take from one.
    var cuts: [String] { get }

    /// What a measurement it rests on says that partners brought about, as parts of one for each person.
    var contributions: [String: Rational] { get }

    /// The kind of episodes that it pays for.
    var episode: String? { get }

    /// What it entitles parties to, exactly.
    ///
    /// - Parameter others: the results of what it ``needs``.
    func result(_ facts: ContractFacts, _ others: ClauseResults) -> ClauseResult
}

extension ContractClause {
    package var needs: [String] { [] }
    package var tables: Set<PeopleTable> { [] }
    package var claimTerms: ClaimTerms? { nil }
    package var outcomes: [String] { [] }
    package var cuts: [String] { [] }
    package var contributions: [String: Rational] { [:] }
    package var episode: String? { nil }

    /// The last day on which something may be dated that it pays for.
    var lastDay: Int32? { claimTerms?.lastDay }

    var paysProviderOfRow: Bool { claimTerms.map { $0.payee == nil } ?? false }
}

/// What every clause has, whatever its kind.
package struct ClauseHead: Sendable, Hashable {
    package let id: String
    /// The clause as people cite it.
    package let clause: String
    package let place: FilePlace

    package init(id: String, clause: String, place: FilePlace) {
        self.id = id
        self.clause = clause
        self.place = place
    }
}

/// A table of people that a clause looks at.
package enum PeopleTable: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    case outcomes
    case referrals
    case episodes
}

/// What clauses look at besides each other.
package struct ContractFacts: Sendable {
    package let term: ContractTerm
    /// The day as at which it is worked out: nothing later has happened.
    package let asAt: Int32
    package let records: PeopleRecords
    /// Whether results hold every claim that is refused, to be named, and not only how many.
    package let namesRefusals: Bool

    package init(
        term: ContractTerm,
        asAt: Int32,
        records: PeopleRecords,
        namesRefusals: Bool = false
    ) {
        self.namesRefusals = namesRefusals
        self.term = term
        self.asAt = asAt
        self.records = records
    }
}

import TopsliceApportionment
import TopsliceContracts
import TopsliceMoney

/// What contracts pay for people, entered like every other payment for outcomes.
struct ContractsPaid {
    /// In the order in which clauses were worked out; empty where nobody gave records of people.
    let clauses: [ClauseRun]
    let payments: [ContractPayment]
    /// Who brought something about and is paid nothing for it.
    let unrewarded: [UnrewardedPartner]
    /// What each partner was paid less what it paid.
    private(set) var received: [String: Money] = [:]
    /// What parties hold more or less after any day; zero.
    let isBalancedEveryDay: Bool

    init(_ facts: SettlementFacts, _ books: inout Books) throws(FundError) {
        let terms = facts.agreement.contracts
        guard let people = facts.people, !terms.isEmpty else {
            clauses = []
            payments = []
            unrewarded = []
            isBalancedEveryDay = true
            if !terms.isEmpty { books.warnFirst(.contractsWithoutPeople) }
            return
        }
        let asAt = facts.lastDayOfPeople
        let run: ContractRun
        do throws(ContractError) {
            run = try ContractRun(
                terms,
                ContractFacts(
                    term: ContractTerm(facts.agreement.term),
                    asAt: Int32(asAt.dayNumber),
                    records: people
                )
            )
        } catch {
            throw FundError(error)
        }
        clauses = run.clauses
        payments = run.payments
        unrewarded = run.unrewarded
        isBalancedEveryDay = run.isBalancedEveryDay
        for clause in clauses {
            try enter(clause, on: max(facts.date, asAt), &books)
            for notice in clause.result.notices {
                books.warn(.clause(id: clause.clause.head.id, notice))
            }
        }
    }

    private mutating func enter(
        _ run: ClauseRun,
        on date: CalendarDate,
        _ books: inout Books
    ) throws(FundError) {
        for part in run.parts {
            try books.add(part.amount, to: \.outcomePayments, of: .partner(part.party))
            try received.add(part.amount, to: part.party)
        }
        for transfer in run.transfers {
            try books.post(
                date,
                debit: .partner(transfer.to),
                credit: .partner(transfer.from),
                transfer.amount,
                .outcome(clause: run.clause.head.clause),
                source: "\(run.clause.head.place)"
            )
        }
    }
}

extension FundError {
    init(_ error: ContractError) {
        switch error {
        case .tooLarge(let clause): self = .tooLarge(what: clause)
        case .indivisible(let clause, let reason):
            self = .indivisible(clause: clause, reason: reason)
        }
    }
}

import TopsliceExactArithmetic
import TopsliceMoney

/// Pools that are paid out.
struct AllocationsMade {
    private(set) var outturns: [AllocationOutturn] = []
    /// What the pool took in for them less what it paid out, in pence.
    private(set) var leftInPool: Money
    /// What went on into the risk pool, in pence.
    private(set) var setAside: Money

    init(
        _ facts: SettlementFacts,
        _ measures: FundMeasures,
        _ books: inout Books
    ) throws(FundError) {
        leftInPool = .zero(facts.currency)
        setAside = .zero(facts.currency)
        for allocation in facts.agreement.allocations.sorted(by: { $0.id.precedes($1.id) }) {
            try make(allocation, facts, measures.whole, &books)
        }
    }

    private mutating func make(
        _ allocation: PoolAllocation,
        _ facts: SettlementFacts,
        _ measures: SharingMeasures,
        _ books: inout Books
    ) throws(FundError) {
        let rows = facts.rows(.receipt, allocation.id)
        let receipts = try takeIn(rows, allocation, &books)
        let amount =
            if let stated = allocation.amount { stated } else {
                try Money.total(receipts.values, in: facts.currency)
            }
        let source = SettlementFacts.source(of: rows) ?? "\(allocation.place)"
        let steps = try allocation.steps(dividing: amount, receipts: receipts, measures)
        var exact: [Account: Rational] = [:]
        for step in steps { exact[step.party, default: .zero] += step.exact }
        let parties = exact.keys.sorted()
        let pence = try Money.divide(
            parties.map { exact[$0] ?? .zero },
            among: parties,
            clause: allocation.clause,
            in: facts.currency
        )
        var paid: [AllocationOutturn.Paid] = []
        for (party, part) in zip(parties, pence) {
            paid.append(.init(party: party, amount: part))
            if party == .pool { continue }
            leftInPool = try leftInPool.minus(part)
            if party == .riskPool { setAside = try setAside.plus(part) }
            try books.add(part, to: \.allocation, of: party)
            try books.post(
                facts.date,
                debit: party,
                credit: .pool,
                part,
                .allocation(clause: allocation.clause),
                source: source,
                isSettled: party.partner != nil
            )
        }
        outturns.append(
            AllocationOutturn(
                id: allocation.id,
                clause: allocation.clause,
                amount: amount,
                receipts: receipts,
                steps: steps,
                paid: paid,
                source: source
            )
        )
    }

    /// What members collected and owe to the pool.
    private mutating func takeIn(
        _ rows: [ActualRow],
        _ allocation: PoolAllocation,
        _ books: inout Books
    ) throws(FundError) -> [String: Money] {
        var receipts: [String: Money] = [:]
        for row in rows {
            guard let partner = row.partner else { continue }
            try receipts.add(row.amount, to: partner)
            leftInPool = try leftInPool.plus(row.amount)
            try books.add(row.amount.opposite(), to: \.allocation, of: .partner(partner))
            try books.post(
                row.date,
                debit: .pool,
                credit: .partner(partner),
                row.amount,
                .receipt(clause: allocation.clause),
                source: "\(row.place)"
            )
        }
        return receipts
    }
}

import TopsliceMoney

/// Transfers after which nobody is worse off.
struct CompensationsDue {
    private(set) var results: [CompensationResult] = []

    init(
        _ facts: SettlementFacts,
        _ measures: FundMeasures,
        _ books: inout Books
    ) throws(FundError) {
        for compensation in facts.agreement.compensations.sorted(by: { $0.id.precedes($1.id) }) {
            var after: [String: Money] = [:]
            let rows = facts.rows(compensation.isIncome ? .income : .cost, compensation.id)
            for row in rows {
                guard let partner = row.partner else { continue }
                try after.add(row.amount, to: partner)
            }
            let result = try CompensationResult(
                compensation,
                after: after,
                measures: measures.whole,
                in: facts.currency
            )
            if let loss = result.loss {
                books.warn(.worseOffTogether(clause: compensation.clause, loss: loss))
            }
            let source = SettlementFacts.source(of: rows) ?? "\(compensation.place)"
            for position in result.positions {
                try books.add(position.transfer, to: \.compensation, of: .partner(position.partner))
                try books.post(
                    facts.date,
                    debit: .partner(position.partner),
                    credit: .pool,
                    position.transfer,
                    .compensation(clause: compensation.clause),
                    source: source
                )
            }
            results.append(result)
        }
    }
}

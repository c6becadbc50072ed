/// Contributions handed over before the settlement.
struct ContributionsPaid {
    private(set) var payments: [PaymentMade] = []

    /// Contributions handed over before the settlement are set against what is due.
    init(
        _ facts: SettlementFacts,
        _ due: ContributionsDue,
        _ books: inout Books
    ) throws(FundError) {
        var clauses: [String: String] = [:]
        for contribution in facts.agreement.contributions {
            clauses[contribution.id] = contribution.clause
        }
        var asked: [String: Set<String>] = [:]
        for entry in due.entries {
            asked[entry.contribution, default: []].insert(entry.share.partner)
        }
        for row in facts.actuals.rows where row.kind == .paid {
            guard let partner = row.partner, let clause = clauses[row.id] else { continue }
            if asked[row.id]?.contains(partner) != true {
                books.warn(.paidUnasked(row.place, partner: partner, contribution: row.id))
            }
            payments.append(
                PaymentMade(
                    contribution: row.id,
                    partner: partner,
                    date: row.date,
                    amount: row.amount,
                    place: row.place
                )
            )
            try books.add(row.amount, to: \.alreadySettled, of: .partner(partner))
            try books.post(
                row.date,
                debit: .partner(partner),
                credit: .cash(partner: partner),
                row.amount,
                .contribution(clause: clause),
                source: "\(row.place)"
            )
        }
    }
}

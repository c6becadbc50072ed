import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// What was spent on lines, against their budgets.
struct LinesSpent {
    private(set) var lines: [LineOutturn] = []
    /// What each provider was paid for delivering lines.
    private(set) var delivered: [String: Money] = [:]

    /// - Parameter charged: outcome payments that lines bear.
    init(
        _ facts: SettlementFacts,
        charged: [String: Money],
        _ books: inout Books
    ) throws(FundError) {
        for line in facts.agreement.lines.sorted(by: { $0.id.precedes($1.id) }) {
            var byAllotment = line.allotments.map { _ in [ActualRow]() }
            for row in facts.rows(.spend, line.id) {
                if let index = line.allotmentIndex(on: row.date) { byAllotment[index].append(row) }
            }
            for (allotment, rows) in zip(line.allotments, byAllotment) {
                if allotment.riskByPhase.isEmpty {
                    try enter(line, allotment, rows, facts, charged, &books)
                } else {
                    for (part, rows) in try Self.parts(
                        of: allotment,
                        of: line,
                        rows,
                        facts,
                        charged
                    ) {
                        try enter(line, part, rows, facts, charged, &books)
                    }
                }
            }
        }
    }

    /// One budget for the whole term, used up in the order of the phases, so that what is spent above it meets
    /// the clause of the phase it was spent in; what is left counts in the last phase.
    private static func parts(
        of whole: FundLine.Allotment,
        of line: FundLine,
        _ rows: [ActualRow],
        _ facts: SettlementFacts,
        _ charged: [String: Money]
    ) throws(FundError) -> [(FundLine.Allotment, [ActualRow])] {
        var left = whole.budget
        var parts: [(FundLine.Allotment, [ActualRow])] = []
        for phase in facts.agreement.phases {
            let own = rows.filter { phase.period.contains($0.date) }
            let isCharged = phase.period.contains(facts.date)
            let spent = try Money.total(own.map(\.amount))
                .plus(isCharged ? charged.amount(line.id) : .zero())
            let isLast = phase.id == facts.agreement.phases.last?.id
            let budget = isLast ? left : min(left, max(.zero(), spent))
            left = try left.minus(budget)
            let part = FundLine.Allotment(
                phase: phase.id,
                period: phase.period,
                budget: budget,
                risk: whole.riskByPhase[phase.id]
            )
            parts.append((part, own))
        }
        return parts
    }

    private mutating func enter(
        _ line: FundLine,
        _ allotment: FundLine.Allotment,
        _ rows: [ActualRow],
        _ facts: SettlementFacts,
        _ charged: [String: Money],
        _ books: inout Books
    ) throws(FundError) {
        let account = Account.line(line.id)
        for row in rows {
            let payer: Account =
                if let partner = row.partner { .partner(partner) } else {
                    line.kind == .pooled ? .pool : .partner(line.owner)
                }
            try books.post(
                row.date,
                debit: account,
                credit: payer,
                row.amount,
                .spending(line: line.id),
                source: "\(row.place)",
                isSettled: false
            )
            guard line.kind != .aligned, payer != .pool else { continue }
            try books.add(row.amount, to: \.reimbursements, of: payer)
            try books.post(
                row.date,
                debit: payer,
                credit: .pool,
                row.amount,
                .reimbursement(line: line.id),
                source: "\(row.place)"
            )
        }
        let spent = try Money.total(rows.map(\.amount))
        // Outcome payments from the pool went to their payee already.
        let isCharged = allotment.period.contains(facts.date)
        let spend = try spent.plus(isCharged ? charged.amount(line.id) : .zero())
        let outturn = try LineOutturn(
            line: line,
            allotment: allotment,
            spend: spend,
            rowCount: rows.count,
            source: SettlementFacts.source(of: rows) ?? "\(line.place)"
        )
        lines.append(outturn)
        try books.post(
            allotment.period.to,
            debit: line.provider.map(Account.partner) ?? .suppliers,
            credit: account,
            spent,
            .delivery(line: line.id),
            source: outturn.source,
            isSettled: false
        )
        if let provider = line.provider {
            try delivered.add(spent, to: provider)
            try books.add(spent, to: \.delivered, of: .partner(provider))
        }
    }
}

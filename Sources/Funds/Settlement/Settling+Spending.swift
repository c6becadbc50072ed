import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension Settling {
    mutating func spend() throws(FundError) {
        for line in agreement.lines.sorted(by: { $0.id.precedes($1.id) }) {
            var byAllotment = line.allotments.map { _ in [ActualRow]() }
            for row in rows(.spend, line.id) {
                if let index = line.allotmentIndex(on: row.date) { byAllotment[index].append(row) }
            }
            for (allotment, rows) in zip(line.allotments, byAllotment) {
                if allotment.riskByPhase.isEmpty {
                    try enter(line, allotment, rows)
                } else {
                    for (part, rows) in try parts(of: allotment, of: line, rows) {
                        try enter(line, part, rows)
                    }
                }
            }
        }
    }

    /// One budget for the whole term, used up in the order of the phases, so that what is spent above it meets
    /// the clause of the phase it was spent in; what is left counts in the last phase.
    private func parts(
        of whole: FundLine.Allotment,
        of line: FundLine,
        _ rows: [ActualRow]
    ) throws(FundError) -> [(FundLine.Allotment, [ActualRow])] {
        var left = whole.budget
        var parts: [(FundLine.Allotment, [ActualRow])] = []
        for phase in agreement.phases {
            let own = rows.filter { phase.period.contains($0.date) }
            let charged = phase.period.contains(date) ? chargedToLines.amount(line.id) : .zero()
            let spent = try Money.total(own.map(\.amount)).plus(charged)
            let isLast = phase.id == agreement.phases.last?.id
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
        _ rows: [ActualRow]
    ) throws(FundError) {
        let account = Account.line(line.id)
        for row in rows {
            let payer: Account =
                if let partner = row.partner { .partner(partner) } else {
                    line.kind == .pooled ? .pool : .partner(line.owner)
                }
            try ledger.post(
                row.date,
                debit: account,
                credit: payer,
                row.amount,
                .spending(line: line.id),
                source: "\(row.place)",
                isSettled: false
            )
            guard line.kind != .aligned, payer != .pool else { continue }
            try add(row.amount, to: \.reimbursements, of: payer)
            try ledger.post(
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
        let charged = allotment.period.contains(date) ? chargedToLines.amount(line.id) : .zero()
        let spend = try spent.plus(charged)
        let outturn = try LineOutturn(
            line: line,
            allotment: allotment,
            spend: spend,
            rowCount: rows.count,
            source: Self.source(of: rows) ?? "\(line.place)"
        )
        lines.append(outturn)
        try ledger.post(
            allotment.period.to,
            debit: line.provider.map(Account.partner) ?? .suppliers,
            credit: account,
            spent,
            .delivery(line: line.id),
            source: outturn.source,
            isSettled: false
        )
        if let provider = line.provider { try add(spent, to: \.delivered, of: .partner(provider)) }
    }

    /// `file:2` or `file:2 to 14 (13 rows)`; nil for no rows.
    static func source(of rows: [ActualRow]) -> String? {
        let places = rows.map(\.place).sorted { $0.line < $1.line }
        guard let first = places.first, let last = places.last else { return nil }
        if places.count == 1 { return "\(first.file):\(first.line)" }
        return "\(first.file):\(first.line) to \(last.line) (\(places.count) rows)"
    }
}

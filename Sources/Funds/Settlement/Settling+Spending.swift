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
            let charges = phase.period.contains(date) ? chargedToLines[line.id] ?? [] : []
            let spent = try Pence.sum(
                try Pence.sum(own.map(\.amount)),
                try Pence.sum(charges.map(\.amount))
            )
            let isLast = phase.id == agreement.phases.last?.id
            let budget = isLast ? left : min(left, max(0, spent))
            left -= budget
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
            let payer = row.partner ?? (line.kind == .pooled ? Account.pool : line.owner)
            ledger.post(
                row.date,
                debit: account,
                credit: payer,
                row.amount,
                clause: "spending on \(line.id)",
                source: "\(row.place)",
                isSettled: false
            )
            guard line.kind != .aligned, payer != Account.pool else { continue }
            try add(row.amount, to: \.reimbursements, of: payer)
            ledger.post(
                row.date,
                debit: payer,
                credit: Account.pool,
                row.amount,
                clause: "reimbursement of \(line.id)",
                source: "\(row.place)"
            )
        }
        let spent = try Pence.sum(rows.map(\.amount))
        // Outcome payments from the pool went to their payee already.
        let charges = allotment.period.contains(date) ? chargedToLines[line.id] ?? [] : []
        let outturn = LineOutturn(
            line: line,
            phase: allotment.phase,
            budget: allotment.budget,
            spend: try Pence.sum(spent, Pence.sum(charges.map(\.amount))),
            risk: allotment.risk,
            rowCount: rows.count,
            source: Self.source(of: rows) ?? "\(line.place)"
        )
        lines.append(outturn)
        ledger.post(
            allotment.period.to,
            debit: line.provider ?? Account.suppliers,
            credit: account,
            spent,
            clause: "delivery of \(line.id)",
            source: outturn.source,
            isSettled: false
        )
        if let provider = line.provider { try add(spent, to: \.delivered, of: provider) }
    }

    /// `file:2` or `file:2 to 14 (13 rows)`; nil for no rows.
    static func source(of rows: [ActualRow]) -> String? {
        let places = rows.map(\.place).sorted { $0.line < $1.line }
        guard let first = places.first, let last = places.last else { return nil }
        if places.count == 1 { return "\(first.file):\(first.line)" }
        return "\(first.file):\(first.line) to \(last.line) (\(places.count) rows)"
    }
}

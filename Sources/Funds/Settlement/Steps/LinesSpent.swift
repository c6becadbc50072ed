import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

/// What was spent on lines, against their budgets.
struct LinesSpent {
    private(set) var lines: [LineOutturn] = []
    /// What was spent on each of them, day by day, without payments for outcomes.
    private(set) var spending: [[DatedAmount]] = []
    /// What each provider was paid for delivering lines.
    private(set) var delivered: [String: Money] = [:]
    /// Of which months somebody must say whether nothing was spent.
    private(set) var withoutRows: [MonthsWithoutRows] = []
    /// Months without rows in which nothing was spent, because somebody said that the year is final.
    private var takenAsNothing: [MonthsWithoutRows] = []

    /// - Parameter charged: outcome payments that lines bear.
    init(
        _ facts: SettlementFacts,
        charged: [LineCharge],
        _ books: inout Books
    ) throws(FundError) {
        for line in facts.agreement.lines.sorted(by: { $0.id.precedes($1.id) }) {
            var byAllotment = line.allotments.map { _ in [ActualRow]() }
            var last: Int?
            for row in facts.rows(.spend, line.id) {
                if let index = line.allotmentIndex(on: row.counted, guess: last) {
                    byAllotment[index].append(row)
                    last = index
                }
            }
            for (allotment, rows) in zip(line.allotments, byAllotment) {
                let open = try open(allotment, of: line, rows, facts, charged)
                if allotment.riskByPhase.isEmpty {
                    try enter(line, allotment, rows, holding: open, facts, charged, &books)
                    continue
                }
                let parts = try Self.parts(of: allotment, of: line, rows, facts, charged)
                for (index, (part, rows)) in parts.enumerated() {
                    // What is left of the budget counts in the last phase.
                    let own = index == parts.count - 1 ? open : nil
                    try enter(line, part, rows, holding: own, facts, charged, &books)
                }
            }
        }
        for months in withoutRows { books.warn(.monthsWithoutRows(months)) }
        for months in takenAsNothing { books.warn(.monthsTakenAsNothing(months)) }
    }

    /// The lines as the agreement lists them.
    func inOrder(of agreement: Agreement) -> [LineOutturn] {
        var byLine: [String: [LineOutturn]] = [:]
        for outturn in lines { byLine[outturn.line.id, default: []].append(outturn) }
        let ordered = agreement.lines.flatMap { byLine[$0.id] ?? [] }
        precondition(
            ordered.count == lines.count,
            "\(lines.count) outturns, of which \(ordered.count) are of lines of the agreement"
        )
        return ordered
    }

    /// The months that somebody must speak for, with the most that is held back of the budget until then.
    private mutating func open(
        _ allotment: FundLine.Allotment,
        of line: FundLine,
        _ rows: [ActualRow],
        _ facts: SettlementFacts,
        _ charged: [LineCharge]
    ) throws(FundError) -> MonthsWithoutRows? {
        let standing = facts.standing
        guard !standing.isConfirmed || !facts.actuals.file.isEmpty, !allotment.revised.isZero,
            !charged.contains(where: { $0.line == line.id })
        else { return nil }
        let months = MonthsWithoutRows.months(
            of: allotment.period,
            until: standing.day,
            recorded: rows.lazy.filter { $0.nature != .foreseen }
        )
        guard !months.isEmpty else { return nil }
        guard !standing.isConfirmed else {
            takenAsNothing.append(
                MonthsWithoutRows(
                    line: line.id,
                    phase: allotment.phase,
                    months: months,
                    held: .zero(facts.currency)
                )
            )
            return nil
        }
        let held =
            standing.basis == .forecast
            ? .zero(facts.currency)
            : try MonthsWithoutRows.budget(
                for: months,
                of: allotment,
                facts.agreement.profile(of: line),
                until: standing.day
            )
        return MonthsWithoutRows(
            line: line.id,
            phase: allotment.phase,
            months: months,
            held: held
        )
    }

    private static func charges(
        _ charged: [LineCharge],
        to line: FundLine,
        in period: Period,
        _ currency: Currency
    ) throws(FundError) -> Money {
        guard !charged.isEmpty else { return .zero(currency) }
        return try Money.total(
            charged.lazy.filter { $0.line == line.id && period.contains($0.date) }.map(\.amount),
            in: currency
        )
    }

    /// One budget for the whole term, used up in the order of the phases, so that what is spent above it meets
    /// the clause of the phase it was spent in; what is left counts in the last phase.
    private static func parts(
        of whole: FundLine.Allotment,
        of line: FundLine,
        _ rows: [ActualRow],
        _ facts: SettlementFacts,
        _ charged: [LineCharge]
    ) throws(FundError) -> [(FundLine.Allotment, [ActualRow])] {
        var left = whole.budget
        var parts: [(FundLine.Allotment, [ActualRow])] = []
        for phase in facts.agreement.phases {
            let own = rows.filter { phase.period.contains($0.counted) }
            let spent = try Money.total(own.map(\.amount), in: facts.currency)
                .plus(Self.charges(charged, to: line, in: phase.period, facts.currency))
            let isLast = phase.id == facts.agreement.phases.last?.id
            let budget = isLast ? left : min(left, max(.zero(facts.currency), spent))
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
        holding open: MonthsWithoutRows?,
        _ facts: SettlementFacts,
        _ charged: [LineCharge],
        _ books: inout Books
    ) throws(FundError) {
        let account = Account.line(line.id)
        for row in rows { try enter(row, of: line, &books) }
        let spent = try Money.total(rows.map(\.amount), in: facts.currency)
        // Outcome payments from the pool went to their payee already.
        let spend = try spent.plus(
            Self.charges(charged, to: line, in: allotment.period, facts.currency)
        )
        let unspent = try max(.zero(facts.currency), allotment.budget.minus(spend))
        let mostHeld = open?.held ?? .zero(facts.currency)
        let held = min(unspent, mostHeld)
        if var open {
            open.held = held
            withoutRows.append(open)
        }
        let outturn = try LineOutturn(
            line: line,
            allotment: allotment,
            spend: spend,
            held: held,
            mostHeld: mostHeld,
            accrued: try Money.total(
                rows.lazy.filter { $0.nature == .accrued }.map(\.amount),
                in: facts.currency
            ),
            foreseen: try Money.total(
                rows.lazy.filter { $0.nature == .foreseen }.map(\.amount),
                in: facts.currency
            ),
            rowCount: rows.count,
            source: SettlementFacts.source(of: rows) ?? "\(line.place)"
        )
        lines.append(outturn)
        spending.append(rows.map { DatedAmount(date: $0.date, amount: $0.amount) })
        try books.post(
            min(allotment.period.to, facts.date),
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

    /// Who paid a row, and what the pool pays back of it.
    private func enter(
        _ row: ActualRow,
        of line: FundLine,
        _ books: inout Books
    ) throws(FundError) {
        let payer: Account =
            if let partner = row.partner { .partner(partner) } else {
                line.kind == .pooled ? .pool : .partner(line.owner)
            }
        try books.post(
            row.date,
            debit: .line(line.id),
            credit: payer,
            row.amount,
            row.nature.subject(line: line.id),
            source: "\(row.place)",
            isSettled: false
        )
        guard line.kind != .aligned, payer != .pool else { return }
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
}

extension ActualRow.Nature {
    fileprivate func subject(line: String) -> JournalSubject {
        switch self {
        case .recorded: .spending(line: line)
        case .accrued: .accrual(line: line)
        case .foreseen: .foreseen(line: line)
        }
    }
}

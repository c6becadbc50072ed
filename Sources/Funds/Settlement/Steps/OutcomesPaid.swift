import TopsliceExactArithmetic
import TopsliceMoney

/// What was paid for outcomes.
struct OutcomesPaid {
    private(set) var outturns: [OutcomeOutturn] = []
    /// What lines bear: spending though no row of the actuals says so.
    private(set) var charges: [LineCharge] = []
    /// What each partner was paid less what it paid.
    private(set) var received: [String: Money] = [:]

    /// Payments that lines bear, which come before their spending is compared with their budgets.
    static func byLines(
        _ facts: SettlementFacts,
        _ measures: FundMeasures,
        _ books: inout Books
    ) throws(FundError) -> OutcomesPaid {
        try OutcomesPaid(facts, measures, fromLines: true, &books)
    }

    static func byPartners(
        _ facts: SettlementFacts,
        _ measures: FundMeasures,
        _ books: inout Books
    ) throws(FundError) -> OutcomesPaid {
        try OutcomesPaid(facts, measures, fromLines: false, &books)
    }

    private init(
        _ facts: SettlementFacts,
        _ measures: FundMeasures,
        fromLines: Bool,
        _ books: inout Books
    ) throws(FundError) {
        for payment in facts.agreement.outcomePayments.sorted(by: { $0.id.precedes($1.id) })
        where (payment.funding.line != nil) == fromLines {
            let phase = payment.phase.map { facts.phase($0) }
            try pay(
                payment,
                in: phase?.period ?? facts.agreement.term,
                on: phase.map { min($0.period.to, facts.date) } ?? facts.date,
                facts,
                try phase.map { phase throws(FundError) in try measures.measures(in: phase.id) }
                    ?? measures.whole,
                &books
            )
        }
    }

    private mutating func pay(
        _ payment: OutcomePayment,
        in period: Period,
        on date: CalendarDate,
        _ facts: SettlementFacts,
        _ measures: SharingMeasures,
        _ books: inout Books
    ) throws(FundError) {
        let achieved = facts.rows(.outcome, payment.outcome).filter { period.contains($0.date) }
        let started = facts.rows(.start, payment.outcome).filter { period.contains($0.date) }
        Self.warnOfMissingResults(payment, achieved: achieved, started: started, &books)
        let results = OutcomeResults(
            achieved: achieved.map(\.quantity).sum(),
            started: started.map(\.quantity).sum()
        )
        let paid = payment.rule.payment(for: results)
        let amount = try Money.nearest(paid.exact, in: facts.currency)
        let parts = try payment.funding.parts(of: amount, measures, clause: payment.clause)
        let pence = try Money.divide(
            parts.map(\.exact),
            among: parts.map(\.party),
            clause: payment.clause,
            in: facts.currency
        )
        let payee = Account.partner(payment.payee)
        let source = SettlementFacts.source(of: achieved + started) ?? "\(payment.place)"
        for (part, share) in zip(parts, pence) {
            try books.add(share.opposite(), to: \.outcomePayments, of: part.party)
            if let payer = part.party.partner {
                try received.add(share.opposite(), to: payer)
            }
            if part.party == .pool, let line = payment.funding.line {
                charges.append(LineCharge(line: line, date: date, amount: share))
            }
            try books.post(
                date,
                debit: payee,
                credit: part.party,
                share,
                .outcome(clause: payment.clause),
                source: source
            )
        }
        try books.add(amount, to: \.outcomePayments, of: payee)
        try received.add(amount, to: payment.payee)
        try Self.takeInAdvances(payment, facts, &books)
        outturns.append(
            OutcomeOutturn(
                payment: payment,
                results: results,
                paid: paid,
                amount: amount,
                payers: zip(parts, pence).map { RiskDivision.Part(party: $0.party, amount: $1) },
                source: source
            )
        )
    }

    /// What payers handed to the payee before the settlement is set against what they owe.
    private static func takeInAdvances(
        _ payment: OutcomePayment,
        _ facts: SettlementFacts,
        _ books: inout Books
    ) throws(FundError) {
        guard payment.funding.line == nil,
            !facts.agreement.contributions.contains(where: { $0.id == payment.id })
        else { return }
        for row in facts.rows(.paid, payment.id) {
            guard let partner = row.partner, partner != payment.payee else { continue }
            let payee = Account.partner(payment.payee)
            try books.add(row.amount, to: \.alreadySettled, of: .partner(partner))
            try books.add(row.amount.opposite(), to: \.alreadySettled, of: payee)
            try books.post(
                row.date,
                debit: .partner(partner),
                credit: payee,
                row.amount,
                .outcome(clause: payment.clause),
                source: "\(row.place)"
            )
            try books.post(
                row.date,
                debit: .cash(partner: payment.payee),
                credit: .cash(partner: partner),
                row.amount,
                .outcomePaidBefore(clause: payment.clause),
                source: "\(row.place)",
                isSettled: false
            )
        }
    }

    private static func warnOfMissingResults(
        _ payment: OutcomePayment,
        achieved: [ActualRow],
        started: [ActualRow],
        _ books: inout Books
    ) {
        if achieved.isEmpty {
            books.warn(.noResult(outcome: payment.outcome))
        }
        if let tariff = payment.rule as? OutcomeTariff, tariff.atRisk < .one, started.isEmpty {
            books.warn(.noStarts(clause: payment.clause, outcome: payment.outcome))
        }
    }
}

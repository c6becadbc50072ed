import TopsliceExactArithmetic
import TopsliceRecords
import TopsliceMoney

extension Settling {
    /// Payments that a line bears come before its spending is compared with its budget.
    mutating func payOutcomes(fromLines: Bool) throws(FundError) {
        let measures = try measures(in: nil)
        for payment in agreement.outcomePayments.sorted(by: { $0.id.precedes($1.id) })
        where (payment.funding.line != nil) == fromLines {
            try pay(payment, measures)
        }
    }

    private mutating func pay(
        _ payment: OutcomePayment,
        _ measures: SharingMeasures
    ) throws(FundError) {
        let achieved = rows(.outcome, payment.outcome)
        let started = rows(.start, payment.outcome)
        warnOfMissingResults(payment, achieved: achieved, started: started)
        let results = OutcomeResults(
            achieved: achieved.map(\.quantity).sum(),
            started: started.map(\.quantity).sum()
        )
        let paid = payment.rule.payment(for: results)
        let amount = try Money.nearest(paid.exact)
        let parts = try payment.funding.parts(of: amount, measures, clause: payment.clause)
        let pence = try Money.divide(
            parts.map(\.exact),
            among: parts.map(\.party),
            clause: payment.clause
        )
        let payee = Account.partner(payment.payee)
        let source = Self.source(of: achieved + started) ?? "\(payment.place)"
        for (part, share) in zip(parts, pence) {
            try add(share.opposite(), to: \.outcomePayments, of: part.party)
            if part.party == .pool, let line = payment.funding.line {
                try chargedToLines.add(share, to: line)
            }
            try ledger.post(
                date,
                debit: payee,
                credit: part.party,
                share,
                .outcome(clause: payment.clause),
                source: source
            )
        }
        try add(amount, to: \.outcomePayments, of: payee)
        try takeInAdvances(payment)
        outcomes.append(
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
    private mutating func takeInAdvances(_ payment: OutcomePayment) throws(FundError) {
        guard payment.funding.line == nil,
            !agreement.contributions.contains(where: { $0.id == payment.id })
        else { return }
        for row in rows(.paid, payment.id) {
            guard let partner = row.partner, partner != payment.payee else { continue }
            let payee = Account.partner(payment.payee)
            try add(row.amount, to: \.alreadySettled, of: .partner(partner))
            try add(row.amount.opposite(), to: \.alreadySettled, of: payee)
            try ledger.post(
                row.date,
                debit: .partner(partner),
                credit: payee,
                row.amount,
                .outcome(clause: payment.clause),
                source: "\(row.place)"
            )
            try ledger.post(
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

    private mutating func warnOfMissingResults(
        _ payment: OutcomePayment,
        achieved: [ActualRow],
        started: [ActualRow]
    ) {
        if achieved.isEmpty {
            warnings.append("no result was recorded for '\(payment.outcome)'; it counts as zero")
        }
        if let tariff = payment.rule as? OutcomeTariff, tariff.atRisk < .one, started.isEmpty {
            warnings.append(
                "\(payment.clause) pays a part at the start, and no starts were recorded for "
                    + "'\(payment.outcome)'"
            )
        }
    }

    /// Definitions must stand as they were recorded, and before there were results.
    mutating func checkDefinitions() {
        for outcome in agreement.outcomes {
            let rows = rows(.outcome, outcome.id) + rows(.start, outcome.id)
            if let first = rows.map(\.date).min(), first < outcome.recorded {
                banners.append(
                    "The definition of outcome '\(outcome.id)' was recorded on \(outcome.recorded), "
                        + "after results from \(first) were known."
                )
            }
            guard let recorded = outcome.recordedDigest else {
                warnings.append(
                    "outcome '\(outcome.id)' has no 'sha256', so a later change of its definition "
                        + "cannot be seen"
                )
                continue
            }
            do {
                if try outcome.digest() != recorded {
                    banners.append(
                        "The definition of outcome '\(outcome.id)' is not the one recorded on "
                            + "\(outcome.recorded): it was changed afterwards."
                    )
                }
            } catch {
                warnings.append("the definition of '\(outcome.id)' could not be checked: \(error)")
            }
        }
    }

    /// Primes pass on parts of what they were paid for delivery and outcomes.
    mutating func passOn() throws(FundError) {
        let ordered = SupplyLink.inOrder(agreement.supplyChain)
        let linksOfPrime = Dictionary(grouping: ordered, by: \.prime)
        var done: Set<String> = []
        for link in ordered where done.insert(link.prime).inserted {
            let own = linksOfPrime[link.prime] ?? []
            guard let statement = statements[link.prime] else { continue }
            let income = try Money.total(
                statement.delivered,
                max(.zero(), statement.outcomePayments),
                max(.zero(), statement.supplyChain)
            )
            let kept = Rational.one - own.map(\.part).sum()
            let shares = own.map { Rational(income) * $0.part } + [Rational(income) * kept]
            let pence = try Money.divide(
                shares,
                among: own.map(\.sub) + [link.prime],
                clause: link.clause
            )
            for (link, amount) in zip(own, pence) {
                try add(amount, to: \.supplyChain, of: .partner(link.sub))
                try add(amount.opposite(), to: \.supplyChain, of: .partner(link.prime))
                try ledger.post(
                    date,
                    debit: .partner(link.sub),
                    credit: .partner(link.prime),
                    amount,
                    .passedOn(clause: link.clause),
                    source: "\(link.place)"
                )
            }
        }
    }

    mutating func compensate() throws(FundError) {
        for compensation in agreement.compensations.sorted(by: { $0.id.precedes($1.id) }) {
            var after: [String: Money] = [:]
            let rows = rows(compensation.isIncome ? .income : .cost, compensation.id)
            for row in rows {
                guard let partner = row.partner else { continue }
                try after.add(row.amount, to: partner)
            }
            let result = try CompensationResult(
                compensation,
                after: after,
                measures: try measures(in: nil)
            )
            if let loss = result.loss {
                warnings.append(
                    "\(compensation.clause): together the partners are "
                        + "\(loss.formatted()) worse off, so nobody can be restored in full"
                )
            }
            let source = Self.source(of: rows) ?? "\(compensation.place)"
            for position in result.positions {
                try add(position.transfer, to: \.compensation, of: .partner(position.partner))
                try ledger.post(
                    date,
                    debit: .partner(position.partner),
                    credit: .pool,
                    position.transfer,
                    .compensation(clause: compensation.clause),
                    source: source
                )
            }
            compensations.append(result)
        }
    }
}

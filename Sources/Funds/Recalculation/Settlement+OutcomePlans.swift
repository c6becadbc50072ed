import TopsliceExactArithmetic
import TopsliceMoney

extension Settlement {
    /// Payments for outcomes that are counted in the actuals.
    func planOutcomes(
        _ result: inout Recalculation,
        _ figures: inout YearFigures,
        hasFineQuantities: Bool
    ) throws(FundError) {
        for (place, outturn) in outcomes.enumerated() {
            let payment = outturn.payment
            if case .partners(.contributions) = payment.funding.payers {
                figures.fixContributions()
            }
            let phases = payment.phase.map { [$0] } ?? agreement.phases.map(\.id)
            func counted(isStart: Bool) -> [Recalculation.Target] {
                phases.map {
                    .results(outcome: payment.outcome, phase: $0, isStart: isStart)
                }
            }
            let rows = counted(isStart: false) + counted(isStart: true)
            guard !hasFineQuantities else {
                result.keep(payment.clause, .fineQuantities, Set(rows + advances(payment, result)))
                continue
            }
            let payers = try payers(of: payment)
            let isPayable = payers != nil && (payment.funding.line == nil || lineOf(payment) != nil)
            let price =
                isPayable
                ? payment.rule.price { key in
                    figures.figures("outcome_payments", payment.id, key)?[""]
                } : nil
            guard let price, let payers else {
                result.keep(payment.clause, .outcome, Set(rows + advances(payment, result)))
                continue
            }
            result.outcomes.append(
                OutcomePlan(
                    place: place,
                    achieved: counted(isStart: false),
                    started: counted(isStart: true),
                    price: price,
                    payers: payers,
                    line: lineOf(payment)
                )
            )
        }
    }

    private func advances(
        _ payment: OutcomePayment,
        _ result: Recalculation
    ) -> [Recalculation.Target] {
        result.rows.map(\.target).filter { target in
            guard case .advance(payment.id, _) = target else { return false }
            return true
        }
    }

    /// Parts of every penny; nil where they follow from savings.
    private func payers(of payment: OutcomePayment) throws(FundError) -> [OutcomePlan.Payer]? {
        let measures = try FundMeasures(contributions)
        let top = payment.funding.topUp.map(\.part) ?? .zero
        var parts: [Account: Rational] = [:]
        if let partner = payment.funding.topUp?.partner, !top.isZero {
            parts[.partner(partner)] = top
        }
        let rest = Rational.one - top
        switch payment.funding.payers {
        case .line: parts[.pool] = rest
        case .partners(.savings): return nil
        case .partners(let basis):
            let own =
                try payment.phase.map { phase throws(FundError) in
                    try measures.measures(in: phase)
                } ?? measures.whole
            for part in try basis.parts(own, clause: payment.clause) {
                parts[.partner(part.id), default: .zero] += rest * part.part
            }
        }
        return parts.map { .init(party: $0.key, part: $0.value) }
            .sorted { $0.party < $1.party }
    }

    /// The place of the line that bears what the pool pays.
    private func lineOf(_ payment: OutcomePayment) -> Int? {
        guard let line = payment.funding.line else { return nil }
        let end = payment.phase.flatMap { id in agreement.phases.first { $0.id == id } }?.period.to
        let day = end.map { min($0, date) } ?? date
        return lines.firstIndex { outturn in
            guard outturn.line.id == line else { return false }
            let phase = outturn.phase.flatMap { id in agreement.phases.first { $0.id == id } }
            return (phase?.period ?? agreement.term).contains(day)
        }
    }
}

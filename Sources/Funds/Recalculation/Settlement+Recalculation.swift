import TopsliceExactArithmetic
import TopsliceMoney

extension Settlement {
    /// How its figures follow from its actuals; nil for a forecast, whose expected spending is worked out from
    /// what is recorded, and for what one reader sees.
    package func recalculation() throws(FundError) -> Recalculation? {
        guard standing.basis != .forecast, let actuals else { return nil }
        var result = Recalculation(in: agreement.currency)
        let targets = Targets(self)
        result.rows = actuals.map { row in
            let target = targets.target(of: row)
            return .init(row: row, target: target, paidBack: targets.paidBack(row, target))
        }
        keepWhole(&result)
        try planRisks(&result)
        try planSavings(&result)
        return result
    }

    /// Clauses that are never written as formulas.
    private func keepWhole(_ result: inout Recalculation) {
        func keep(_ clause: String, _ reason: Recalculation.Kept.Reason) {
            result.kept.append(.init(clause: clause, reason: reason, targets: []))
        }
        for payment in agreement.outcomePayments { keep(payment.clause, .outcome) }
        for compensation in agreement.compensations { keep(compensation.clause, .compensation) }
        for allocation in agreement.allocations { keep(allocation.clause, .allocation) }
        for link in agreement.supplyChain { keep(link.clause, .supplyChain) }
        for contribution in agreement.contributions {
            guard let shared = contribution.rule as? SharedContribution,
                case .savings(.realised) = shared.basis
            else { continue }
            keep(contribution.clause, .contributionsFromSavings)
        }
    }

    /// Where rows count.
    private struct Targets {
        private let lines: [String: [(place: Int, period: Period, outturn: LineOutturn)]]
        private let contributions: Set<String>
        private let savings: Set<String>

        init(_ settlement: Settlement) {
            let agreement = settlement.agreement
            let periods = Dictionary(
                agreement.phases.map { ($0.id, $0.period) }
            ) { first, _ in first }
            lines = Dictionary(
                grouping: settlement.lines.enumerated().map { place, outturn in
                    (
                        place: place,
                        period: outturn.phase.flatMap { periods[$0] } ?? agreement.term,
                        outturn: outturn
                    )
                }
            ) { $0.outturn.line.id }
            contributions = Set(agreement.contributions.map(\.id))
            savings = Set(agreement.savings.map(\.recordedAs))
        }

        func target(of row: ActualRow) -> Recalculation.Target {
            switch row.kind {
            case .spend, .accrual:
                let place = lines[row.id]?.first { $0.period.contains(row.counted) }?.place
                return place.map { .line($0) } ?? .other
            case .saving: return savings.contains(row.id) ? .saving(row.id) : .other
            case .paid:
                guard let partner = row.partner, contributions.contains(row.id) else {
                    return .other
                }
                return .paid(partner: partner)
            case .commitment, .receipt, .outcome, .start, .cost, .income: return .other
            }
        }

        func paidBack(_ row: ActualRow, _ target: Recalculation.Target) -> String? {
            guard case .line(let place) = target,
                let line = lines[row.id]?.first(where: { $0.place == place })?.outturn.line
            else { return nil }
            switch line.kind {
            case .aligned: return nil
            case .pooled: return row.partner
            case .leadCommissioned: return row.partner ?? line.owner
            }
        }
    }
}

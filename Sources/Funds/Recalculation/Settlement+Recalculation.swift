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
        let hasFineQuantities = countQuantities(&result)
        var figures = YearFigures(self)
        planRealised(&result, &figures, hasFineQuantities: hasFineQuantities)
        planSharedContributions(&result, &figures)
        result.contributions = figures.contributions
        try planOutcomes(&result, &figures, hasFineQuantities: hasFineQuantities)
        try planRisks(&result, &figures)
        try planSavings(&result, &figures, hasFineQuantities: hasFineQuantities)
        try planAllocations(&result, &figures)
        try planCompensations(&result, &figures)
        try planChain(&result)
        planBudgets(&result, &figures)
        result.keptFigures = figures.kept
        return result
    }

    /// As many decimals as the quantities have.
    ///
    /// - Returns: whether one of them has more than formulas count.
    private func countQuantities(_ result: inout Recalculation) -> Bool {
        for row in result.rows.lazy.map(\.row) where !row.quantity.isZero {
            while (row.quantity * Recalculation.units(result.quantityDecimals)).denominator != 1 {
                guard result.quantityDecimals < Recalculation.mostQuantityDecimals else {
                    return true
                }
                result.quantityDecimals += 1
            }
        }
        return false
    }

    /// Where rows count.
    private struct Targets {
        private let lines: [String: [(place: Int, period: Period, outturn: LineOutturn)]]
        private let contributions: Set<String>
        private let savings: Set<String>
        private let phases: [(id: String, period: Period)]
        private let outcomes: Set<String>
        /// Payees of outcome payments that partners pay, by payment.
        private let payees: [String: String]
        private let allocations: Set<String>
        private let compensations: Set<String>

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
            phases = agreement.phases.map { ($0.id, $0.period) }
            outcomes = Set(settlement.outcomes.map(\.payment.outcome))
            payees = Dictionary(
                settlement.outcomes.lazy.map(\.payment).filter { $0.funding.line == nil }
                    .map { ($0.id, $0.payee) }
            ) { first, _ in first }
            allocations = Set(settlement.allocations.map(\.id))
            compensations = Set(settlement.compensations.map(\.id))
        }

        func target(of row: ActualRow) -> Recalculation.Target {
            switch row.kind {
            case .spend, .accrual:
                let place = lines[row.id]?.first { $0.period.contains(row.counted) }?.place
                return place.map { .line($0) } ?? .other
            case .saving: return savings.contains(row.id) ? .saving(row.id) : .other
            case .paid:
                guard let partner = row.partner else { return .other }
                if contributions.contains(row.id) { return .paid(partner: partner) }
                guard let payee = payees[row.id], payee != partner else { return .other }
                return .advance(payment: row.id, partner: partner)
            case .outcome, .start:
                guard outcomes.contains(row.id) else { return .other }
                return .results(
                    outcome: row.id,
                    phase: phases.first { $0.period.contains(row.date) }?.id,
                    isStart: row.kind == .start
                )
            case .receipt:
                guard let partner = row.partner, allocations.contains(row.id) else {
                    return .other
                }
                return .receipt(allocation: row.id, partner: partner)
            case .cost, .income:
                guard let partner = row.partner, compensations.contains(row.id) else {
                    return .other
                }
                return .position(compensation: row.id, partner: partner)
            case .commitment: return .other
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

import TopsliceExactArithmetic
import TopsliceMoney

extension Settlement {
    /// Cashable savings, where all fall in one budget: savings in several are rounded as a table, by rows and columns
    /// at once, which no formula does.
    func planSavings(_ result: inout Recalculation) throws(FundError) {
        let cashable = savings.enumerated().filter { $0.element.stream.isCashable }
        guard !cashable.isEmpty else { return }
        var streams: [Recalculation.Stream] = []
        var reason: Recalculation.Kept.Reason?
        if Set(cashable.map(\.element.stream.holder)).count > 1 { reason = .severalBudgets }
        let recorded = Set(
            result.rows.compactMap { row in
                if case .saving(let id) = row.target { id } else { nil }
            }
        )
        for (place, outturn) in cashable where reason == nil {
            if outturn.stream.unitValue != nil {
                reason = .unitValue
            } else if let stream = try plan(outturn, place, recorded) {
                streams.append(stream)
            } else {
                reason = .share(outturn.stream.share.rule)
            }
        }
        guard let reason else {
            result.streams = streams
            result.hasSavings = true
            return
        }
        for (_, outturn) in cashable {
            result.kept.append(
                .init(
                    clause: outturn.stream.clause,
                    reason: reason,
                    targets: [.saving(outturn.stream.recordedAs)]
                )
            )
        }
    }

    private func plan(
        _ outturn: SavingOutturn,
        _ place: Int,
        _ recorded: Set<String>
    ) throws(FundError) -> Recalculation.Stream? {
        let stream = outturn.stream
        guard Self.isCoarse(stream) else { return nil }
        let planner = DivisionPlanner(
            clause: stream.clause,
            budget: stream.forecast ?? .zero(agreement.currency),
            measures: try FundMeasures(contributions).whole,
            lines: [],
            nobody: stream.holder
        )
        func isSimple(_ plan: DivisionPlan) -> Bool {
            switch plan {
            case .drawn, .byLine, .byOwner: false
            case .shared, .borne, .capped, .triggered, .first, .tiers: true
            }
        }
        guard let gain = try? planner.plan(sharing: stream.share), isSimple(gain) else {
            return nil
        }
        let loss: Recalculation.Loss
        switch stream.share.losses {
        case .kept: loss = .kept
        case .shared: loss = stream.share.schedule == nil ? .shared(gain) : .borne(gain)
        case .schedule(let schedule):
            guard let plan = try? planner.plan(schedule), isSimple(plan) else { return nil }
            loss = .borne(plan)
        }
        let waitsForTheEnd =
            standing.basis == .toDate && stream.isPaidOnForecast && stream.forecast != nil
        return Recalculation.Stream(
            place: place,
            recordedAs: recorded.contains(stream.recordedAs) && !waitsForTheEnd
                ? stream.recordedAs : nil,
            portion: stream.portion,
            switchPart: stream.release.switchPart,
            attributable: stream.release.attributable,
            holder: stream.holder,
            gain: gain,
            loss: loss
        )
    }

    /// Whether its parts are such as people write, and not finer than formulas hold.
    private static func isCoarse(_ stream: SavingStream) -> Bool {
        var parts = [stream.release.switchPart]
        switch stream.portion {
        case .whole: break
        case .cashable(let part), .notCashable(let part): parts.append(part)
        }
        if case .budgetPart(let part) = stream.release.attributable { parts.append(part) }
        return parts.allSatisfy { part in
            part.denominator <= 10_000 && part.magnitude.numerator <= 1_000_000
        }
    }
}

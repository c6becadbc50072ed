import TopsliceExactArithmetic
import TopsliceMoney

extension Settlement {
    /// In so many budgets it can be asked by formulas whether a table of savings can be rounded by rows and columns.
    package static let mostSavingsBudgets = 4

    /// What cashable savings came to, which contributions may follow.
    func planRealised(
        _ result: inout Recalculation,
        _ figures: inout YearFigures,
        hasFineQuantities: Bool
    ) {
        let recorded = Set(
            result.rows.compactMap { row in
                if case .saving(let id) = row.target { id } else { nil }
            }
        )
        for (place, outturn) in savings.enumerated() where outturn.stream.isCashable {
            let stream = outturn.stream
            guard Self.isCoarse(stream), stream.unitValue == nil || !hasFineQuantities else {
                continue
            }
            let waitsForTheEnd =
                standing.basis == .toDate && stream.isPaidOnForecast && stream.forecast != nil
            let isRecorded = recorded.contains(stream.recordedAs) && !waitsForTheEnd
            result.realised[place] = Recalculation.Realised(
                place: place,
                recordedAs: isRecorded ? stream.recordedAs : nil,
                portion: stream.portion,
                unitValue: stream.unitValue.map { unit in
                    PlannedAmount(
                        unit.value,
                        isRecorded && !followsForecast(stream)
                            ? figures.figures("savings", stream.recordedAs, "unit_value")?[""]
                            : nil,
                        times: .one - unit.correction
                    )
                }
            )
        }
    }

    /// Whether anything is paid, or may be, by what the saving was expected to be, which its unit value changes too.
    private func followsForecast(_ stream: SavingStream) -> Bool {
        guard stream.forecast != nil else { return false }
        if stream.isPaidOnForecast || stream.share.schedule != nil { return true }
        if case .schedule = stream.share.losses { return true }
        return agreement.bases.contains(.savings(.forecast))
    }

    /// Cashable savings. In several budgets they are rounded as a table, by rows and columns at once, of which formulas
    /// say what rows and columns sum to: enough where everybody settles with the host.
    func planSavings(
        _ result: inout Recalculation,
        _ figures: inout YearFigures,
        hasFineQuantities: Bool
    ) throws(FundError) {
        let cashable = savings.enumerated().filter { $0.element.stream.isCashable }
        guard !cashable.isEmpty else { return }
        var streams: [Recalculation.Stream] = []
        var reason: Recalculation.Kept.Reason?
        let budgets = Set(cashable.map(\.element.stream.holder)).count
        if budgets > (invoices.rule == .host && matrix.hasOwnRows ? Self.mostSavingsBudgets : 1) {
            reason = .severalBudgets
        }
        for (place, outturn) in cashable where reason == nil {
            if outturn.stream.unitValue != nil, hasFineQuantities {
                reason = .fineQuantities
            } else if let realised = result.realised[place],
                let stream = try plan(outturn, realised, &figures)
            {
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
            figures.keep("savings", outturn.stream.recordedAs)
            result.keep(
                outturn.stream.clause,
                reason,
                [.saving(outturn.stream.recordedAs)]
            )
        }
    }

    private func plan(
        _ outturn: SavingOutturn,
        _ realised: Recalculation.Realised,
        _ figures: inout YearFigures
    ) throws(FundError) -> Recalculation.Stream? {
        let stream = outturn.stream
        var planner = DivisionPlanner(
            clause: stream.clause,
            budget: stream.forecast ?? .zero(agreement.currency),
            measures: try FundMeasures(contributions).whole,
            lines: [],
            isLoss: false,
            nobody: stream.holder,
            source: .init(
                section: "savings_shares",
                id: "",
                keys: [],
                phase: nil,
                contributions: contributions
            ),
            figures: figures
        )
        defer { figures = planner.figures }
        func isSimple(_ plan: DivisionPlan) -> Bool {
            switch plan {
            case .drawn, .byLine, .byOwner: false
            case .shared, .weighted, .borne, .capped, .triggered, .first, .tiers, .restored: true
            }
        }
        guard let gain = try? planner.plan(sharing: stream.share), isSimple(gain) else {
            return nil
        }
        let loss: Recalculation.Loss
        switch stream.share.losses {
        case .kept: loss = .kept
        case .shared:
            guard !(stream.share.schedule is RestoreThenSplit) else { return nil }
            loss = stream.share.schedule == nil ? .shared(gain) : .borne(gain)
        case .schedule(let schedule):
            // Nobody's loss is made good out of a loss, whatever the schedule calls it.
            guard !(schedule is RestoreThenSplit), let plan = try? planner.plan(schedule),
                isSimple(plan)
            else { return nil }
            loss = .borne(plan)
        }
        return Recalculation.Stream(
            realised: realised,
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
        if let unit = stream.unitValue {
            let value = Rational(unit.value) * (.one - unit.correction)
            guard value.denominator <= 10_000, value.magnitude.numerator <= 1_000_000_000_000
            else { return false }
        }
        return parts.allSatisfy { part in
            part.denominator <= 10_000 && part.magnitude.numerator <= 1_000_000
        }
    }
}

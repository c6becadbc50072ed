import TopsliceExactArithmetic
import TopsliceMoney

/// Turns schedules into plans. Nil where what a schedule does follows from the actuals in a way no plan says.
struct DivisionPlanner {
    /// For messages.
    let clause: String
    /// What percentages are a part of, in pence.
    let budget: Money
    let measures: SharingMeasures
    /// Lines that are divided together, by their places, with the shares that they have.
    let lines: [(place: Int, basis: SharingBasis?)]
    /// Whether the amount is a loss, of which nobody is made good.
    let isLoss: Bool
    /// Who has what nobody is named for.
    let nobody: Account

    func plan(_ schedule: any RiskSchedule) throws(FundError) -> DivisionPlan? {
        switch schedule {
        case let schedule as ProportionalShare: return try parts(schedule.basis).map { .shared($0) }
        case let schedule as FixedBearer: return .borne(by: .partner(schedule.partner))
        case let schedule as CappedShare: return try plan(capped: schedule)
        case let schedule as OneSidedShare:
            guard let then = try plan(schedule.then) else { return nil }
            return .triggered(
                at: try schedule.trigger.pence(budget: budget),
                isWhole: schedule.reach == .firstPound,
                below: schedule.below,
                then: then
            )
        case let schedule as FirstLoss:
            guard let then = try plan(schedule.then) else { return nil }
            return .first(
                upTo: try schedule.upTo.pence(budget: budget),
                bearer: schedule.bearer,
                then: then
            )
        case let schedule as MarginalTiers:
            var tiers: [DivisionPlan.Tier] = []
            for band in schedule.bands {
                guard let plan = try plan(band.schedule), !plan.drawsOnRiskPool,
                    !plan.drawsOnUnderspends
                else { return nil }
                tiers.append(.init(upTo: try band.upTo?.pence(budget: budget), plan: plan))
            }
            return .tiers(tiers)
        case let schedule as Waterfall: return try plan(waterfall: schedule)
        case is LineShares: return try planByLine()
        case let schedule as RestoreThenSplit:
            guard let gain = try parts(schedule.gain) else { return nil }
            let losses = schedule.losses.filter { $0.value.isPositive }
            guard !isLoss, !losses.isEmpty else { return .shared(gain) }
            return .restored(losses, then: .shared(gain))
        case is OwnSchemes: return .byOwner
        default: return nil
        }
    }

    private func parts(_ basis: SharingBasis) throws(FundError) -> [DivisionPlan.Part]? {
        if case .savings = basis { return nil }
        return try basis.parts(measures, clause: clause)
            .map { DivisionPlan.Part(partner: $0.id, part: $0.part) }
    }

    private func plan(capped schedule: CappedShare) throws(FundError) -> DivisionPlan? {
        // What earlier terms used of a cap is no figure of this one.
        guard schedule.floors.isEmpty, schedule.since == nil, let parts = try parts(schedule.basis)
        else { return nil }
        var caps: [String: Money] = [:]
        for part in parts {
            let whole =
                schedule.capBase == .budget
                ? budget : measures.pooled.amount(part.partner, in: budget.currency)
            caps[part.partner] = try schedule.caps[part.partner]?.pence(budget: whole)
        }
        return .capped(
            parts,
            caps: caps,
            isRespread: schedule.isRespread,
            remainder: schedule.remainder.map(Account.partner) ?? nobody
        )
    }

    private func plan(waterfall schedule: Waterfall) throws(FundError) -> DivisionPlan? {
        var sources: [DivisionPlan.Source] = []
        for source in schedule.sources {
            switch source {
            case .underspends: sources.append(.underspends)
            case .riskPool(let amount): sources.append(.riskPool(amount))
            case .uncommitted: return nil
            }
        }
        // What the risk pool lacked for one of several draws counts against the next.
        let draws = sources.count { if case .riskPool = $0 { true } else { false } }
        guard draws <= 1, let then = try plan(schedule.partners), !then.drawsOnRiskPool,
            !then.drawsOnUnderspends
        else { return nil }
        return .drawn(from: sources, then: then)
    }

    private func planByLine() throws(FundError) -> DivisionPlan? {
        var own: [DivisionPlan.LineParts] = []
        for line in lines {
            guard let basis = line.basis, let parts = try parts(basis) else { return nil }
            own.append(.init(line: line.place, parts: parts))
        }
        return .byLine(own)
    }
}

extension DivisionPlanner {
    /// Fixed parts of a saving; nil where they follow from the savings themselves.
    func plan(sharing share: SavingsShare) throws(FundError) -> DivisionPlan? {
        if let schedule = share.schedule { return try plan(schedule) }
        if case .savings = share.agreed { return nil }
        return .shared(
            try share.parts(measures, clause: clause).map { .init(partner: $0.id, part: $0.part) }
        )
    }
}

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
    /// Where the agreement says so, and what figures of the year stand there.
    var source: ClauseSource
    var figures: YearFigures

    /// Where a clause stands in the agreement.
    struct ClauseSource {
        let section: String
        let id: String
        /// Under which of these keys, as `overspend` or `both`.
        let keys: [String]
        let phase: String?
        let contributions: [ContributionEntry]
        /// What partners bore in earlier terms under caps that run over years; nil where several divisions of this term
        /// use these up one after the other.
        var borneBefore: [String: Money]?
    }

    /// - Parameter keys: under which the schedule stands, the first that is there.
    mutating func plan(
        _ schedule: any RiskSchedule,
        under keys: [String]? = nil
    ) throws(FundError) -> DivisionPlan? {
        let keys = keys ?? source.keys
        let then = keys.map { $0 + ".then" }
        switch schedule {
        case let schedule as ProportionalShare: return try shared(schedule.basis, under: keys)
        case let schedule as FixedBearer: return .borne(by: .partner(schedule.partner))
        case let schedule as CappedShare: return try plan(capped: schedule)
        case let schedule as OneSidedShare:
            guard let then = try plan(schedule.then, under: then) else { return nil }
            return .triggered(
                at: try schedule.trigger.pence(budget: budget),
                isWhole: schedule.reach == .firstPound,
                below: schedule.below,
                then: then
            )
        case let schedule as FirstLoss:
            guard let then = try plan(schedule.then, under: then) else { return nil }
            return .first(
                upTo: try schedule.upTo.pence(budget: budget),
                bearer: schedule.bearer,
                then: then
            )
        case let schedule as MarginalTiers:
            var tiers: [DivisionPlan.Tier] = []
            for (number, band) in schedule.bands.enumerated() {
                let own = keys.map { "\($0).bands[\(number)]" }
                guard let plan = try plan(band.schedule, under: own + own.map { $0 + ".then" }),
                    !plan.drawsOnRiskPool, !plan.drawsOnUnderspends
                else { return nil }
                tiers.append(.init(upTo: try band.upTo?.pence(budget: budget), plan: plan))
            }
            return .tiers(tiers)
        case let schedule as Waterfall: return try plan(waterfall: schedule, then)
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

    /// In proportion to a basis, which may follow figures of the year.
    private mutating func shared(
        _ basis: SharingBasis,
        under keys: [String]
    ) throws(FundError) -> DivisionPlan? {
        switch basis {
        case .weights:
            for key in keys {
                guard
                    let weights = figures.weights(source.section, source.id, key + ".weights"),
                    let settled = try parts(basis)
                else { continue }
                return .weighted(weights, settled: settled)
            }
        case .contributions(includingAligned: false):
            if let weights = figures.weights(
                inPhase: source.phase,
                measures,
                source.contributions
            ), let settled = try basisParts(basis) {
                return .weighted(weights, settled: settled)
            }
        case .shares, .formula, .contributions, .equally, .savings: break
        }
        return try parts(basis).map { .shared($0) }
    }

    /// Parts as they were settled, whatever figures of the year become.
    private mutating func parts(
        _ basis: SharingBasis
    ) throws(FundError) -> [DivisionPlan.Part]? {
        if case .contributions = basis { figures.fixContributions() }
        return try basisParts(basis)
    }

    private func basisParts(_ basis: SharingBasis) throws(FundError) -> [DivisionPlan.Part]? {
        if case .savings = basis { return nil }
        return try basis.parts(measures, clause: clause)
            .map { DivisionPlan.Part(partner: $0.id, part: $0.part) }
    }

    private mutating func plan(
        capped schedule: CappedShare
    ) throws(FundError) -> DivisionPlan? {
        guard let parts = try parts(schedule.basis) else { return nil }
        guard schedule.since == nil || source.borneBefore != nil else { return nil }
        if schedule.capBase != .budget { figures.fixContributions() }
        func left(of limit: Money, _ partner: String) throws(FundError) -> Money {
            guard schedule.since != nil else { return limit }
            let borne = source.borneBefore?.amount(partner, in: limit.currency)
            return try max(limit, borne ?? limit).minus(borne ?? .zero(limit.currency))
        }
        var caps: [String: Money] = [:]
        var floors: [String: Money] = [:]
        for part in parts {
            // Floors bind where what caps cut off is spread again.
            if schedule.isRespread, let floor = schedule.floors[part.partner], floor.isPositive {
                floors[part.partner] = try left(of: floor, part.partner)
            }
            let whole =
                schedule.capBase == .budget
                ? budget : measures.pooled.amount(part.partner, in: budget.currency)
            guard let cap = try schedule.caps[part.partner]?.pence(budget: whole) else { continue }
            caps[part.partner] = try left(of: cap, part.partner)
        }
        return .capped(
            parts,
            caps: caps,
            floors: floors,
            isRespread: schedule.isRespread,
            remainder: schedule.remainder.map(Account.partner) ?? nobody
        )
    }

    private mutating func plan(
        waterfall schedule: Waterfall,
        _ keys: [String]
    ) throws(FundError) -> DivisionPlan? {
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
        guard draws <= 1, let then = try plan(schedule.partners, under: keys),
            !then.drawsOnRiskPool,
            !then.drawsOnUnderspends
        else { return nil }
        return .drawn(from: sources, then: then)
    }

    private mutating func planByLine() throws(FundError) -> DivisionPlan? {
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
    mutating func plan(sharing share: SavingsShare) throws(FundError) -> DivisionPlan? {
        if let schedule = share.schedule { return try plan(schedule) }
        switch share.agreed {
        case .savings: return nil
        case .contributions: figures.fixContributions()
        case .none, .shares, .weights, .formula, .equally: break
        }
        return .shared(
            try share.parts(measures, clause: clause).map { .init(partner: $0.id, part: $0.part) }
        )
    }
}

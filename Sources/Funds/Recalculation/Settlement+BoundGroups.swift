/// Groups of lines whose divisions depend on each other, because they draw on the same money.
extension Settlement {
    /// So many clauses may draw on the risk pool one after the other in formulas.
    private static let mostDrawing = 12
    /// So many lines may use up what each other left in formulas.
    private static let mostInPot = 60

    /// Keeps all that draw on the same money where one of them is no formula, or where it follows from the actuals in
    /// more ways than formulas say.
    func keepBoundTogether(
        _ groups: [(key: RiskGroupKey, places: [Int])],
        _ clauses: [String: RiskClause],
        _ planned: inout [Recalculation.Group],
        _ kept: inout [RiskGroupKey: Recalculation.Kept.Reason],
        _ figures: inout YearFigures
    ) {
        func keep(_ isBound: (RiskClause) -> Bool) {
            for (key, places) in groups {
                guard let clause = key.clause.flatMap({ clauses[$0] }), isBound(clause) else {
                    continue
                }
                planned.removeAll { $0.lines == places }
                kept[key] = kept[key] ?? .severalDraw
                figures.keep("risk", clause.id)
                figures.fixContributions()
            }
        }
        // Aligned lines use up what lines of the pool left, and lines of the pool what aligned ones did not.
        for clause in clauses.values.sorted(by: { $0.id.precedes($1.id) }) {
            guard clause.application != .net, clause.overspend.namesUnderspends else { continue }
            let own = groups.filter { $0.key.clause == clause.id }
            let isAligned = own.contains { $0.key.holder != .pool }
            let isKept = own.contains { kept[$0.key] != nil }
            guard isAligned || isKept && own.count > 1 || own.count > Self.mostInPot else {
                continue
            }
            keep { $0.id == clause.id }
        }
        let drawing = groups.filter { group in
            group.key.clause.flatMap { clauses[$0] }?.overspend.namesRiskPool ?? false
        }
        let isKept = drawing.contains { kept[$0.key] != nil }
        if drawing.count > Self.mostDrawing || drawing.count > 1 && isKept {
            keep(\.overspend.namesRiskPool)
        }
    }

    /// Numbers the sets of lines that stand alone under one clause and use up what each other left.
    func numberPots(_ planned: inout [Recalculation.Group]) {
        struct Pot: Hashable {
            let clause: String
            let phase: String?
            let band: MoneyBand
        }
        var pots: [Pot: Int] = [:]
        for index in planned.indices {
            let group = planned[index]
            guard let id = group.id, group.overspend.drawsOnUnderspends,
                agreement.risks.contains(where: { $0.id == id && $0.application == .eachLine })
            else { continue }
            let pot = Pot(
                clause: id,
                phase: group.phase,
                band: lines[group.lines[0]].line.band
            )
            if pots[pot] == nil { pots[pot] = pots.count }
            planned[index].pot = pots[pot]
        }
    }
}

extension RiskSchedule {
    /// Whether it draws on, or fills, the risk pool.
    var namesRiskPool: Bool {
        names { if case .riskPool = $0 { true } else { false } }
    }

    /// Whether it takes what named lines have left.
    var namesLines: Bool {
        names { if case .uncommitted = $0 { true } else { false } }
    }

    /// Whether it uses what other lines under the clause left.
    var namesUnderspends: Bool { names { $0 == .underspends } }

    /// Whether a waterfall in it has such a source, at any depth.
    private func names(_ isMeant: (Waterfall.Source) -> Bool) -> Bool {
        switch self {
        case let schedule as Waterfall:
            schedule.sources.contains(where: isMeant) || schedule.partners.names(isMeant)
        case let schedule as OneSidedShare: schedule.then.names(isMeant)
        case let schedule as FirstLoss: schedule.then.names(isMeant)
        case let schedule as MarginalTiers: schedule.bands.contains { $0.schedule.names(isMeant) }
        default: false
        }
    }
}

import TopsliceExactArithmetic
package import TopsliceMoney

extension Settlement {
    /// Every group of lines that a clause may be applied to, also those without a difference now.
    func planRisks(_ result: inout Recalculation) throws(FundError) {
        let paidIn = allocations.flatMap(\.paid).filter { $0.party == .riskPool }.map(\.amount)
        result.riskPoolHeld = try max(
            .zero(agreement.currency),
            Money.total(
                [agreement.opening(of: .riskPool), setAside()] + paidIn,
                in: agreement.currency
            )
        )
        let clauses = Dictionary(agreement.risks.map { ($0.id, $0) }) { first, _ in first }
        let groups = riskGroups(clauses)
        if let reason = reasonToKeepAll(clauses) {
            for clause in agreement.risks {
                result.kept.append(.init(clause: clause.clause, reason: reason, targets: []))
            }
            for statement in statements {
                result.keptRiskShares[statement.partner] = statement.riskShare
            }
            return
        }
        var planned: [Recalculation.Group] = []
        var kept: [GroupKey: Recalculation.Kept.Reason] = [:]
        for (key, places) in groups {
            if let group = try plan(key, places, clauses) {
                planned.append(group)
            } else {
                let kinds = key.clause.flatMap { clauses[$0] }.map {
                    [$0.overspend.kind, $0.underspend.kind]
                }
                kept[key] = .schedules(kinds ?? [])
            }
        }
        // Who draws first follows from which lines have differences.
        let drawing = planned.filter(\.overspend.drawsOnRiskPool)
        if drawing.count > 1 {
            for (key, places) in groups where drawing.contains(where: { $0.lines == places }) {
                kept[key] = .severalDraw
            }
            planned.removeAll(where: \.overspend.drawsOnRiskPool)
        }
        result.groups = planned
        for (key, places) in groups {
            guard let reason = kept[key] else { continue }
            let clause = key.clause.flatMap { clauses[$0] }
            result.kept.append(
                .init(
                    clause: clause?.clause ?? "",
                    reason: reason,
                    targets: Set(places.map { .line($0) })
                )
            )
            result.keptRiskShares = try riskShares(
                of: key.clause,
                in: key.phase,
                places,
                addedTo: result.keptRiskShares
            )
        }
    }

    /// What of partners' shares of over- and underspends a group makes, in pence.
    package func riskShares(
        of group: Recalculation.Group,
        addedTo shares: [String: Money]
    ) throws(FundError) -> [String: Money] {
        try riskShares(of: group.id, in: group.phase, group.lines, addedTo: shares)
    }

    private func riskShares(
        of clause: String?,
        in phase: String?,
        _ places: [Int],
        addedTo before: [String: Money]
    ) throws(FundError) -> [String: Money] {
        var shares = before
        let ids = Set(places.map { lines[$0].line.id })
        for risk in risks
        where risk.id == clause ?? "own schemes" && risk.phase == phase
            && !ids.isDisjoint(with: risk.lines)
        {
            for part in risk.parts {
                guard let partner = part.party.partner else { continue }
                if risk.isOverspend {
                    try shares.add(part.amount, to: partner)
                } else if risk.destination == .giveBack {
                    try shares.add(part.amount.opposite(), to: partner)
                }
            }
        }
        return shares
    }

    private func setAside() throws(FundError) -> Money {
        let ids = Set(agreement.contributions.filter(\.isIntoRiskPool).map(\.id))
        return try Money.total(
            contributions.lazy.filter {
                ids.contains($0.contribution) && !$0.isAligned && $0.share.reversed == nil
            }.map(\.share.amount),
            in: agreement.currency
        )
    }

    /// What makes clauses depend on each other in ways that are not written as formulas.
    private func reasonToKeepAll(
        _ clauses: [String: RiskClause]
    ) -> Recalculation.Kept.Reason? {
        if lines.contains(where: { $0.line.kind == .aligned && $0.risk != nil }) {
            return .alignedMoney
        }
        if agreement.lines.contains(where: { line in
            line.allotments.contains { !$0.riskByPhase.isEmpty }
        }) {
            return .budgetOverPhases
        }
        let takesLines = clauses.values.contains { clause in
            [clause.overspend, clause.underspend].contains { schedule in
                guard let waterfall = schedule as? Waterfall else { return false }
                return waterfall.sources.contains {
                    if case .uncommitted = $0 { true } else { false }
                }
            }
        }
        return takesLines ? .severalDraw : nil
    }

    private struct GroupKey: Hashable {
        let clause: String?
        let phase: String?
        let band: MoneyBand
        let line: Int?
    }

    private func riskGroups(
        _ clauses: [String: RiskClause]
    ) -> [(key: GroupKey, places: [Int])] {
        var groups: [(key: GroupKey, places: [Int])] = []
        var index: [GroupKey: Int] = [:]
        for (place, outturn) in lines.enumerated() where outturn.line.kind != .aligned {
            let clause = outturn.risk.flatMap { clauses[$0] }
            let isAlone = clause == nil || clause?.application == .eachLine
            let key = GroupKey(
                clause: clause?.id,
                phase: outturn.phase,
                band: outturn.line.band,
                line: isAlone ? place : nil
            )
            if let group = index[key] {
                groups[group].places.append(place)
            } else {
                index[key] = groups.count
                groups.append((key, [place]))
            }
        }
        return groups
    }

    private func plan(
        _ key: GroupKey,
        _ places: [Int],
        _ clauses: [String: RiskClause]
    ) throws(FundError) -> Recalculation.Group? {
        guard let clause = key.clause.flatMap({ clauses[$0] }) else {
            let owner = Account.partner(lines[places[0]].line.owner)
            return Recalculation.Group(
                id: nil,
                clause: nil,
                phase: key.phase,
                lines: places,
                isNetted: false,
                overspend: .borne(by: owner),
                underspend: .borne(by: owner),
                destination: .giveBack,
                budget: lines[places[0]].budget
            )
        }
        let under = lines.filter {
            $0.risk == clause.id && $0.phase == key.phase && $0.line.kind != .aligned
        }
        let budget =
            clause.application == .eachLine
            ? lines[places[0]].budget : try Money.total(under.map(\.budget), in: agreement.currency)
        let measures = try FundMeasures(contributions).measures(in: key.phase)
        func planner(isLoss: Bool) -> DivisionPlanner {
            DivisionPlanner(
                clause: clause.clause,
                budget: budget,
                measures: measures,
                lines: places.map { ($0, lines[$0].line.shares) },
                isLoss: isLoss,
                nobody: .unfunded
            )
        }
        // A clause that cannot be applied is not refused where nothing has to be shared by it.
        guard let overspend = try? planner(isLoss: true).plan(clause.overspend),
            let underspend = try? planner(isLoss: false).plan(clause.underspend)
        else { return nil }
        // Lines alone use up what others left one after the other.
        if clause.application == .eachLine, overspend.drawsOnUnderspends { return nil }
        return Recalculation.Group(
            id: clause.id,
            clause: clause.clause,
            phase: key.phase,
            lines: places,
            isNetted: clause.application == .net,
            overspend: overspend,
            underspend: underspend,
            destination: clause.destination,
            budget: budget
        )
    }
}

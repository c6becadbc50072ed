import TopsliceExactArithmetic
package import TopsliceMoney

extension Settlement {
    /// Every group of lines that a clause may be applied to, also those without a difference now.
    func planRisks(
        _ result: inout Recalculation,
        _ figures: inout YearFigures
    ) throws(FundError) {
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
        result.budgetsOverPhases = budgetsOverPhases()
        let moving = Set(result.budgetsOverPhases.joined())
        if let reason = reasonToKeepAll(clauses) {
            figures.fixContributions()
            for clause in agreement.risks {
                result.kept.append(.init(clause: clause.clause, reason: reason, targets: []))
            }
            for statement in statements {
                result.keptRiskShares[statement.partner] = statement.riskShare
            }
            return
        }
        var planned: [Recalculation.Group] = []
        var kept: [RiskGroupKey: Recalculation.Kept.Reason] = [:]
        for (key, places) in groups {
            if let group = try plan(key, places, clauses, &figures) {
                if group.dependsOnBudget, !moving.isDisjoint(with: places) {
                    kept[key] = .budgetOverPhases
                } else {
                    planned.append(group)
                }
            } else {
                let kinds = key.clause.flatMap { clauses[$0] }.map {
                    [$0.overspend.kind, $0.underspend.kind]
                }
                kept[key] = .schedules(kinds ?? [])
            }
        }
        keepBoundTogether(groups, clauses, &planned, &kept, &figures)
        numberPots(&planned)
        let inOrder = lines.indices.sorted { left, right in
            let (one, other) = (lines[left].line.id, lines[right].line.id)
            return one == other ? left < right : one.precedes(other)
        }
        result.orderOfLines = Dictionary(inOrder.enumerated().map { ($1, $0) }) { first, _ in first
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
                heldBy: key.holder,
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
        try riskShares(
            of: group.id,
            in: group.phase,
            heldBy: group.holder,
            group.lines,
            addedTo: shares
        )
    }

    private func riskShares(
        of clause: String?,
        in phase: String?,
        heldBy holder: Account,
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
                guard
                    risk.isOverspend
                        ? part.party != .unfunded : risk.leaves(part, holder: holder)
                else { continue }
                let amount = risk.isOverspend ? part.amount : try part.amount.opposite()
                if let partner = part.party.partner,
                    risk.isOverspend || risk.destination == .giveBack
                {
                    try shares.add(amount, to: partner)
                }
                // The owner of an aligned line has what others bear, and gives them what it does not need.
                if let owner = holder.partner { try shares.add(amount.opposite(), to: owner) }
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
        let takesLines = clauses.values.contains { clause in
            clause.overspend.namesLines || clause.underspend.namesLines
        }
        return takesLines ? .severalDraw : nil
    }

    /// Lines with one budget that is used up in the order of the phases.
    private func budgetsOverPhases() -> [[Int]] {
        let ids = Set(
            agreement.lines.filter { line in
                line.allotments.contains { !$0.riskByPhase.isEmpty }
            }.map(\.id)
        )
        guard !ids.isEmpty else { return [] }
        let places = Dictionary(
            grouping: lines.indices.filter { ids.contains(lines[$0].line.id) }
        ) { lines[$0].line.id }
        return places.values.sorted { $0[0] < $1[0] }
    }

    /// Lines whose differences are shared together.
    struct RiskGroupKey: Hashable {
        let clause: String?
        let phase: String?
        let holder: Account
        let band: MoneyBand
        let line: Int?
    }

    private func riskGroups(
        _ clauses: [String: RiskClause]
    ) -> [(key: RiskGroupKey, places: [Int])] {
        var groups: [(key: RiskGroupKey, places: [Int])] = []
        var index: [RiskGroupKey: Int] = [:]
        for (place, outturn) in lines.enumerated() {
            let clause = outturn.risk.flatMap { clauses[$0] }
            let isAligned = outturn.line.kind == .aligned
            // An aligned line without a clause is its owner's affair.
            if isAligned, clause == nil { continue }
            let isAlone = clause == nil || clause?.application == .eachLine
            let key = RiskGroupKey(
                clause: clause?.id,
                phase: outturn.phase,
                holder: isAligned ? .partner(outturn.line.owner) : .pool,
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
        _ key: RiskGroupKey,
        _ places: [Int],
        _ clauses: [String: RiskClause],
        _ figures: inout YearFigures
    ) throws(FundError) -> Recalculation.Group? {
        guard let clause = key.clause.flatMap({ clauses[$0] }) else {
            let owner = Account.partner(lines[places[0]].line.owner)
            return Recalculation.Group(
                id: nil,
                clause: nil,
                phase: key.phase,
                holder: key.holder,
                lines: places,
                isNetted: false,
                overspend: .borne(by: owner),
                underspend: .borne(by: owner),
                destination: .giveBack,
                budget: lines[places[0]].budget,
                dependsOnBudget: false
            )
        }
        let under = lines.filter {
            $0.risk == clause.id && $0.phase == key.phase
                && ($0.line.kind == .aligned ? .partner($0.line.owner) : .pool) == key.holder
        }
        let budget =
            clause.application == .eachLine
            ? lines[places[0]].budget : try Money.total(under.map(\.budget), in: agreement.currency)
        let measures = try FundMeasures(contributions).measures(in: key.phase)
        let isAlone =
            lines.filter { $0.risk == clause.id }.allSatisfy { outturn in
                outturn.phase == key.phase && outturn.line.band == key.band
                    && (outturn.line.kind == .aligned ? .partner(outturn.line.owner) : .pool)
                        == key.holder
            }
            && (clause.application != .eachLine
                || places.count == lines.count { $0.risk == clause.id })
        func plan(
            isLoss: Bool,
            _ budget: Money,
            _ figures: inout YearFigures
        ) -> DivisionPlan? {
            var planner = DivisionPlanner(
                clause: clause.clause,
                budget: budget,
                measures: measures,
                lines: places.map { ($0, lines[$0].line.shares) },
                isLoss: isLoss,
                nobody: .unfunded,
                source: .init(
                    section: "risk",
                    id: clause.id,
                    keys: [isLoss ? "overspend" : "underspend", "both"],
                    phase: key.phase,
                    contributions: contributions,
                    borneBefore: isAlone ? borneBefore(clause, isOverspend: isLoss) : nil
                ),
                figures: figures
            )
            defer { figures = planner.figures }
            // A clause that cannot be applied is not refused where nothing has to be shared by it.
            return try? planner.plan(isLoss ? clause.overspend : clause.underspend)
        }
        guard let overspend = plan(isLoss: true, budget, &figures),
            let underspend = plan(isLoss: false, budget, &figures)
        else {
            figures.keep("risk", clause.id)
            figures.fixContributions()
            return nil
        }
        // Of another budget: percentages of it come to something else.
        let other = try budget.plus(Money(minorUnits: 1_000_000, currency: agreement.currency))
        let isSame =
            plan(isLoss: true, other, &figures) == overspend
            && plan(isLoss: false, other, &figures) == underspend
        return Recalculation.Group(
            id: clause.id,
            clause: clause.clause,
            phase: key.phase,
            holder: key.holder,
            lines: places,
            isNetted: clause.application == .net,
            overspend: overspend,
            underspend: underspend,
            destination: clause.destination,
            budget: budget,
            dependsOnBudget: !isSame
        )
    }

    /// What partners bore in earlier terms under caps of a clause.
    private func borneBefore(_ clause: RiskClause, isOverspend: Bool) -> [String: Money]? {
        clause.rulesOverYears.first { $0.isOverspend == isOverspend }
            .map { agreement.borneBefore[$0] ?? [:] }
    }

    /// Budgets of the whole term that are figures of the year, of lines whose clauses take no percentage of them.
    func planBudgets(_ result: inout Recalculation, _ figures: inout YearFigures) {
        let areStated = agreement.contributions.allSatisfy { $0.rule is FixedContribution }
        guard standing.basis == .final, areStated else { return }
        let groups = Dictionary(
            result.groups.flatMap { group in group.lines.map { ($0, group) } }
        ) { first, _ in first }
        for (place, outturn) in lines.enumerated() {
            let line = outturn.line
            guard line.allotments.count == 1, outturn.mostHeld.isZero,
                let group = groups[place], !group.dependsOnBudget,
                let own = figures.figures("lines", line.id, "budget"), let name = own[""]
            else { continue }
            result.budgets[place] = name
        }
    }
}

import TopsliceExactArithmetic
import TopsliceRecords

extension AgreementReader {
    private enum DestinationName: String, CaseIterable {
        case giveBack = "return"
        case carryForward = "carry-forward"
        case reinvest
        case riskPool = "risk-pool"
    }

    mutating func risks(_ root: YAMLMap) -> [RiskClause] {
        var seen: Set<String> = []
        var clauses: [RiskClause] = []
        for item in list(root, "risk") {
            guard let map = map(item) else { continue }
            require(map, ["id"])
            refuseUnknownKeys(
                map,
                [
                    "id", "clause", "overspend", "underspend", "both", "apply", "destination",
                    "reinvest_in",
                ]
            )
            let id = newIdentifier(map, &seen, what: "risk clause")
            let application = choice(map, "apply", RiskClause.Application.self)
            let destination = destination(map, item)
            let schedules = directions(map, item)
            guard let id, let schedules, let destination else { continue }
            checkLineShares(of: id, item)
            // A schedule that draws on underspends says itself when they are used up.
            let assumed: RiskClause.Application =
                schedules.over is LineShares || schedules.under is LineShares
                ? .eachLine : schedules.over.drawsOnUnderspends ? .together : .net
            if !map.contains("apply") { note(item.path + ".apply", assumed.rawValue) }
            clauses.append(
                RiskClause(
                    id: id,
                    clause: clause(map, id: id, kind: "risk clause"),
                    overspend: schedules.over,
                    underspend: schedules.under,
                    destination: destination,
                    application: application ?? assumed,
                    isApplicationAssumed: !map.contains("apply"),
                    place: place(item)
                )
            )
        }
        return clauses
    }

    private mutating func destination(
        _ map: YAMLMap,
        _ item: YAMLNode
    ) -> RiskClause.Destination? {
        let name = choice(map, "destination", DestinationName.self)
        if let node = map["reinvest_in"], name != .reinvest,
            name != nil || !map.contains("destination")
        {
            fault(node, "goes only with 'destination: reinvest'")
        }
        guard map.contains("destination") else {
            note(item.path + ".destination", "return")
            return .giveBack
        }
        switch name {
        case nil: return nil
        case .giveBack: return .giveBack
        case .carryForward: return .carryForward
        case .riskPool: return .riskPool
        case .reinvest:
            require(map, ["reinvest_in"])
            return line(map, "reinvest_in").map(RiskClause.Destination.reinvest)
        }
    }

    private mutating func directions(
        _ map: YAMLMap,
        _ item: YAMLNode
    ) -> (over: any RiskSchedule, under: any RiskSchedule)? {
        if map.contains("both") {
            for key in ["overspend", "underspend"] {
                if let node = map[key] { fault(node, "'\(key)' and 'both' exclude each other") }
            }
            guard let both = self.map(map, "both"),
                let schedule = schedule(both, for: .lines, isWhole: true)
            else {
                return nil
            }
            return (schedule, schedule)
        }
        guard map.contains("overspend") || map.contains("underspend") else {
            fault(item, "expected 'overspend' and 'underspend', or 'both'")
            return nil
        }
        var directions: [any RiskSchedule] = []
        for key in ["overspend", "underspend"] {
            guard map.contains(key) else {
                note(item.path + "." + key, "own schemes: the owner bears it")
                directions.append(OwnSchemes())
                continue
            }
            guard let node = self.map(map, key),
                let schedule = schedule(node, for: .lines, isWhole: true)
            else {
                continue
            }
            directions.append(schedule)
        }
        return directions.count == 2 ? (directions[0], directions[1]) : nil
    }

    /// A clause that shares by the shares of lines needs lines that have some.
    private mutating func checkLineShares(of clause: String, _ item: YAMLNode) {
        // Lines may have named a set that could not be read.
        guard Self.names("line-shares", in: item), !faults.isHole(at: "share_sets") else { return }
        for line in declared.lines.values.sorted(by: { $0.id.precedes($1.id) })
        where line.shares == nil {
            let clauses = line.allotments.flatMap {
                [$0.risk].compactMap(\.self) + $0.riskByPhase.values
            }
            guard clauses.contains(clause) else { continue }
            faults.add(
                Fault(
                    place: line.place,
                    subject: .thing("line", id: line.id),
                    message: "has no 'shares', by which risk clause '\(clause)' divides"
                )
            )
        }
    }

    private static func names(_ rule: String, in node: YAMLNode) -> Bool {
        switch node.content {
        case .scalar(let scalar): scalar.text == rule
        case .list(let items): items.contains { names(rule, in: $0) }
        case .map(let entries): entries.contains { names(rule, in: $0.value) }
        }
    }
}

import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    /// A hundred years of months.
    private static let phaseLimit = 1_200

    mutating func term(_ root: YAMLMap) -> Period? {
        guard let map = map(root, "term") else { return nil }
        require(map, ["from", "to"])
        refuseUnknownKeys(map, ["from", "to"])
        return period(map)
    }

    /// The days `from` and `to` of a map.
    private mutating func period(_ map: YAMLMap) -> Period? {
        let from = date(map, "from")
        let to = date(map, "to")
        guard let from, let to else { return nil }
        guard let period = Period(from: from, to: to) else {
            if let field = field(map, "to") {
                faults.add(field, "'\(to)' is before the beginning, \(from)")
            }
            return nil
        }
        return period
    }

    /// The phases in the order of their days; the whole term where none are named.
    mutating func phases(_ root: YAMLMap, term: Period?) -> [Phase] {
        guard root.contains("phases") else {
            guard let term else { return [] }
            note("phases", "one, the whole term")
            return [Phase(id: Phase.wholeTerm, period: term, place: place(root.node))]
        }
        let items = list(root, "phases")
        guard items.count <= Self.phaseLimit else {
            if let node = root["phases"] {
                fault(node, "there are \(items.count) phases, expected at most \(Self.phaseLimit)")
            }
            return []
        }
        var seen: Set<String> = []
        var phases: [Phase] = []
        for item in items {
            guard let map = map(item) else { continue }
            require(map, ["id", "from", "to"])
            refuseUnknownKeys(map, ["id", "from", "to"])
            let id = newIdentifier(map, &seen, what: "phase")
            guard let period = period(map), let id else { continue }
            if id == Phase.wholeTerm, items.count > 1, let node = map["id"] {
                fault(
                    node,
                    "'\(id)' is the name of the whole term; call a part of it something else"
                )
            }
            phases.append(Phase(id: id, period: period, place: place(item)))
        }
        // Phases that could not be read would show as gaps.
        guard phases.count == items.count, !faults.isHole(at: "phases") else { return phases }
        for (phase, message) in Phase.tilingFaults(phases, term: term) {
            faults.add(
                Fault(place: phase.place, subject: .thing("phase", id: phase.id), message: message)
            )
        }
        return phases.sorted { $0.period.from < $1.period.from }
    }
}

import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private enum Respread: String, CaseIterable {
        case yes
        case no
    }

    /// A share with caps.
    ///
    /// - Parameter isWhole: whether it is all that a risk clause says of a direction.
    mutating func capped(_ map: YAMLMap, isWhole: Bool) -> (any RiskSchedule)? {
        refuseUnknownKeys(
            map,
            [
                "rule", "caps", "caps_percent", "caps_percent_of", "floors", "remainder",
                "respread",
                "since",
            ] + Self.basisKeys
        )
        let caps = caps(map)
        let base = choice(map, "caps_percent_of", CappedShare.CapBase.self)
        if map.contains("caps_percent"), !map.contains("caps_percent_of") {
            note(map.node.path + ".caps_percent_of", "budget")
        }
        if let node = map["caps_percent_of"], !map.contains("caps_percent") {
            fault(node, "goes only with 'caps_percent'")
        }
        let floors = floors(map, caps)
        let remainder = partner(map, "remainder")
        if !map.contains("remainder") {
            note(map.node.path + ".remainder", "nobody: named as unfunded")
        }
        let respread = choice(map, "respread", Respread.self)
        if !map.contains("respread") {
            note(map.node.path + ".respread", "yes: what a cap cuts off goes to the others first")
        } else if respread == .no, let node = map["floors"] {
            fault(node, "does not go with 'respread: no', since a floor makes the others bear less")
        }
        let since = since(map, isWhole: isWhole)
        let basis = basis(map)
        if let parts = basis?.fixedPartners {
            for key in ["caps", "caps_percent", "floors"] {
                guard let node = map[key], case .map(let entries) = node.content else { continue }
                notices += entries.filter { !parts.contains($0.key) }.map {
                    AgreementNotice(place($0.value), .limitWithoutPart(key: key, partner: $0.key))
                }
            }
        }
        return basis.map {
            CappedShare(
                basis: $0,
                caps: caps,
                capBase: base ?? .budget,
                floors: floors,
                remainder: remainder,
                isRespread: respread != .no,
                since: since
            )
        }
    }

    private mutating func caps(_ map: YAMLMap) -> [String: Threshold] {
        var caps: [String: Threshold] = [:]
        for (id, amount) in amountsByPartner(map, "caps") ?? [:] { caps[id] = .amount(amount) }
        let parts = byPartner(map, "caps_percent") { book, field in
            book.percentage(field, upTo: 1_000)
        }
        for (id, part) in parts ?? [:] {
            if caps[id] != nil, let node = map["caps_percent"] {
                fault(node, "partner '\(id)' has a cap under 'caps' already")
            }
            caps[id] = .budgetPart(part)
        }
        if !map.contains("caps"), !map.contains("caps_percent") { require(map, ["caps"]) }
        return caps
    }

    private mutating func floors(_ map: YAMLMap, _ caps: [String: Threshold]) -> [String: Money] {
        let floors = amountsByPartner(map, "floors") ?? [:]
        if let node = map["floors"], case .map(let entries) = node.content {
            for entry in entries {
                guard let floor = floors[entry.key], case .amount(let cap) = caps[entry.key],
                    cap < floor
                else { continue }
                fault(
                    entry.value,
                    "the floor \(floor.formatted()) is above the cap of "
                        + cap.formatted()
                )
            }
        }
        return floors
    }

    /// The day since which caps and floors count, which may lie in an earlier term.
    private mutating func since(_ map: YAMLMap, isWhole: Bool) -> CalendarDate? {
        guard let node = map["since"] else { return nil }
        guard let day = date(map, "since") else { return nil }
        guard isWhole else {
            fault(
                node,
                "goes only with a rule that stands directly under 'overspend', 'underspend' or 'both'"
            )
            return nil
        }
        if let share = map["caps_percent"] {
            fault(share, "does not go with 'since': a cap over several terms is an amount")
        }
        if let term = declared.term, day > term.from {
            fault(node, "\(day) lies after the first day of the term, \(term.from)")
        }
        return day
    }
}

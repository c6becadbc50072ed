import TopsliceExactArithmetic
import TopsliceRecords

extension AgreementReader {
    mutating func supplyChain(_ root: YAMLMap) -> [SupplyLink] {
        var links: [SupplyLink] = []
        var subs: [String: Set<String>] = [:]
        for item in list(root, "supply_chain") {
            guard let map = map(item) else { continue }
            require(map, ["prime", "sub", "percent"])
            refuseUnknownKeys(map, ["prime", "sub", "percent", "clause"])
            let prime = partner(map, "prime")
            let sub = partner(map, "sub")
            let part = percentage(map, "percent")
            let clause = text(map, "clause")
            guard let prime, let sub, let part else { continue }
            if !subs[prime, default: []].insert(sub).inserted {
                fault(item, "'\(prime)' passes on to '\(sub)' twice")
            }
            links.append(
                SupplyLink(
                    prime: prime,
                    sub: sub,
                    part: part,
                    clause: clause ?? "supply chain",
                    place: place(item)
                )
            )
        }
        for (prime, own) in Dictionary(grouping: links, by: \.prime) {
            let sum = own.map(\.part).sum() * 100
            guard sum > 100, let last = own.last else { continue }
            faults.add(
                Fault(
                    place: last.place,
                    subject: .key("supply_chain"),
                    message: "'\(prime)' passes on \(sum.decimalOrFraction)% of what it is paid, "
                        + "expected at most 100"
                )
            )
        }
        if let cycle = SupplyLink.cycle(in: links) {
            faults.add(
                Fault(
                    place: cycle.last.place,
                    subject: .key("supply_chain"),
                    message: "the chain runs in a circle: \(cycle.names.joined(separator: " > "))"
                )
            )
        }
        return links
    }

    private enum CompensationMeasure: String, CaseIterable {
        case cost
        case income
    }

    mutating func compensations(_ root: YAMLMap) -> [Compensation] {
        var seen: Set<String> = []
        var compensations: [Compensation] = []
        for item in list(root, "compensation") {
            guard let map = map(item) else { continue }
            require(map, ["id", "before"])
            refuseUnknownKeys(
                map,
                ["id", "clause", "measure", "before", "count_contributions", "losses"]
                    + Self.basisKeys
            )
            let id = newIdentifier(map, &seen, what: "compensation")
            let measure = choice(map, "measure", CompensationMeasure.self) ?? .cost
            if !map.contains("measure") { note(item.path + ".measure", "cost") }
            let before = amountsByPartner(map, "before")
            let counts = bool(map, "count_contributions")
            if !map.contains("count_contributions") {
                note(item.path + ".count_contributions", "true")
            }
            let losses = choice(map, "losses", LossName.self)
            if !map.contains("losses") {
                note(item.path + ".losses", "kept: those who gained give up no more than that")
            }
            guard let basis = basis(map), let id, let before else { continue }
            compensations.append(
                Compensation(
                    id: id,
                    clause: clause(map, id: id, kind: "compensation"),
                    isIncome: measure == .income,
                    before: before,
                    countsContributions: counts ?? true,
                    gain: basis,
                    sharesLosses: losses == .shared,
                    place: place(item)
                )
            )
        }
        return compensations
    }
}

import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private enum Keeper: String, CaseIterable {
        case pool
        case riskPool = "risk-pool"
    }

    /// Pools that are paid out: `{id, clause, amount, first: […], parts: […]}`.
    mutating func allocations(_ root: YAMLMap) -> [PoolAllocation] {
        var seen: Set<String> = []
        var allocations: [PoolAllocation] = []
        for item in list(root, "allocations") {
            guard let map = map(item) else { continue }
            require(map, ["id", "parts"])
            refuseUnknownKeys(map, ["id", "clause", "amount", "first", "parts", "losses"])
            let id = newIdentifier(map, &seen, what: "allocation")
            let amount = amount(map, "amount")
            let losses = choice(map, "losses", LossName.self)
            if map.contains("amount"), let node = map["losses"] {
                fault(node, "a stated amount is never below zero")
            }
            let calls = firstCalls(map)
            guard let parts = allocationParts(map), let id, amount != nil || !map.contains("amount")
            else { continue }
            allocations.append(
                PoolAllocation(
                    id: id,
                    clause: clause(map, id: id, kind: "allocation"),
                    amount: amount,
                    firstCalls: calls,
                    parts: parts,
                    sharesLosses: losses == .shared,
                    place: place(item)
                )
            )
        }
        return allocations
    }

    private mutating func firstCalls(_ map: YAMLMap) -> [PoolAllocation.FirstCall] {
        var calls: [PoolAllocation.FirstCall] = []
        for item in list(map, "first") {
            guard let entry = self.map(item) else { continue }
            require(entry, ["name", "amounts"])
            refuseUnknownKeys(entry, ["name", "amounts"])
            let name = text(entry, "name")
            guard let amounts = amountsByPartner(entry, "amounts"), let name else { continue }
            calls.append(PoolAllocation.FirstCall(name: name, amounts: amounts))
        }
        return calls
    }

    /// Parts of the rest, all in percent or all by weight, such as 5 to 1.
    private mutating func allocationParts(_ map: YAMLMap) -> [PoolAllocation.Part]? {
        let items = list(map, "parts")
        var parts: [PoolAllocation.Part] = []
        var areWeights: Set<Bool> = []
        for item in items {
            guard let entry = self.map(item) else { continue }
            require(entry, ["name"])
            refuseUnknownKeys(entry, ["name", "percent", "weight", "keep"] + Self.basisKeys)
            let name = text(entry, "name")
            areWeights.insert(entry.contains("weight"))
            if !entry.contains("weight") { require(entry, ["percent"]) }
            let size =
                entry.contains("weight") ? number(entry, "weight") : percentage(entry, "percent")
            guard let recipients = recipients(entry), let name, let size else { continue }
            parts.append(PoolAllocation.Part(name: name, part: size, recipients: recipients))
        }
        guard let node = map["parts"], parts.count == items.count else { return nil }
        let sum = parts.map(\.part).sum()
        guard areWeights.count == 1 else {
            fault(
                node,
                "some parts have a 'percent' and some a 'weight', expected one or the other"
            )
            return nil
        }
        guard areWeights == [true] ? sum.isPositive : sum == .one else {
            fault(
                node,
                areWeights == [true]
                    ? "all weights are zero, so nothing says who gets what"
                    : "the parts sum to \((sum * 100).decimalOrFraction) percent, expected 100"
            )
            return nil
        }
        return parts.map { .init(name: $0.name, part: $0.part / sum, recipients: $0.recipients) }
    }

    private mutating func recipients(_ entry: YAMLMap) -> PoolAllocation.Recipients? {
        if entry.contains("keep") {
            for key in Self.basisKeys where entry.contains(key) {
                fault(entry.node, "'keep' and '\(key)' exclude each other")
                return nil
            }
            switch choice(entry, "keep", Keeper.self) {
            case .pool: return .pool
            case .riskPool: return .riskPool
            case nil: return nil
            }
        }
        if case .scalar(let word) = entry["by"]?.content, word.text == "receipts" {
            return .receipts
        }
        return basis(entry).map(PoolAllocation.Recipients.basis)
    }
}

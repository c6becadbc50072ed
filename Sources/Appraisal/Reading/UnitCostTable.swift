import TopsliceDoor
import TopsliceMoney
import TopsliceRecords

/// The editable table of what outcomes are worth: each figure with its source and price year.
struct UnitCostTable {
    let file: String
    let entries: [String: Entry]

    struct Entry {
        let amount: Money
        let priceYear: String
        let source: String
    }
}

extension AppraisalReader {
    mutating func readUnitCosts(_ root: YAMLMap) {
        guard
            let table = reader.table(
                root,
                "unit_costs",
                required: ["id", "amount", "price_year", "source"],
                optional: ["name", "unit", "agency"]
            )
        else { return }
        var entries: [String: UnitCostTable.Entry] = [:]
        for record in table.records {
            guard let id = reader.text(table, record, "id"),
                let amount = reader.amount(table, record, "amount"),
                let priceYear = reader.text(table, record, "price_year"),
                let source = reader.text(table, record, "source")
            else { continue }
            let entry = UnitCostTable.Entry(amount: amount, priceYear: priceYear, source: source)
            if entries.updateValue(entry, forKey: id) != nil {
                reader.fault(table, record, "id", "'\(escapedName(id))' is there twice")
            }
        }
        unitCosts = UnitCostTable(file: table.file, entries: entries)
    }

    /// What an outcome of a row is worth: an entry of the table, or an amount in the row.
    mutating func unitCost(_ map: YAMLMap) -> UnitCost? {
        switch (map["unit_cost"], map["amount"]) {
        case (nil, nil):
            reader.fault(
                map.node,
                "what an outcome is worth is missing: 'unit_cost' names one of the table, 'amount' states it"
            )
        case (let node?, _?):
            reader.fault(node, "'unit_cost' and 'amount' both say what it is worth; give one")
        case (nil, let node?):
            let priceYear = reader.text(map, "price_year")
            let source = reader.text(map, "source")
            guard let amount = reader.amount(map, "amount"),
                let rebasing = rebasing(from: priceYear, at: map["price_year"] ?? node)
            else { return nil }
            return UnitCost(
                id: nil,
                amount: amount,
                priceYear: priceYear,
                source: source ?? "",
                rebasing: rebasing
            )
        case (let node?, nil):
            for key in ["price_year", "source"] {
                guard let other = map[key] else { continue }
                reader.fault(other, "it stands in the table of unit costs; leave it out here")
            }
            return unitCost(at: node, map)
        }
        return nil
    }

    private mutating func unitCost(at node: YAMLNode, _ map: YAMLMap) -> UnitCost? {
        guard let id = reader.text(map, "unit_cost") else { return nil }
        guard let table = unitCosts else {
            reader.fault(node, "the case names no table of unit costs under 'unit_costs'")
            return nil
        }
        guard let entry = table.entries[id] else {
            let hint = Spelling.suggestion(for: id, among: table.entries.keys.sorted())
            reader.fault(node, "the table of unit costs has no '\(escapedName(id))'\(hint)")
            return nil
        }
        guard let rebasing = rebasing(from: entry.priceYear, at: node) else { return nil }
        return UnitCost(
            id: id,
            amount: entry.amount,
            priceYear: entry.priceYear,
            source: entry.source,
            rebasing: rebasing
        )
    }
}

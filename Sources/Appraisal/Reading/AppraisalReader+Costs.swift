import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AppraisalReader {
    private static let costKeys = [
        "id", "name", "kind", "agency", "agencies", "amount", "years", "by_year", "price_year",
        "optimism_bias", "mitigation", "tax_burden", "range",
    ]

    mutating func readCosts(_ root: YAMLMap) -> [CostRow] {
        var ids = SeenNames()
        return rows(root, "costs").compactMap { map in
            reader.refuseUnknownKeys(map, Self.costKeys)
            reader.require(map, ["id"])
            return cost(map, ids.take(map, &reader))
        }
    }

    private mutating func cost(_ map: YAMLMap, _ id: String?) -> CostRow? {
        let name = reader.text(map, "name")
        let kind = reader.choice(map, "kind", CostRow.Kind.self)
        let shares = shares(map, areCashable: false)
        let amounts = amounts(map)
        let priceYear = reader.text(map, "price_year")
        let rebasing = rebasing(from: priceYear, at: map["price_year"] ?? map.node)
        let optimism = reader.percentage(map, "optimism_bias", 0...1_000)
        let mitigation = reader.percentage(map, "mitigation")
        let burden = reader.percentage(map, "tax_burden")
        let range = range(map, "range")
        guard let id, let shares, let amounts, let rebasing else { return nil }
        return CostRow(
            id: id,
            name: name ?? id,
            kind: kind ?? .delivery,
            shares: shares,
            stated: amounts,
            rebasing: rebasing,
            priceYear: priceYear,
            optimismBias: optimism ?? .zero,
            mitigation: mitigation ?? .zero,
            taxBurden: burden ?? .zero,
            range: range
        )
    }

    /// An amount in each of some years, or one a year.
    private mutating func amounts(_ map: YAMLMap) -> [Int: Rational]? {
        if let node = map["amount"], map.contains("by_year") {
            reader.fault(node, "'by_year' states the amounts already; leave 'amount' out")
        }
        if map.contains("by_year") {
            return byYear(map) { $0.amount($1)?.exactMinorUnits }
        }
        guard map.contains("amount") else {
            reader.fault(map.node, "the amount is missing: 'amount' states one, 'by_year' several")
            return nil
        }
        let span = span(map)
        guard let amount = reader.amount(map, "amount"), let span else { return nil }
        return Dictionary(uniqueKeysWithValues: span.map { ($0, amount.exactMinorUnits) })
    }
}

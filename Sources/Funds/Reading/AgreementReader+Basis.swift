import TopsliceExactArithmetic
import TopsliceRecords
import TopsliceMoney

extension AgreementReader {
    static let basisKeys = [
        "shares", "weights", "formula", "by", "savings_share", "among", "include_aligned",
    ]

    private enum CommonBasis: String, CaseIterable {
        case contributions
        case equally
        case savings
        case forecastSavings = "forecast-savings"
    }

    /// What a clause shares by: exactly one of `shares`, `weights`, `formula`, `by` and `savings_share`.
    mutating func basis(_ map: YAMLMap) -> SharingBasis? {
        let given = ["shares", "weights", "formula", "by", "savings_share"]
            .filter { map.contains($0) }
        guard given.count == 1 else {
            fault(
                map.node,
                given.isEmpty
                    ? "nothing says who shares, expected one of shares, weights, formula, by, "
                        + "savings_share"
                    : "\(given.joined(separator: " and ")) exclude each other"
            )
            return nil
        }
        if given != ["by"] {
            for key in ["among", "include_aligned"] {
                if let node = map[key] { fault(node, "goes only with 'by'") }
            }
        }
        switch given[0] {
        case "shares":
            // Shares that several clauses and lines have stand once, and are named.
            if let node = map["shares"], case .scalar = node.content {
                return field(node).flatMap { shareSet($0) }
            }
            return shares(map, "shares").map(SharingBasis.shares)
        case "weights": return weights(map, "weights").map(SharingBasis.weights)
        case "formula": return formula(map)
        case "savings_share": return fixedShare(map)
        default: return commonBasis(map)
        }
    }

    /// Percentages by partner that sum to 100, or fractions such as 1/3 that sum to one.
    mutating func shares(_ map: YAMLMap, _ key: String) -> [String: Rational]? {
        let countBefore = faults.count
        let given = byPartner(map, key) { book, field -> Rational? in
            guard let value = book.number(field, allowingNegative: true) else { return nil }
            let isFraction = field.text.utf8.contains(UInt8(ascii: "/"))
            let part = isFraction ? value : value / 100
            guard !part.isNegative, part <= .one else {
                book.add(field, "'\(field.shown)' is not between 0 and 100 percent")
                return nil
            }
            return part
        }
        guard let given, let node = map[key], faults.count == countBefore else {
            return nil
        }
        // A partner that is not known because its declaration could not be read.
        guard case .map(let entries) = node.content, entries.count == given.count else {
            return nil
        }
        let sum = given.values.sum() * 100
        guard sum == 100 else {
            fault(
                node,
                "the shares sum to \(sum.decimalOrFraction), expected 100; for parts that have no "
                    + "ending decimals write fractions such as 1/3, or weights"
            )
            return nil
        }
        return given
    }

    mutating func weights(_ map: YAMLMap, _ key: String) -> [String: Rational]? {
        let countBefore = faults.count
        guard let given = byPartner(map, key, { $0.number($1) }), let node = map[key],
            faults.count == countBefore
        else { return nil }
        guard case .map(let entries) = node.content, entries.count == given.count else {
            return nil
        }
        guard given.values.contains(where: \.isPositive) else {
            fault(node, "all weights are zero, so nothing says who shares")
            return nil
        }
        return given
    }

    private mutating func formula(_ map: YAMLMap) -> SharingBasis? {
        var factors: [SharingBasis.WeightedFactor] = []
        let countBefore = faults.count
        for item in list(map, "formula") {
            guard let entry = self.map(item) else { continue }
            require(entry, ["name", "percent", "values"])
            refuseUnknownKeys(entry, ["name", "percent", "values"])
            let name = text(entry, "name")
            let weight = percentage(entry, "percent")
            let values = weights(entry, "values")
            guard let name, let weight, let values else { continue }
            factors.append(.init(name: name, weight: weight, values: values))
        }
        guard let node = map["formula"], faults.count == countBefore else { return nil }
        let sum = factors.map(\.weight).sum() * 100
        guard sum == 100 else {
            fault(
                node,
                "the percentages of the formula sum to \(sum.decimalOrFraction), expected 100"
            )
            return nil
        }
        return .formula(factors)
    }

    /// The shares of a savings share, so that those who are credited with savings bear in proportion.
    private mutating func fixedShare(_ map: YAMLMap) -> SharingBasis? {
        guard let field = field(map, "savings_share"),
            let id = faults.reference(
                field,
                among: declared.identifiers.savingsShares,
                .savingsShare
            ), let share = declared.savingsShares[id]
        else { return nil }
        guard let parts = share.fixedParts else {
            faults.add(field, "'\(id)' has no fixed shares: they depend on what happens")
            return nil
        }
        guard !parts.values.contains(where: \.isNegative) else {
            faults.add(field, "'\(id)' has a share below zero, which nobody can bear")
            return nil
        }
        return .shares(parts)
    }

    private mutating func commonBasis(_ map: YAMLMap) -> SharingBasis? {
        guard let common = choice(map, "by", CommonBasis.self) else { return nil }
        switch common {
        case .contributions:
            if let node = map["among"] { fault(node, "goes only with 'by: equally'") }
            return .contributions(includingAligned: bool(map, "include_aligned") ?? false)
        case .savings, .forecastSavings:
            for key in ["among", "include_aligned"] {
                if let node = map[key] { fault(node, "does not go with 'by: \(common.rawValue)'") }
            }
            return .savings(common == .savings ? .realised : .forecast)
        case .equally:
            if let node = map["include_aligned"] {
                fault(node, "goes only with 'by: contributions'")
            }
            guard map.contains("among") else {
                let ids = declared.partners.filter { $0.role == .host || $0.role == .funder }.map(
                    \.id
                )
                note(map.node.path + ".among", ids.joined(separator: ", "))
                return .equally(ids)
            }
            var ids: [String] = []
            var seen: Set<String> = []
            for item in list(map, "among") {
                guard let field = field(item), let id = partner(field) else { continue }
                if !seen.insert(id).inserted { faults.add(field, "partner '\(id)' occurs twice") }
                ids.append(id)
            }
            return ids.isEmpty ? nil : .equally(ids)
        }
    }

    /// Refuses to share by what the agreement does not have.
    mutating func checkCommonBases(
        _ root: YAMLMap,
        _ contributions: [Contribution],
        _ savings: [SavingStream],
        hasPersonalBudgets: Bool
    ) {
        // What could not be read is not missed as well.
        let isUnclear = !faults.isEmpty
        let isPooled =
            contributions.contains { !$0.isAligned }
            || isUnclear && !declared.identifiers.contributions.isEmpty
        let isAligned = contributions.contains(where: \.isAligned)
        let isSaved =
            savings.contains { $0.beneficiary != nil && $0.isCashable }
            || isUnclear && !declared.identifiers.savings.isEmpty
        for (node, common, includesAligned) in Self.commonBases(in: root.node) {
            switch common {
            case .contributions:
                guard !isPooled, !(includesAligned && isAligned), !hasPersonalBudgets,
                    !faults.isHole(at: "contributions")
                else { continue }
                fault(node, "shares by contributions, and the agreement asks for none")
            case .savings, .forecastSavings:
                guard !isSaved, !faults.isHole(at: "savings") else { continue }
                fault(
                    node,
                    "shares by savings, and the agreement has no cashable one in a partner's budget"
                )
            case .equally: continue
            }
        }
    }

    /// Every place below a node that says `by`, and whether aligned money counts there.
    private static func commonBases(
        in node: YAMLNode
    ) -> [(node: YAMLNode, common: CommonBasis, includesAligned: Bool)] {
        var found: [(YAMLNode, CommonBasis, Bool)] = []
        var open = [node]
        while let node = open.popLast() {
            switch node.content {
            case .scalar: continue
            case .list(let items): open += items.reversed()
            case .map(let entries):
                open += entries.reversed().map(\.value)
                guard let by = entries.first(where: { $0.key == "by" })?.value,
                    case .scalar(let word) = by.content,
                    let common = CommonBasis(rawValue: word.text)
                else { continue }
                var includesAligned = false
                if case .scalar(let answer) = entries.first(where: { $0.key == "include_aligned" })?
                    .value.content
                {
                    includesAligned = answer.text == "true"
                }
                found.append((by, common, includesAligned))
            }
        }
        return found
    }

    /// A limit: an amount under `key`, or a percentage of the budget under `key_percent`.
    mutating func threshold(_ map: YAMLMap, _ key: String) -> Threshold? {
        let percentKey = key + "_percent"
        if let node = map[percentKey] {
            if map.contains(key) { fault(node, "'\(key)' and '\(percentKey)' exclude each other") }
            return percentage(map, percentKey, upTo: 1_000).map(Threshold.budgetPart)
        }
        return amount(map, key).map(Threshold.amount)
    }
}

import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AppraisalReader {
    private static let benefitKeys =
        [
            "id", "name", "kind", "agency", "agencies", "cashable", "amount", "source",
            "price_year", "years", "by_year", "grade", "confidence",
        ] + BenefitFactor.Kind.allCases.map(\.rawValue)

    mutating func readBenefits(_ root: YAMLMap) -> [BenefitRow] {
        var ids = SeenNames()
        return rows(root, "benefits").compactMap { map in
            reader.refuseUnknownKeys(map, Self.benefitKeys)
            reader.require(map, ["id"])
            return benefit(map, ids.take(map, &reader))
        }
    }

    private mutating func benefit(_ map: YAMLMap, _ id: String?) -> BenefitRow? {
        let name = reader.text(map, "name")
        let kind = reader.choice(map, "kind", BenefitRow.Kind.self)
        let shares = shares(map, areCashable: true)
        let unitCost = unitCost(map)
        let profile = profile(map)
        let grade = reader.text(map, "grade")
        let confidence = reader.percentage(map, "confidence", 1...99)
        let measured = measuredImpact(map)
        if let node = map["confidence"], !hasRange(map["impact"]) {
            reader.fault(node, "there is no interval of the impact for it; state 'low' and 'high'")
        }
        var factors: [BenefitFactor] = []
        for kind in BenefitFactor.Kind.allCases {
            if kind == .unitCost {
                guard let unitCost else { continue }
                let value = unitCost.amount.exactMinorUnits * unitCost.rebasing
                factors.append(BenefitFactor(kind: kind, value: value, range: nil))
            } else if kind == .impact, isMeasured(map) {
                if let measured { factors.append(measured.factor) }
            } else if let factor = factor(map, kind) {
                factors.append(factor)
            } else if kind == .optimismBias, let bias = bias(map, grade) {
                factors.append(BenefitFactor(kind: kind, value: bias, range: nil))
            }
        }
        guard let id, let shares, let unitCost, let profile else { return nil }
        return BenefitRow(
            id: id,
            name: name ?? id,
            kind: kind ?? .fiscal,
            shares: shares,
            factors: factors,
            profile: profile,
            unitCost: unitCost,
            grade: grade,
            confidence: measured?.confidence ?? confidence,
            measured: measured?.impact
        )
    }

    private func isMeasured(_ map: YAMLMap) -> Bool {
        guard case .map(let entries)? = map["impact"]?.content else { return false }
        return entries.contains { $0.key == "attribution" }
    }

    private mutating func profile(_ map: YAMLMap) -> [Int: Rational]? {
        if map.contains("by_year") { return byYear(map) { $0.percentage($1, 0...1_000) } }
        return span(map).map { Dictionary(uniqueKeysWithValues: $0.map { ($0, .one) }) }
    }

    /// The optimism bias that the grade of the evidence stands for.
    private mutating func bias(_ map: YAMLMap, _ grade: String?) -> Rational? {
        guard let node = map["grade"], let grade, let grades, !map.contains("optimism_bias") else {
            return nil
        }
        guard let bias = grades[grade] else {
            reader.fault(
                node,
                "'evidence_grades' has no '\(escapedName(grade))'"
                    + Spelling.suggestion(for: grade, among: grades.keys.sorted())
            )
            return nil
        }
        return bias
    }

    private func hasRange(_ node: YAMLNode?) -> Bool {
        if case .map? = node?.content { true } else { false }
    }

    /// A number, or `{value: 20, low: 10, high: 30}`.
    private mutating func factor(_ map: YAMLMap, _ kind: BenefitFactor.Kind) -> BenefitFactor? {
        guard let node = map[kind.rawValue] else { return nil }
        guard hasRange(node) else {
            return number(node, kind).map { BenefitFactor(kind: kind, value: $0, range: nil) }
        }
        guard let inner = reader.map(node) else { return nil }
        reader.refuseUnknownKeys(inner, ["value", "low", "high"])
        reader.require(inner, ["value", "low", "high"])
        let value = inner["value"].flatMap { number($0, kind) }
        let low = inner["low"].flatMap { number($0, kind) }
        let high = inner["high"].flatMap { number($0, kind) }
        guard let value, let low, let high else { return nil }
        guard low <= value, value <= high else {
            reader.fault(node, "the value is not between its low and its high end")
            return nil
        }
        return BenefitFactor(kind: kind, value: value, range: low...high)
    }

    private mutating func number(_ node: YAMLNode, _ kind: BenefitFactor.Kind) -> Rational? {
        guard kind.isPercentage else { return reader.number(node) }
        switch kind.limits {
        case nil: return reader.percentage(node)
        // Nobody is affected by more than all of it, but an impact may be more than double, and harm.
        case let limits?:
            let least = limits.lowerBound < 0 ? -10_000 : 0
            return reader.percentage(node, least...(limits.upperBound > 1 ? 10_000 : 100))
        }
    }
}

import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    /// Profiles that lines name: `profiles: {winter: [1, 1, 2, …]}`.
    mutating func profiles(_ root: YAMLMap) -> [String: BudgetProfile] {
        guard root.contains("profiles"), let map = map(root, "profiles") else { return [:] }
        var profiles: [String: BudgetProfile] = [:]
        for entry in map.entries {
            guard let id = faults.identifier(keyField(entry)) else { continue }
            guard let profile = profile(in: map, key: entry.key) else {
                // It was declared, and lines that name it are not blamed for what is wrong with it.
                faults.addHole(at: entry.value.path)
                continue
            }
            profiles[id] = profile
        }
        return profiles
    }

    /// The profile of a line: its weights, or the name of one that several lines have.
    mutating func profile(of line: YAMLMap) -> BudgetProfile? {
        guard let node = line["profile"] else { return nil }
        if case .list = node.content { return profile(in: line, key: "profile") }
        return field(node).flatMap { profile(named: $0) }
    }

    mutating func profile(named field: Field) -> BudgetProfile? {
        guard let profile = declared.profiles[field.text] else {
            if !faults.isHole(at: "profiles") {
                faults.add(
                    field,
                    "\(field.said) is no profile of this agreement"
                        + Spelling.suggestion(
                            for: field.text,
                            among: declared.profiles.keys.sorted()
                        )
                )
            }
            return nil
        }
        return profile
    }

    private mutating func profile(in map: YAMLMap, key: String) -> BudgetProfile? {
        let items = list(map, key)
        guard let term = declared.term, let node = map[key] else { return nil }
        let months = term.months.count
        guard items.count == 12 || items.count == months else {
            fault(
                node,
                "there are \(items.count) weights, expected one for each month of the term, \(months)"
                    + (months == 12 ? "" : ", or twelve that repeat each year")
            )
            return nil
        }
        var weights: [Rational] = []
        for item in items {
            if let weight = field(item).flatMap({ faults.number($0) }) { weights.append(weight) }
        }
        guard weights.count == items.count else { return nil }
        guard weights.contains(where: \.isPositive) else {
            fault(node, "all weights are zero, so nothing says when the money is meant to be spent")
            return nil
        }
        return BudgetProfile(from: Month(term.from), weights: weights)
    }
}

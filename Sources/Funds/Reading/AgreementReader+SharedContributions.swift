import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    /// The measures of a shared contribution by the word for its rule.
    private static let bases: [SharedContribution.Measure: [String]] = [
        .percentage: ["shares", "by"], .benefit: ["weights", "by", "savings_share"],
        .ability: ["weights"], .formula: ["formula"],
    ]

    mutating func sharedContribution(
        _ map: YAMLMap,
        _ measure: SharedContribution.Measure,
        _ commonKeys: [String],
        due: [String]?
    ) -> (any ContributionRule)? {
        let accepted = Self.bases[measure] ?? []
        refuseUnknownKeys(
            map,
            commonKeys + ["total", "total_of", "minimum"] + accepted
                + (accepted.contains("by") ? ["among"] : [])
        )
        let total = total(map, due: due)
        let basis = contributionBasis(map, accepted)
        let minimums = amountsByPartner(map, "minimum") ?? [:]
        guard let total, let basis else { return nil }
        let lifted = minimums.values.reduce(Rational.zero) { $0 + Rational($1) }
        let least = total.byPhase.values.min() ?? total.whole
        if lifted > Rational(least), let node = map["minimum"] {
            fault(
                node,
                "the minimums sum to \(Self.shown(lifted, like: least)), above the total of "
                    + least.formatted()
            )
            return nil
        }
        return SharedContribution(
            measure: measure,
            total: total.whole,
            phaseTotals: total.byPhase,
            basis: basis,
            minimums: minimums
        )
    }

    private static func shown(_ sum: Rational, like amount: Money) -> String {
        let money = try? Money(exactMinorUnits: sum, currency: amount.currency)
        return money?.formatted() ?? sum.description
    }

    private mutating func contributionBasis(_ map: YAMLMap, _ accepted: [String]) -> SharingBasis? {
        guard accepted.contains(where: map.contains) else {
            if accepted.count == 1 {
                require(map, accepted)
            } else {
                fault(
                    map.node,
                    "nothing says who contributes, expected one of "
                        + accepted.joined(separator: ", ")
                )
            }
            return nil
        }
        let basis = basis(map)
        if case .contributions = basis, let node = map["by"] {
            fault(node, "a contribution cannot follow the contributions it is one of")
            return nil
        }
        return basis
    }

    /// A total for the whole term, and for each phase where lines say so.
    private struct Total {
        let whole: Money
        var byPhase: [String: Money] = [:]
    }

    /// `total`, or the budgets of the lines in `total_of` together.
    private mutating func total(
        _ map: YAMLMap,
        due: [String]?
    ) -> Total? {
        guard map.contains("total_of") else {
            require(map, ["total"])
            return amount(map, "total").map { Total(whole: $0) }
        }
        if let node = map["total"] { fault(node, "'total' and 'total_of' exclude each other") }
        var whole = Rational.zero
        var seen: Set<String> = []
        var byPhase: [String: Rational] = [:]
        for item in list(map, "total_of") {
            guard let field = field(item),
                let id = faults.reference(field, among: declared.identifiers.lines, .line)
            else { continue }
            guard seen.insert(id).inserted else {
                faults.add(field, "line '\(id)' occurs twice")
                continue
            }
            for allotment in declared.lines[id]?.allotments ?? [] {
                whole += Rational(allotment.budget)
                if let phase = allotment.phase {
                    byPhase[phase, default: .zero] += Rational(allotment.budget)
                } else if let due, due.count > 1 {
                    faults.add(
                        field,
                        "line '\(id)' has one budget for the whole term, which cannot be due in each of "
                            + "\(due.count) phases; give it 'budgets' by phase"
                    )
                }
            }
        }
        guard let currency = faults.currency,
            let total = try? Money(exactMinorUnits: whole, currency: currency)
        else { return nil }
        guard due != nil, !byPhase.isEmpty, byPhase.values.sum() == whole else {
            return Total(whole: total)
        }
        return Total(
            whole: total,
            byPhase: byPhase.compactMapValues {
                try? Money(exactMinorUnits: $0, currency: currency)
            }
        )
    }

    /// How amounts grow: one percentage for each phase or year, or one for each of several phases.
    mutating func uplift(_ map: YAMLMap, due: [String]?) -> Uplift {
        guard let node = map["uplift_percent"] else {
            if let each = map["uplift_each"] { fault(each, "goes only with 'uplift_percent'") }
            return .none
        }
        if due == nil { fault(node, "grows from phase to phase; give 'due: phase' as well") }
        if case .map(let entries) = node.content {
            if let each = map["uplift_each"] {
                fault(each, "does not go with a percentage for each phase")
            }
            var parts: [String: Rational] = [:]
            for entry in entries {
                let key = keyField(entry)
                let phase = phase(key)
                if let phase, phase == declared.phases.first?.id {
                    faults.add(
                        key,
                        "nothing comes before the first phase, so nothing can grow in it"
                    )
                }
                let part = field(entry.value).flatMap { faults.change($0) }
                if let phase, let part { parts[phase] = part }
            }
            return .byPhase(parts)
        }
        let each = choice(map, "uplift_each", UpliftEach.self) ?? .phase
        guard let part = field(node).flatMap({ faults.change($0) }) else { return .none }
        return each == .year ? .eachYear(part) : .eachPhase(part)
    }

    private enum UpliftEach: String, CaseIterable {
        case phase
        case year
    }
}

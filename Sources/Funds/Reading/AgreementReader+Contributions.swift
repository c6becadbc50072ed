import ExactArithmetic
import StrictYAML

extension AgreementReader {
    private enum RuleName: String, CaseIterable {
        case fixed
        case percentage
        case topSlice = "top-slice"
        case benefit
        case ability
        case formula
    }

    private enum MoneyKind: String, CaseIterable {
        case pooled
        case aligned
    }

    private enum Due: String, CaseIterable {
        case term
        case phase
    }

    private static let commonKeys = [
        "id", "clause", "rule", "kind", "source", "due", "phases", "uplift_percent",
    ]

    mutating func readContributions(_ root: YAMLMap, _ lines: [FundLine]) -> [Contribution] {
        var seen: Set<String> = []
        var contributions: [Contribution] = []
        for item in list(root, "contributions") {
            guard let map = map(item) else { continue }
            require(map, ["id", "rule"])
            let id = newIdentifier(map, &seen, what: "contribution")
            if let id { contributionIDs.insert(id) }
            guard let name = choice(map, "rule", RuleName.self) else { continue }
            let rule = readRule(map, name, lines)
            let kind = choice(map, "kind", MoneyKind.self) ?? .pooled
            let source = text(map, "source")
            let phases = readDue(map)
            let uplift = percentage(map, "uplift_percent")
            if let node = map["uplift_percent"], phases == nil {
                fault(node, "grows from phase to phase; give 'due: phase' as well")
            }
            guard let id, let rule else { continue }
            contributions.append(
                Contribution(
                    id: id,
                    clause: clause(map, id: id, kind: "contribution"),
                    rule: rule,
                    isAligned: kind == .aligned,
                    source: source ?? "",
                    phases: phases,
                    uplift: uplift ?? .zero,
                    place: place(item)
                )
            )
        }
        return contributions + readContributionTable(root, &seen)
    }

    /// The phases in which it is due; nil for once over the term.
    private mutating func readDue(_ map: YAMLMap) -> [String]? {
        if map.contains("phases") {
            if let node = map["due"] { fault(node, "'due' and 'phases' exclude each other") }
            return list(map, "phases").compactMap { item in
                field(item).flatMap { self.phase($0) }
            }
        }
        return choice(map, "due", Due.self) == .phase ? phases.map(\.id) : nil
    }

    private mutating func readRule(
        _ map: YAMLMap,
        _ name: RuleName,
        _ lines: [FundLine]
    ) -> (any ContributionRule)? {
        switch name {
        case .fixed:
            require(map, ["partner", "amount"])
            refuseUnknownKeys(map, Self.commonKeys + ["partner", "amount"])
            let partner = partner(map, "partner")
            let amount = amount(map, "amount")
            guard let partner, let amount else { return nil }
            return FixedContribution(partner: partner, amount: amount)
        case .topSlice:
            require(map, ["budgets"])
            refuseUnknownKeys(map, Self.commonKeys + ["budgets"])
            return readTopSlice(map)
        case .percentage, .benefit, .ability, .formula:
            return readShared(map, name, lines)
        }
    }

    private mutating func readShared(
        _ map: YAMLMap,
        _ name: RuleName,
        _ lines: [FundLine]
    ) -> (any ContributionRule)? {
        let basisKey = name == .percentage ? "shares" : name == .formula ? "formula" : "weights"
        require(map, [basisKey])
        refuseUnknownKeys(
            map,
            Self.commonKeys + ["total", "total_of", "minimum", basisKey]
        )
        let total = readTotal(map, lines)
        let basis = map.contains(basisKey) ? basis(map) : nil
        let minimums = amountsByPartner(map, "minimum") ?? [:]
        let lifted = minimums.values.reduce(Rational.zero) { $0 + Rational($1) }
        guard let total, let basis else { return nil }
        if lifted > Rational(total), let node = map["minimum"] {
            fault(
                node,
                "the minimums sum to \(PenceText.pounds(Int(lifted.floor))), above the total of "
                    + PenceText.pounds(total)
            )
            return nil
        }
        let measure: SharedContribution.Measure =
            switch name {
            case .benefit: .benefit
            case .ability: .ability
            case .formula: .formula
            default: .percentage
            }
        return SharedContribution(
            measure: measure,
            total: total,
            basis: basis,
            minimums: minimums
        )
    }

    /// `total`, or the budgets of the lines in `total_of` together.
    private mutating func readTotal(_ map: YAMLMap, _ lines: [FundLine]) -> Int? {
        guard map.contains("total_of") else {
            require(map, ["total"])
            return amount(map, "total")
        }
        if let node = map["total"] { fault(node, "'total' and 'total_of' exclude each other") }
        var total = Rational.zero
        for item in list(map, "total_of") {
            guard let field = field(item),
                let id = faults.reference(field, among: lineIDs, what: "a line")
            else { continue }
            for allotment in lines.first(where: { $0.id == id })?.allotments ?? [] {
                total += Rational(allotment.budget)
            }
        }
        return Int(exactly: total.floor)
    }

    private mutating func readTopSlice(_ map: YAMLMap) -> (any ContributionRule)? {
        var entries: [TopSlice.Entry] = []
        var seen: Set<String> = []
        for item in list(map, "budgets") {
            guard let entry = self.map(item) else { continue }
            require(entry, ["partner", "budget"])
            refuseUnknownKeys(
                entry,
                ["partner", "budget", "percent", "amount", "minimum", "reversed"]
            )
            let partner = partner(entry, "partner")
            let budget = amount(entry, "budget")
            let percent = percentage(entry, "percent")
            let stated = amount(entry, "amount")
            let minimum = amount(entry, "minimum") ?? 0
            let reversed = date(entry, "reversed")
            guard entry.contains("percent") != entry.contains("amount") else {
                fault(item, "expected either 'percent' or 'amount' of the budget")
                continue
            }
            guard let partner, let budget else { continue }
            if let node = entry["reversed"], let reversed, term?.contains(reversed) == false {
                fault(node, "\(reversed) lies outside the term")
            }
            if !seen.insert(partner).inserted {
                fault(item, "partner '\(partner)' is sliced twice by this clause")
            }
            for (key, value) in [("amount", stated ?? 0), ("minimum", minimum)]
            where value > budget {
                if let node = entry[key] {
                    fault(node, "is above the budget of \(PenceText.pounds(budget))")
                }
            }
            guard let slice = percent.map(TopSlice.Slice.part) ?? stated.map(TopSlice.Slice.amount)
            else { continue }
            entries.append(
                TopSlice.Entry(
                    partner: partner,
                    budget: budget,
                    slice: slice,
                    minimum: minimum,
                    reversed: reversed
                )
            )
        }
        return entries.isEmpty ? nil : TopSlice(entries: entries)
    }

    /// Fixed contributions in a table.
    private mutating func readContributionTable(
        _ root: YAMLMap,
        _ seen: inout Set<String>
    ) -> [Contribution] {
        guard let field = field(root, "contributions_file"), let path = tablePath(field),
            let table = DelimitedTable.read(
                path,
                named: path,
                required: ["id", "partner", "amount"],
                known: ["id", "clause", "partner", "amount", "kind", "source", "phase"],
                &faults
            )
        else { return [] }
        var contributions: [Contribution] = []
        for row in table.rows {
            let idField = row.require("id", &faults)
            let partner = row.require("partner", &faults).flatMap { self.partner($0) }
            let amount = row.require("amount", &faults).flatMap { faults.amount($0) }
            let kind = row["kind"].flatMap { faults.choice($0, MoneyKind.self) }
            let phase = row["phase"].flatMap { self.phase($0) }
            guard let idField, let id = faults.identifier(idField) else { continue }
            guard seen.insert(id).inserted else {
                faults.add(idField, "contribution '\(id)' occurs twice")
                continue
            }
            contributionIDs.insert(id)
            guard let partner, let amount else { continue }
            contributions.append(
                Contribution(
                    id: id,
                    clause: row["clause"]?.text ?? "contribution '\(id)'",
                    rule: FixedContribution(partner: partner, amount: amount),
                    isAligned: kind == .aligned,
                    source: row["source"]?.text ?? "",
                    phases: phase.map { [$0] },
                    uplift: .zero,
                    place: row.place
                )
            )
        }
        return contributions
    }
}

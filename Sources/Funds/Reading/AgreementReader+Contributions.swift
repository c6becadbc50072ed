import TopsliceExactArithmetic
import TopsliceRecords
import TopsliceMoney

extension AgreementReader {
    private enum RuleName: String, CaseIterable {
        case fixed
        case percentage
        case topSlice = "top-slice"
        case benefit
        case ability
        case formula
        case lineShares = "line-shares"
    }

    private enum MoneyKind: String, CaseIterable {
        case pooled
        case aligned
    }

    private enum Into: String, CaseIterable {
        case pool
        case riskPool = "risk-pool"
    }

    private enum Due: String, CaseIterable {
        case term
        case phase
    }

    private static let commonKeys = [
        "id", "clause", "rule", "kind", "source", "due", "phases", "uplift_percent", "uplift_each",
        "into", "nature", "ring_fenced", "funding",
    ]

    mutating func contributions(_ root: YAMLMap, _ table: DelimitedTable?) -> [Contribution] {
        var seen: Set<String> = []
        var contributions: [Contribution] = []
        for item in list(root, "contributions") {
            guard let map = map(item) else { continue }
            require(map, ["id", "rule"])
            let id = newIdentifier(map, &seen, what: "contribution")
            guard let name = choice(map, "rule", RuleName.self) else { continue }
            let phases = due(map)
            let rule = rule(map, name, due: phases)
            let kind = choice(map, "kind", MoneyKind.self) ?? .pooled
            let into = choice(map, "into", Into.self) ?? .pool
            if kind == .aligned, let node = map["into"] {
                fault(node, "aligned money stays where it is and goes into no pool")
            }
            let source = text(map, "source")
            let uplift = uplift(map, due: phases)
            guard let id, let rule else { continue }
            contributions.append(
                Contribution(
                    id: id,
                    clause: clause(map, id: id, kind: "contribution"),
                    rule: rule,
                    isAligned: kind == .aligned,
                    isIntoRiskPool: into == .riskPool,
                    band: band(map),
                    funding: choice(map, "funding", FundingSource.self),
                    source: source ?? "",
                    phases: phases,
                    uplift: uplift,
                    place: place(item)
                )
            )
        }
        return contributions + tableContributions(table, &seen)
    }

    /// The phases in which it is due; nil for once over the term.
    private mutating func due(_ map: YAMLMap) -> [String]? {
        if map.contains("phases") {
            if let node = map["due"] { fault(node, "'due' and 'phases' exclude each other") }
            var due: [String] = []
            for item in list(map, "phases") {
                guard let field = field(item), let phase = self.phase(field) else { continue }
                if due.contains(phase) { faults.add(field, "phase '\(phase)' occurs twice") }
                due.append(phase)
            }
            return due
        }
        return choice(map, "due", Due.self) == .phase ? declared.phases.map(\.id) : nil
    }

    private mutating func rule(
        _ map: YAMLMap,
        _ name: RuleName,
        due: [String]?
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
            return topSlice(map, due: due)
        case .lineShares:
            refuseUnknownKeys(map, Self.commonKeys + ["lines"])
            return lineShares(contribution: map)
        case .percentage, .benefit, .ability, .formula:
            let measure = SharedContribution.Measure(rawValue: name.rawValue) ?? .percentage
            return sharedContribution(map, measure, Self.commonKeys, due: due)
        }
    }

    mutating func contributionTable(_ root: YAMLMap) -> DelimitedTable? {
        table(
            root,
            "contributions_file",
            required: ["id", "partner", "amount"],
            known: [
                "id", "clause", "partner", "amount", "kind", "source", "phase", "into", "nature",
                "ring_fenced", "funding",
            ]
        )
    }

    /// Fixed contributions in a table.
    private mutating func tableContributions(
        _ table: DelimitedTable?,
        _ seen: inout Set<String>
    ) -> [Contribution] {
        guard let table else { return [] }
        var contributions: [Contribution] = []
        for row in table.rows {
            let idField = row.require("id", &faults)
            let partner = row.require("partner", &faults).flatMap { self.partner($0) }
            let amount = row.require("amount", &faults).flatMap { faults.amount($0) }
            let kind = row["kind"].flatMap { faults.choice($0, MoneyKind.self) }
            let into = row["into"].flatMap { faults.choice($0, Into.self) }
            let phase = row["phase"].flatMap { self.phase($0) }
            guard let idField, let id = faults.identifier(idField) else { continue }
            guard seen.insert(id).inserted else {
                faults.add(idField, "contribution '\(id)' occurs twice")
                continue
            }
            guard let partner, let amount else { continue }
            contributions.append(
                Contribution(
                    id: id,
                    clause: row["clause"]?.text ?? "contribution '\(id)'",
                    rule: FixedContribution(partner: partner, amount: amount),
                    isAligned: kind == .aligned,
                    isIntoRiskPool: into == .riskPool,
                    band: band(row),
                    funding: row["funding"].flatMap { faults.choice($0, FundingSource.self) },
                    source: row["source"]?.text ?? "",
                    phases: phase.map { [$0] },
                    uplift: .none,
                    place: row.place
                )
            )
        }
        return contributions
    }
}

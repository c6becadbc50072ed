import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private static let columns = [
        "id", "name", "kind", "owner", "provider", "phase", "budget", "risk", "tolerance_percent",
    ]

    mutating func lineTable(_ root: YAMLMap) -> DelimitedTable? {
        guard let field = field(root, "lines_file") else { return nil }
        return DelimitedTable.read(
            tablePath(field),
            required: ["id", "owner", "budget"],
            known: Self.columns,
            askedBy: field,
            &faults
        )
    }

    mutating func readLines(_ root: YAMLMap, _ table: DelimitedTable?) -> [FundLine] {
        var seen: Set<String> = []
        var lines: [FundLine] = []
        for item in list(root, "lines") {
            if let line = readLine(item, &seen) { lines.append(line) }
        }
        if let table { lines += tableLines(table, &seen) }
        let withoutRisk = lines.filter { line in line.allotments.contains { $0.risk == nil } }
        if !withoutRisk.isEmpty {
            let named = withoutRisk.prefix(5).map(\.id).joined(separator: ", ")
            let more = withoutRisk.count > 5 ? " and \(withoutRisk.count - 5) more" : ""
            note("lines[].risk of \(named)\(more)", "own schemes: the owner bears it")
        }
        return lines
    }

    private mutating func readLine(_ item: YAMLNode, _ seen: inout Set<String>) -> FundLine? {
        guard let map = map(item) else { return nil }
        require(map, ["id"])
        refuseUnknownKeys(
            map,
            [
                "id", "name", "kind", "owner", "provider", "phase", "budget", "budgets", "risk",
                "tolerance_percent",
            ]
        )
        let id = newIdentifier(map, &seen, what: "line")
        if !map.contains("owner") {
            fault(item, "nobody answers for this line; name a partner under 'owner'")
        }
        let owner = partner(map, "owner")
        let provider = partner(map, "provider")
        let kind = choice(map, "kind", LineKind.self)
        if !map.contains("kind") { note(item.path + ".kind", LineKind.pooled.rawValue) }
        let tolerance = percentage(map, "tolerance_percent", upTo: 1_000)
        let name = text(map, "name")
        let risks = readLineRisks(map)
        guard let allotments = readAllotments(map, item, risks), let id, let owner else {
            return nil
        }
        return FundLine(
            id: id,
            name: name ?? id,
            kind: kind ?? .pooled,
            owner: owner,
            provider: provider,
            allotments: allotments,
            tolerance: tolerance,
            place: place(item)
        )
    }

    /// The risk clause by phase; under the empty name the one for all phases.
    private mutating func readLineRisks(_ map: YAMLMap) -> [String: String] {
        guard let node = map["risk"] else { return [:] }
        guard case .map(let entries) = node.content else {
            guard let field = field(node), let id = risk(field) else { return [:] }
            return ["": id]
        }
        var risks: [String: String] = [:]
        for entry in entries {
            let phase = phase(keyField(entry))
            guard let field = field(entry.value), let id = risk(field), let phase else { continue }
            risks[phase] = id
        }
        return risks
    }

    private mutating func risk(_ field: Field) -> String? {
        faults.reference(field, among: riskIDs, .risk)
    }

    private mutating func readAllotments(
        _ map: YAMLMap,
        _ item: YAMLNode,
        _ risks: [String: String]
    ) -> [FundLine.Allotment]? {
        if let node = map["budgets"] {
            for key in ["budget", "phase"] where map.contains(key) {
                fault(node, "'\(key)' and 'budgets' exclude each other")
            }
            guard let budgets = self.map(map, "budgets") else { return nil }
            var allotments: [FundLine.Allotment] = []
            for entry in budgets.entries {
                let phase = phase(keyField(entry))
                guard let field = field(entry.value), let budget = faults.amount(field),
                    let phase
                else { continue }
                if let made = allotment(phase: phase, budget: budget, risks) {
                    allotments.append(made)
                }
            }
            return allotments.isEmpty ? nil : allotments
        }
        guard map.contains("budget") else {
            fault(item, "the line has no budget; give 'budget' or 'budgets' by phase")
            return nil
        }
        let budget = amount(map, "budget")
        let phase: String?
        if map.contains("phase") {
            guard let field = field(map, "phase"), let known = self.phase(field) else {
                return nil
            }
            phase = known
        } else {
            phase = phases.count == 1 ? phases.first?.id : nil
        }
        guard let budget, let made = allotment(phase: phase, budget: budget, risks) else {
            return nil
        }
        return [made]
    }

    /// - Parameter phase: nil for the whole term.
    private func allotment(
        phase: String?,
        budget: Int,
        _ risks: [String: String]
    ) -> FundLine.Allotment? {
        let period = phase.map { id in phases.first { $0.id == id }?.period } ?? term
        guard let period else { return nil }
        let risk = phase.flatMap { risks[$0] } ?? risks[""]
        return FundLine.Allotment(phase: phase, period: period, budget: budget, risk: risk)
    }

    /// The lines of a table: rows of the same line differ in their phase.
    private mutating func tableLines(
        _ table: DelimitedTable,
        _ seen: inout Set<String>
    ) -> [FundLine] {
        var lines: [FundLine] = []
        var positions: [String: Int] = [:]
        for row in table.rows {
            let idField = row.require("id", &faults)
            let budgetField = row.require("budget", &faults)
            if row["owner"] == nil {
                faults.add(
                    Fault(
                        place: row.place,
                        subject: .column("owner"),
                        message: "nobody answers for this line; name a partner"
                    )
                )
            }
            let owner = row["owner"].flatMap { partner($0) }
            let provider = row["provider"].flatMap { partner($0) }
            let kind = row["kind"].flatMap { faults.choice($0, LineKind.self) } ?? .pooled
            let risk = row["risk"].flatMap { self.risk($0) }
            let tolerance = row["tolerance_percent"].flatMap {
                faults.percentage($0, upTo: 1_000)
            }
            let phaseID = row["phase"].flatMap { self.phase($0) }
            let budget = budgetField.flatMap { faults.amount($0) }
            guard let idField, let id = faults.identifier(idField), let owner, let budget else {
                continue
            }
            let chosen = phaseID ?? (phases.count == 1 ? phases.first?.id : nil)
            guard
                let allotment = allotment(
                    phase: chosen,
                    budget: budget,
                    risk.map { ["": $0] } ?? [:]
                )
            else { continue }
            if let position = positions[id] {
                let before = lines[position]
                guard !before.allotments.contains(where: { $0.phase == chosen }),
                    chosen != nil, before.allotments.allSatisfy({ $0.phase != nil }),
                    before.owner == owner
                else {
                    faults.add(
                        idField,
                        "line '\(id)' occurs twice; rows of one line differ in their phase only"
                    )
                    continue
                }
                lines[position] = FundLine(
                    id: id,
                    name: before.name,
                    kind: before.kind,
                    owner: owner,
                    provider: before.provider,
                    allotments: before.allotments + [allotment],
                    tolerance: before.tolerance,
                    place: before.place
                )
                continue
            }
            guard seen.insert(id).inserted else {
                faults.add(idField, "line '\(id)' occurs twice")
                continue
            }
            positions[id] = lines.count
            lines.append(
                FundLine(
                    id: id,
                    name: row["name"]?.text ?? id,
                    kind: kind,
                    owner: owner,
                    provider: provider,
                    allotments: [allotment],
                    tolerance: tolerance,
                    place: row.place
                )
            )
        }
        return lines
    }
}

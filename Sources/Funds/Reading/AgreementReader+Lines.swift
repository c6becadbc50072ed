import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private static let columns = [
        "id", "name", "kind", "owner", "provider", "phase", "budget", "risk", "tolerance_percent",
        "profile", "forecast", "nature", "ring_fenced", "shares", "funding",
    ]

    mutating func lineTable(_ root: YAMLMap) -> DelimitedTable? {
        table(root, "lines_file", required: ["id", "owner", "budget"], known: Self.columns)
    }

    mutating func lines(_ root: YAMLMap, _ table: DelimitedTable?) -> [FundLine] {
        var seen: Set<String> = []
        var lines: [FundLine] = []
        for item in list(root, "lines") {
            if let line = line(item, &seen) { lines.append(line) }
        }
        if let table { lines += tableLines(table, &seen) }
        noteOpenRisks(lines)
        return lines
    }

    /// What lines leave open about over- and underspends.
    private mutating func noteOpenRisks(_ lines: [FundLine]) {
        let withoutRisk = lines.filter { line in
            line.allotments.contains { $0.risk == nil && $0.riskByPhase.isEmpty }
        }
        if !withoutRisk.isEmpty {
            let named = withoutRisk.prefix(5).map(\.id).joined(separator: ", ")
            let more = withoutRisk.count > 5 ? " and \(withoutRisk.count - 5) more" : ""
            note("lines[].risk of \(named)\(more)", "own schemes: the owner bears it")
        }
        for line in lines {
            guard let allotment = line.allotments.first, !allotment.riskByPhase.isEmpty else {
                continue
            }
            note(
                "lines[].budget of \(line.id)",
                "one for the whole term: used up in the order of the phases, what is left counts in the "
                    + "last"
            )
            let open = declared.phases.filter { allotment.riskByPhase[$0.id] == nil }.map(\.id)
            guard !open.isEmpty else { continue }
            note(
                "lines[].risk of \(line.id) in \(open.joined(separator: ", "))",
                "own schemes: the owner bears it"
            )
        }
    }

    private mutating func line(_ item: YAMLNode, _ seen: inout Set<String>) -> FundLine? {
        guard let map = map(item) else { return nil }
        require(map, ["id"])
        refuseUnknownKeys(
            map,
            [
                "id", "name", "kind", "owner", "provider", "phase", "budget", "budgets", "risk",
                "tolerance_percent", "profile", "forecast", "nature", "ring_fenced", "shares",
                "funding",
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
        let profile = map.contains("profile") ? self.profile(of: map) : nil
        let forecast = choice(map, "forecast", ForecastMethod.self)
        let band = band(map)
        let shares = lineShares(map)
        let risks = lineRisks(map)
        guard let allotments = allotments(map, item, risks), let id, let owner else { return nil }
        let terms = FundLine.Terms(
            id: id,
            name: name ?? id,
            kind: kind ?? .pooled,
            band: band,
            funding: choice(map, "funding", FundingSource.self),
            owner: owner,
            provider: provider,
            tolerance: tolerance,
            profile: profile,
            shares: shares,
            forecast: forecast,
            place: place(item)
        )
        return FundLine(terms, allotments: allotments)
    }

    /// Which risk clause a line names.
    private enum LineRisk {
        case none
        case always(String)
        /// Each with the key that names the phase.
        case byPhase([(phase: String, clause: String, key: Field)])
        /// Named with a fault, so that nothing follows from it.
        case unclear
    }

    private mutating func lineRisks(_ map: YAMLMap) -> LineRisk {
        guard let node = map["risk"] else { return .none }
        guard case .map(let entries) = node.content else {
            return field(node).flatMap { risk($0) }.map { .always($0) } ?? .unclear
        }
        guard !entries.isEmpty else {
            fault(node, "names no risk clause; name one, or leave 'risk' out")
            return .unclear
        }
        var risks: [(phase: String, clause: String, key: Field)] = []
        for entry in entries {
            let key = keyField(entry)
            let phase = phase(key)
            guard let field = field(entry.value), let id = risk(field), let phase else { continue }
            risks.append((phase, id, key))
        }
        return risks.count == entries.count ? .byPhase(risks) : .unclear
    }

    private mutating func risk(_ field: Field) -> String? {
        faults.reference(field, among: declared.identifiers.risks, .risk)
    }

    /// Budgets with the clauses that share what is spent above or below them; each clause that is named finds
    /// its budget.
    private mutating func allotments(
        _ map: YAMLMap,
        _ item: YAMLNode,
        _ risks: LineRisk
    ) -> [FundLine.Allotment]? {
        guard let budgets = budgets(map, item) else { return nil }
        switch risks {
        case .none, .unclear:
            return budgets.compactMap { allotment(phase: $0.phase, budget: $0.budget, risk: nil) }
        case .always(let clause):
            return budgets.compactMap {
                allotment(phase: $0.phase, budget: $0.budget, risk: clause)
            }
        case .byPhase(let named):
            let byPhase = Dictionary(named.map { ($0.phase, $0.clause) }) { first, _ in first }
            if budgets.count == 1, budgets[0].phase == nil, let term = declared.term {
                return [
                    FundLine.Allotment(
                        phase: nil,
                        period: term,
                        budget: budgets[0].budget,
                        risk: nil,
                        riskByPhase: byPhase
                    )
                ]
            }
            let budgeted = Set(budgets.compactMap(\.phase))
            for (phase, clause, key) in named where !budgeted.contains(phase) {
                faults.add(
                    key,
                    "the line has no budget in phase '\(phase)', so clause '\(clause)' would never be "
                        + "applied"
                )
            }
            return budgets.compactMap { phase, budget in
                allotment(phase: phase, budget: budget, risk: phase.flatMap { byPhase[$0] })
            }
        }
    }

    /// Budgets by phase, one for one phase, or one for the whole term, whose phase is nil; in pence.
    private mutating func budgets(
        _ map: YAMLMap,
        _ item: YAMLNode
    ) -> [(phase: String?, budget: Money)]? {
        guard let node = map["budgets"] else {
            guard map.contains("budget") else {
                fault(item, "the line has no budget; give 'budget' or 'budgets' by phase")
                return nil
            }
            let budget = amount(map, "budget")
            guard let phaseNode = map["phase"] else {
                return budget.map { [(declared.onlyPhase, $0)] }
            }
            guard let phase = field(phaseNode).flatMap({ phase($0) }), let budget else {
                return nil
            }
            return [(phase, budget)]
        }
        for key in ["budget", "phase"] where map.contains(key) {
            fault(node, "'\(key)' and 'budgets' exclude each other")
        }
        guard let entries = self.map(map, "budgets")?.entries else { return nil }
        if entries.isEmpty { fault(node, "there are no budgets in it") }
        var budgets: [(phase: String?, budget: Money)] = []
        for entry in entries {
            let phase = phase(keyField(entry))
            let budget = field(entry.value).flatMap { faults.amount($0) }
            guard let phase, let budget else { continue }
            budgets.append((phase, budget))
        }
        return budgets.isEmpty ? nil : budgets
    }

    /// - Parameter phase: nil for the whole term.
    private func allotment(phase: String?, budget: Money, risk: String?) -> FundLine.Allotment? {
        let period = phase.map { declared.phase($0)?.period } ?? declared.term
        return period.map {
            FundLine.Allotment(phase: phase, period: $0, budget: budget, risk: risk)
        }
    }

    /// A row of the table of lines: a line, or its budget for one more phase.
    private struct LineRow {
        let id: Field
        let terms: FundLine.Terms
        let allotment: FundLine.Allotment
    }

    /// The lines of a table: rows of the same line differ in their phase, budget and clause.
    private mutating func tableLines(
        _ table: DelimitedTable,
        _ seen: inout Set<String>
    ) -> [FundLine] {
        var lines: [FundLine] = []
        var positions: [String: Int] = [:]
        /// Of each line; nil stands for the whole term.
        var phases: [Set<String?>] = []
        for row in table.rows {
            guard let read = tableLine(row) else { continue }
            let id = read.terms.id
            guard let position = positions[id] else {
                guard seen.insert(id).inserted else {
                    faults.add(read.id, "line '\(id)' occurs twice")
                    continue
                }
                positions[id] = lines.count
                lines.append(FundLine(read.terms, allotments: [read.allotment]))
                phases.append([read.allotment.phase])
                continue
            }
            guard let phase = read.allotment.phase, !phases[position].contains(nil),
                !phases[position].contains(phase)
            else {
                faults.add(
                    read.id,
                    "line '\(id)' occurs twice; rows of one line differ in their phase only"
                )
                continue
            }
            if let column = Self.difference(row, lines[position], read.terms) {
                faults.add(
                    row[column] ?? read.id,
                    "line '\(id)' says otherwise under '\(column)' in line "
                        + "\(lines[position].place.line); rows of one line differ in their phase only"
                )
                continue
            }
            lines[position].allotments.append(read.allotment)
            phases[position].insert(phase)
        }
        return lines
    }

    /// A column in which a further row of a line contradicts its first; empty cells say nothing.
    private static func difference(
        _ row: DelimitedTable.Row,
        _ before: FundLine,
        _ after: FundLine.Terms
    ) -> String? {
        if before.owner != after.owner { return "owner" }
        if row["name"] != nil, before.name != after.name { return "name" }
        if row["kind"] != nil, before.kind != after.kind { return "kind" }
        if row["provider"] != nil, before.provider != after.provider { return "provider" }
        if row["tolerance_percent"] != nil, before.tolerance != after.tolerance {
            return "tolerance_percent"
        }
        if row["shares"] != nil, before.shares != after.shares { return "shares" }
        if row["nature"] != nil, before.band.nature != after.band.nature { return "nature" }
        if row["ring_fenced"] != nil, before.band.ringFence != after.band.ringFence {
            return "ring_fenced"
        }
        if row["funding"] != nil, before.funding != after.funding { return "funding" }
        if row["profile"] != nil, before.profile != after.profile { return "profile" }
        if row["forecast"] != nil, before.forecast != after.forecast { return "forecast" }
        return nil
    }

    private mutating func tableLine(_ row: DelimitedTable.Row) -> LineRow? {
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
        let tolerance = row["tolerance_percent"].flatMap { faults.percentage($0, upTo: 1_000) }
        let profile = row["profile"].flatMap { self.profile(named: $0) }
        let phase = row["phase"].flatMap { self.phase($0) }
        let budget = budgetField.flatMap { faults.amount($0) }
        guard let idField, let id = faults.identifier(idField), let owner, let budget,
            phase != nil || row["phase"] == nil,
            let allotment = allotment(
                phase: phase ?? declared.onlyPhase,
                budget: budget,
                risk: risk
            )
        else { return nil }
        let terms = FundLine.Terms(
            id: id,
            name: row["name"]?.text ?? id,
            kind: kind,
            band: band(row),
            funding: row["funding"].flatMap { faults.choice($0, FundingSource.self) },
            owner: owner,
            provider: provider,
            tolerance: tolerance,
            profile: profile,
            shares: row["shares"].flatMap { shareSet($0) },
            forecast: row["forecast"].flatMap { faults.choice($0, ForecastMethod.self) },
            place: row.place
        )
        return LineRow(id: idField, terms: terms, allotment: allotment)
    }
}

import TopsliceApportionment
import TopsliceCooperativeGames
import TopsliceDoor
import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    private enum Orientation: String, CaseIterable {
        case savings
        case cost
    }

    /// Measured shares: stated, from an attribution, from a game or from a claims rule.
    mutating func measured(_ map: YAMLMap, share: String?) -> MeasuredStatement? {
        let sources = ["shares", "attribution", "game", "claims"].filter { map.contains($0) }
        guard sources.count == 1 else {
            fault(map.node, "expected exactly one of shares, attribution, game, claims")
            return nil
        }
        switch sources[0] {
        case "shares": return readStated(map)
        case "attribution": return readAttribution(map, share: share)
        case "game": return readGame(map)
        default: return readClaims(map)
        }
    }

    private mutating func readStated(_ map: YAMLMap) -> MeasuredStatement? {
        refuseUnknownKeys(map, ["shares"])
        let given = byPartner(map, "shares") { book, field -> String? in
            book.number(field, allowingNegative: true).map { _ in field.text }
        }
        guard let given, let node = map["shares"] else { return nil }
        let texts = given.sorted { $0.key.precedes($1.key) }.map {
            (partner: $0.key, text: $0.value)
        }
        guard !texts.contains(where: { $0.text.contains("/") }) else {
            fault(node, "measured shares are decimal numbers, not fractions")
            return nil
        }
        return MeasuredStatement(node: node, origin: .stated, source: .decimals(texts))
    }

    /// `attribution[].{agency, shapley}` of the JSON that `topslice attribute` writes; with `benefits` what each agency was worth in money to
    /// that beneficiary.
    private mutating func readAttribution(
        _ map: YAMLMap,
        share: String?
    ) -> MeasuredStatement? {
        refuseUnknownKeys(map, ["attribution", "agencies", "benefits"])
        guard let node = map["attribution"], let field = field(node) else { return nil }
        let names = readNames(map, "agencies")
        guard let document = attribution(field, share: share) else { return nil }
        var estimates: [AgencyEstimate] = []
        guard case .map(let all) = document.root.content,
            let (entries, items, key) = measuredItems(map, all, field, at: node)
        else { return nil }
        for item in items {
            guard case .map(let members) = item.content,
                let agency = Self.scalar(members, AttributionKeys.Contribution.agency),
                let shapley = Self.scalar(members, key),
                let contribution = try? Rational(parsing: shapley, allowingExponent: true)
            else {
                fault(
                    node,
                    "'\(field.shown)' has an attribution without an 'agency' and a number under '\(key)'"
                )
                return nil
            }
            guard !estimates.contains(where: { $0.agency == agency }) else {
                fault(node, "'\(field.shown)' names agency '\(Field.shown(agency))' twice")
                return nil
            }
            guard
                let partner = names[agency]
                    ?? (declared.identifiers.partners.contains(agency) ? agency : nil)
            else {
                fault(
                    node,
                    "agency '\(Field.shown(agency))' of '\(field.shown)' is not a partner; name its "
                        + "partner under 'agencies'"
                )
                return nil
            }
            estimates.append(
                AgencyEstimate(
                    partner: partner,
                    agency: agency,
                    shapley: shapley,
                    contribution: contribution,
                    entries: members
                )
            )
        }
        let agencies = Set(estimates.map(\.agency))
        for name in names.keys.sorted(by: { $0.precedes($1) }) where !agencies.contains(name) {
            fault(
                map["agencies"] ?? node,
                "'\(field.shown)' has no agency '\(Field.shown(name))'"
                    + Spelling.suggestion(for: name, among: agencies.sorted { $0.precedes($1) })
            )
        }
        var evidence = share.map {
            self.evidence(in: entries, file: field.text, share: $0, estimates: estimates)
        }
        evidence?.beneficiary = map["benefits"].flatMap { self.field($0)?.text }
        for caution in evidence?.cautions ?? [] {
            let notice = AgreementNotice(place(node), .evidence(caution))
            if !notices.contains(where: { $0.subject == notice.subject }) { notices.append(notice) }
        }
        return MeasuredStatement(
            node: node,
            origin: .attribution(file: field.text),
            source: .decimals(estimates.map { ($0.partner, $0.shapley) }),
            evidence: evidence
        )
    }

    /// An attribution that a file holds, or that is at hand for a savings share; nil with faults where it cannot be read.
    mutating func attribution(_ field: Field, share: String?) -> YAMLDocument? {
        var limits = YAMLLimits()
        limits.byteCount = 64 << 20
        limits.nodeCount = 4_000_000
        let held = share.flatMap { measured[$0] }
        return contents(field, limit: limits.byteCount, held: held) { source throws(Faults) in
            try YAMLDocument.parse(source.bytes, file: source.name, limits: limits)
        }
    }

    private static func scalar(_ members: [YAMLEntry], _ key: String) -> String? {
        guard let value = members.first(where: { $0.key == key })?.value,
            case .scalar(let scalar) = value.content
        else { return nil }
        return scalar.text
    }

    /// Names used elsewhere, each with its partner.
    private mutating func readNames(_ map: YAMLMap, _ key: String) -> [String: String] {
        guard let names = self.map(map, key) else { return [:] }
        var result: [String: String] = [:]
        for entry in names.entries {
            if let field = field(entry.value), let partner = partner(field) {
                result[entry.key] = partner
            }
        }
        return result
    }

    /// What a file named by the agreement holds, or what is held in its place; nil with faults where it cannot be read.
    private mutating func contents<Value>(
        _ field: Field,
        limit: Int,
        held: FileBytes? = nil,
        _ parse: (FileBytes) throws(Faults) -> Value
    ) -> Value? {
        let source: FileBytes
        do throws(FileTrouble) {
            if let held {
                source = held
            } else {
                source = try FileBytes(reading: tablePath(field), limit: limit)
            }
        } catch {
            faults.add(error, of: field)
            return nil
        }
        faults.read(source)
        do throws(Faults) {
            return try parse(source)
        } catch {
            faults.add(error)
            return nil
        }
    }

    /// A game as `topslice game` takes it, of partners, divided by a rule for games.
    private mutating func readGame(_ map: YAMLMap) -> MeasuredStatement? {
        refuseUnknownKeys(map, ["game", "rule", "orientation"])
        guard let node = map["game"], let field = field(node) else { return nil }
        let rule = choice(map, "rule", GameRule.self)
        if !map.contains("rule") { note(map.node.path + ".rule", "shapley") }
        if (rule ?? .shapley) == .shapley, let node = map["orientation"] {
            notices.append(
                AgreementNotice(
                    place(node),
                    .orientationWithoutEffect(rule: GameRule.shapley.rawValue)
                )
            )
        }
        let stated = choice(map, "orientation", Orientation.self)
        guard !headings.isUnknown else { return nil }
        faults.tableKeys.insert("game")
        let sheet = tablePath(field).table
        let mapping = headings.ofTable("game")
        let form = AmountForm(currency: faults.currency ?? .pounds)
        let read = contents(field, limit: 256 << 20) { source throws(Faults) in
            try GameTable(reading: source, table: sheet, columns: mapping, form: form)
        }
        if let mapping { faults.read(mapping.file, sha256: mapping.sha256) }
        guard let table = read else { return nil }
        faults.tableNotices += table.notices
        for player in table.players {
            _ = partner(Field(text: player, place: field.place, node: node))
        }
        if let nobody = table.emptyCoalition, !nobody.value.isZero {
            faults.add(table.fault(ofNobody: nobody))
        }
        guard let orientation = orientation(stated, of: table) else { return nil }
        var values: [Set<String>: Rational] = [:]
        for entry in table.entries { values[Set(table.names(entry.members))] = entry.value }
        if table.entries.contains(where: { $0.standardError != nil }) {
            notices.append(
                AgreementNotice(
                    place(node),
                    .columnWithoutEffect(column: "standard_error", table: field.text)
                )
            )
        }
        guard faults.isEmpty else { return nil }
        return MeasuredStatement(
            node: node,
            origin: .game(rule ?? .shapley, file: field.text),
            source: .game(values, rule ?? .shapley, orientation == .savings ? .savings : .costs)
        )
    }

    /// What the agreement says of the values, else what the file says, else savings; nil with a fault where the
    /// two contradict each other.
    private mutating func orientation(
        _ stated: Orientation?,
        of table: GameTable
    ) -> Orientation? {
        guard let remark = table.orientation else { return stated ?? .savings }
        let field = Field(text: remark.text, place: remark.place, subject: .key("orientation"))
        guard let said = faults.choice(field, Orientation.self) else { return nil }
        if let stated, stated != said {
            faults.add(field, "the file says \(said.rawValue), the agreement \(stated.rawValue)")
            return nil
        }
        return said
    }

    private mutating func readClaims(_ map: YAMLMap) -> MeasuredStatement? {
        refuseUnknownKeys(map, ["claims", "estate", "rule"])
        require(map, ["estate"])
        let rule = choice(map, "rule", ClaimsRule.self) ?? .proportional
        if !map.contains("rule") { note(map.node.path + ".rule", "proportional") }
        let estate = amount(map, "estate")
        guard let claims = amountsByPartner(map, "claims"), let node = map["claims"],
            let estate
        else { return nil }
        guard estate.isPositive else {
            if let node = map["estate"] { fault(node, "nothing is there to be claimed") }
            return nil
        }
        return MeasuredStatement(
            node: node,
            origin: .claims(rule),
            source: .claims(claims, estate: estate, rule)
        )
    }
}

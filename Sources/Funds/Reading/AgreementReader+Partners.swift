import TopsliceRecords

extension AgreementReader {
    mutating func partnerTable(_ root: YAMLMap) -> DelimitedTable? {
        table(root, "partners_file", required: ["id", "role"], known: ["id", "name", "role"])
    }

    mutating func partners(_ root: YAMLMap, _ table: DelimitedTable?) -> [Partner] {
        let items = list(root, "partners")
        let count = items.count + (table?.rows.count ?? 0)
        guard count <= Self.partnerLimit else {
            if let node = root["partners_file"] ?? root["partners"] {
                fault(node, "there are \(count) partners, expected at most \(Self.partnerLimit)")
            }
            return []
        }
        var seen: Set<String> = []
        var partners: [Partner] = []
        for item in items {
            guard let map = map(item) else { continue }
            require(map, ["id", "role"])
            refuseUnknownKeys(map, ["id", "name", "role"])
            let id = newIdentifier(map, &seen, what: "partner")
            let name = text(map, "name")
            let role = choice(map, "role", PartnerRole.self)
            guard let id, let role else { continue }
            partners.append(Partner(id: id, name: name ?? id, role: role, place: place(item)))
        }
        for row in table?.rows ?? [] {
            let idField = row.require("id", &faults)
            let role = row.require("role", &faults)
                .flatMap { faults.choice($0, PartnerRole.self) }
            guard let idField, let id = faults.identifier(idField) else { continue }
            guard seen.insert(id).inserted else {
                faults.add(idField, "partner '\(id)' occurs twice")
                continue
            }
            guard let role else { continue }
            partners.append(
                Partner(id: id, name: row["name"]?.text ?? id, role: role, place: row.place)
            )
        }
        checkHosts(root, partners)
        return partners
    }

    /// Each may owe each, so that work grows faster than their number.
    private static let partnerLimit = 20_000

    private mutating func checkHosts(_ root: YAMLMap, _ partners: [Partner]) {
        guard let node = root["partners"] ?? root["partners_file"] else {
            fault(root.node, "there are no partners; list them under 'partners'")
            return
        }
        let hosts = partners.filter { $0.role == .host }
        // The host may be one of those that could not be read.
        if hosts.isEmpty, !faults.lacks(.partner),
            declared.identifiers.partners.count == partners.count
        {
            fault(node, "no partner has the role 'host', which holds the pool")
        }
        for extra in hosts.dropFirst() {
            faults.add(
                Fault(
                    place: extra.place,
                    subject: .thing("partner", id: extra.id),
                    message: "is a second host; '\(hosts[0].id)' holds the pool already"
                )
            )
        }
    }

    /// Who answers for what: one partner for each function, so two functions of one name would have two.
    mutating func functions(_ root: YAMLMap) -> [AccountableFunction] {
        var seen: Set<String> = []
        var firstOfName: [String: FilePlace] = [:]
        var functions: [AccountableFunction] = []
        for item in list(root, "functions") {
            guard let map = map(item) else { continue }
            require(map, ["id"])
            refuseUnknownKeys(map, ["id", "name", "owner"])
            let id = newIdentifier(map, &seen, what: "function", mayBeAccount: true)
            if !map.contains("owner") {
                fault(item, "nobody answers for this function; name a partner under 'owner'")
            }
            let owner = partner(map, "owner")
            let name = text(map, "name")
            guard let id else { continue }
            let names = Set([Self.folded(name ?? id), Self.folded(id)])
            if let first = names.compactMap({ firstOfName[$0] }).min() {
                fault(
                    map["name"] ?? item,
                    "the function at line \(first.line) has this name already; one function has one "
                        + "owner"
                )
            }
            for name in names where firstOfName[name] == nil { firstOfName[name] = place(item) }
            guard let owner else { continue }
            functions.append(
                AccountableFunction(id: id, name: name ?? id, owner: owner, place: place(item))
            )
        }
        return functions
    }

    /// Names that readers would take for the same: whatever their case, spaces, hyphens and full stops.
    private static func folded(_ name: String) -> String {
        let folded = String(name.lowercased().filter { $0.isLetter || $0.isNumber })
        return folded.isEmpty ? name : folded
    }
}

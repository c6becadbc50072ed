import TopsliceRecords

extension AgreementReader {
    mutating func readPartners(_ root: YAMLMap) {
        var seen: Set<String> = []
        for item in list(root, "partners") {
            guard let map = map(item) else { continue }
            require(map, ["id", "role"])
            refuseUnknownKeys(map, ["id", "name", "role"])
            let id = newIdentifier(map, &seen, what: "partner")
            let name = text(map, "name")
            let role = choice(map, "role", PartnerRole.self)
            guard let id else { continue }
            partnerIDs.insert(id)
            guard let role else { continue }
            partners.append(
                Partner(id: id, name: name ?? id, role: role, place: place(item))
            )
        }
        readPartnerTable(root, &seen)
        if !root.contains("partners"), !root.contains("partners_file") {
            fault(root.node, "there are no partners; list them under 'partners'")
            return
        }
        let hosts = partners.filter { $0.role == .host }
        if hosts.isEmpty, let node = root["partners"] ?? root["partners_file"] {
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

    private mutating func readPartnerTable(_ root: YAMLMap, _ seen: inout Set<String>) {
        guard let field = field(root, "partners_file"),
            let table = DelimitedTable.read(
                tablePath(field),
                required: ["id", "role"],
                known: ["id", "name", "role"],
                askedBy: field,
                &faults
            )
        else { return }
        for row in table.rows {
            guard let idField = row.require("id", &faults),
                let roleField = row.require("role", &faults),
                let id = faults.identifier(idField)
            else { continue }
            guard seen.insert(id).inserted else {
                faults.add(idField, "partner '\(id)' occurs twice")
                continue
            }
            partnerIDs.insert(id)
            guard let role = faults.choice(roleField, PartnerRole.self) else { continue }
            partners.append(
                Partner(id: id, name: row["name"]?.text ?? id, role: role, place: row.place)
            )
        }
    }

    mutating func readFunctions(_ root: YAMLMap) -> [AccountableFunction] {
        var seen: Set<String> = []
        var functions: [AccountableFunction] = []
        for item in list(root, "functions") {
            guard let map = map(item) else { continue }
            require(map, ["id"])
            refuseUnknownKeys(map, ["id", "name", "owner"])
            let id = newIdentifier(map, &seen, what: "function")
            if !map.contains("owner") {
                fault(item, "nobody answers for this function; name a partner under 'owner'")
            }
            let owner = partner(map, "owner")
            let name = text(map, "name")
            guard let id, let owner else { continue }
            functions.append(
                AccountableFunction(id: id, name: name ?? id, owner: owner, place: place(item))
            )
        }
        return functions
    }
}

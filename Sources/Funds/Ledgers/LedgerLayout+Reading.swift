package import TopsliceRecords

extension LedgerLayout {
    /// - Throws: every fault of the file.
    package init(reading path: String) throws(Faults) {
        let source = try FileBytes(readingYAML: path)
        let document = try YAMLDocument.parse(source.bytes, file: path)
        var faults = FaultList(file: path)
        let root = document.root.map(&faults)
        root?.refuseUnknownKeys(
            known: [
                "columns", "accounts", "date_format", "reference", "narrative", "narrative_length",
                "vat_codes",
            ],
            &faults
        )
        root?.require(["columns", "accounts"], &faults)
        columns = Self.columns(root, &faults)
        codes = Self.codes(root, &faults)
        dateFormat = root?.choice("date_format", DateFormat.self, &faults) ?? .iso
        reference = Self.template(root, "reference", or: [.field(.number)], &faults)
        narrative = Self.template(root, "narrative", or: [.field(.clause)], &faults)
        narrativeLength = root?.integer("narrative_length", &faults)
        if let length = narrativeLength, length < 1, let node = root?["narrative_length"] {
            faults.add(.value, node, "expected a whole number of 1 or more")
        }
        vatCodes = Self.vatCodes(root, &faults)
        file = path
        sha256 = source.sha256
        line = root?["accounts"]?.position.line ?? 1
        Self.checkAmounts(columns, root, &faults)
        try faults.throwIfAny()
    }

    private static func columns(_ root: YAMLMap?, _ faults: inout FaultList) -> [Column] {
        var columns: [Column] = []
        for node in root?.list("columns", &faults) ?? [] {
            guard let map = node.map(&faults) else { continue }
            map.refuseUnknownKeys(known: ["head", "value", "text"], &faults)
            map.require(["head"], &faults)
            let head = map.text("head", &faults)
            let value = map.choice("value", Value.self, &faults)
            let text = map.text("text", &faults)
            guard map.contains("value") != map.contains("text") else {
                faults.add(.value, node, "expected 'value' or 'text', one of them")
                continue
            }
            guard let head else { continue }
            if columns.contains(where: { $0.head == head }) {
                faults.add(.value, node, "two columns are headed '\(escapedName(head))'")
            }
            if let value { columns.append(Column(head: head, content: .value(value))) }
            if let text { columns.append(Column(head: head, content: .text(text))) }
        }
        return columns
    }

    /// Amounts stand in two columns or in one with a sign, never both ways and never not at all.
    private static func checkAmounts(
        _ columns: [Column],
        _ root: YAMLMap?,
        _ faults: inout FaultList
    ) {
        guard let node = root?["columns"], !columns.isEmpty, faults.isEmpty else { return }
        func has(_ value: Value) -> Bool { columns.contains { $0.content == .value(value) } }
        guard has(.debit) == has(.credit), has(.debit) != has(.amount) else {
            faults.add(
                .value,
                node,
                "expected amounts as 'debit' and 'credit', or as 'amount', one way of both"
            )
            return
        }
        if !has(.account) { faults.add(.value, node, "no column holds the 'account'") }
    }

    private static func codes(_ root: YAMLMap?, _ faults: inout FaultList) -> [String: Codes] {
        var codes: [String: Codes] = [:]
        for entry in root?.map("accounts", &faults)?.entries ?? [] {
            guard let map = entry.value.map(&faults) else { continue }
            map.refuseUnknownKeys(known: ["account", "cost_centre", "vat"], &faults)
            map.require(["account"], &faults)
            guard let account = map.text("account", &faults) else { continue }
            codes[entry.key] = Codes(
                account: account,
                costCentre: map.text("cost_centre", &faults),
                vat: map.text("vat", &faults)
            )
        }
        return codes
    }

    private static func vatCodes(
        _ root: YAMLMap?,
        _ faults: inout FaultList
    ) -> [InvoiceTerms.VAT: String] {
        var codes: [InvoiceTerms.VAT: String] = [:]
        for entry in root?.map("vat_codes", &faults)?.entries ?? [] {
            guard let vat = InvoiceTerms.VAT(rawValue: entry.key) else {
                let known = InvoiceTerms.VAT.allCases.map(\.rawValue)
                faults.add(
                    .value,
                    entry.value,
                    "'\(escapedName(entry.key))' is no treatment, expected one of "
                        + known.joined(separator: ", ")
                        + Spelling.suggestion(for: entry.key, among: known)
                )
                continue
            }
            codes[vat] = entry.value.text(&faults)
        }
        return codes
    }

    private static func template(
        _ root: YAMLMap?,
        _ key: String,
        or given: [Template.Part],
        _ faults: inout FaultList
    ) -> Template {
        guard let node = root?[key], let text = node.text(&faults) else {
            return Template(parts: given)
        }
        var parts: [Template.Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let name = rest[rest.index(after: open)...].prefix { $0 != "}" }
            guard let field = Template.Field(rawValue: String(name)), name.endIndex < rest.endIndex
            else {
                let known = Template.Field.allCases.map { "{\($0.rawValue)}" }
                faults.add(
                    .value,
                    node,
                    "a place in braces is not known, expected \(known.joined(separator: ", "))"
                )
                return Template(parts: given)
            }
            if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
            parts.append(.field(field))
            rest = rest[rest.index(after: name.endIndex)...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        return Template(parts: parts)
    }
}

import TopsliceRecords

extension AgreementReader {
    /// Shares stated once and used by many: `share_sets: {half: {shares: {a: 50, b: 50}}}`.
    mutating func shareSets(_ root: YAMLMap) -> [String: SharingBasis] {
        guard root.contains("share_sets"), let map = map(root, "share_sets") else { return [:] }
        var sets: [String: SharingBasis] = [:]
        for entry in map.entries {
            guard let id = faults.identifier(keyField(entry)) else { continue }
            let set = self.map(entry.value)
            if let set { refuseUnknownKeys(set, Self.basisKeys) }
            guard let basis = set.flatMap({ basis($0) }) else {
                // It was declared, and those that name it are not blamed for what is wrong with it.
                faults.addHole(at: entry.value.path)
                continue
            }
            sets[id] = basis
        }
        return sets
    }

    func unknownSet(_ field: Field) -> String {
        "\(field.said) is no share set of this agreement"
            + Spelling.suggestion(for: field.text, among: declared.shareSets.keys.sorted())
    }

    mutating func shareSet(_ field: Field) -> SharingBasis? {
        if let basis = declared.shareSets[field.text] { return basis }
        if !faults.isHole(at: "share_sets") { faults.add(field, unknownSet(field)) }
        return nil
    }

    /// The shares of a line: the name of a set, or shares of its own.
    mutating func lineShares(_ map: YAMLMap) -> SharingBasis? {
        guard let node = map["shares"] else { return nil }
        if case .scalar = node.content { return field(node).flatMap { shareSet($0) } }
        return shares(map, "shares").map(SharingBasis.shares)
    }

    /// What all lines with shares of their own, or those that are named, ask of those who share them.
    mutating func lineShares(contribution map: YAMLMap) -> (any ContributionRule)? {
        var lines = declared.lines.values.filter { $0.shares != nil && $0.kind != .aligned }
            .sorted { $0.id.precedes($1.id) }
        if map.contains("lines") {
            var named: [FundLine] = []
            for item in list(map, "lines") {
                guard let field = field(item),
                    let id = faults.reference(field, among: declared.identifiers.lines, .line),
                    let line = declared.lines[id]
                else { continue }
                if line.shares == nil { faults.add(field, "line '\(id)' has no 'shares'") }
                named.append(line)
            }
            lines = named
        }
        guard let currency = faults.currency else { return nil }
        guard !lines.isEmpty else {
            fault(map.node, "no line has 'shares', by which this contribution divides")
            return nil
        }
        return LineSharesContribution(
            items: lines.compactMap { line in
                line.shares.map { basis in
                    LineSharesContribution.Item(
                        line: line.id,
                        budgets: Dictionary(line.allotments.map { ($0.phase, $0.budget) }) {
                            first,
                            _ in
                            first
                        },
                        basis: basis
                    )
                }
            },
            currency: currency
        )
    }
}

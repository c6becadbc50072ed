internal import TopsliceExactArithmetic
package import TopsliceRecords

extension GameTable {
    /// What a JSON file may hold: a list of coalitions, or as many as 2²⁰ values.
    private static var limits: YAMLLimits {
        var limits = YAMLLimits()
        limits.byteCount = 256 << 20
        limits.nodeCount = 8 << 20
        return limits
    }

    /// Reads one of four forms: `{"values": {"a": 1, "a+b": 3}}`; `{"players": ["a", "b"], "values":
    /// [0, 1, 2, 3]}` in the order of bit masks (entry 3 is a+b); `{"coalitions": [{"members": ["a"],
    /// "value": 1}]}`, which is what an attribution writes; or that list itself. An `orientation` may stand
    /// beside the values.
    ///
    /// JSON is read as the YAML it is, so that repeated keys are refused and every digit counts.
    init(json text: TextFile) throws(Faults) {
        let document = try YAMLDocument.parse(
            Array(text.bytes),
            file: text.file,
            limits: Self.limits
        )
        var reader = GameNodeReader(file: text.file)
        let orientation = reader.read(document.root)
        try reader.problems.throwIfAny()
        self = try reader.builder.finish(
            file: text.file,
            orientation: orientation,
            warnings: text.warnings,
            sha256: text.sha256
        )
    }

    /// The values of a game that stand in another document: a map from coalitions to values.
    ///
    /// - Parameters:
    ///   - file: the document's path.
    ///   - sha256: the digest of the document.
    package init(values: YAMLNode, file: String, sha256: String) throws(Faults) {
        var reader = GameNodeReader(file: file)
        reader.readValues(values)
        try reader.problems.throwIfAny()
        self = try reader.builder.finish(
            file: file,
            orientation: nil,
            warnings: [],
            sha256: sha256
        )
    }
}

/// Reads a game from nodes of JSON or of a request.
package struct GameNodeReader {
    var builder: GameTableBuilder
    package private(set) var problems: FaultList

    package init(file: String) {
        builder = GameTableBuilder(file: file)
        problems = FaultList(file: file)
    }

    /// A whole JSON document; returns the orientation it states.
    mutating func read(_ root: YAMLNode) -> GameTable.Remark? {
        if case .list = root.content {
            readCoalitions(root)
            return nil
        }
        guard let map = root.map(&problems) else { return nil }
        if let coalitions = map[AttributionKeys.coalitions] {
            // The result of an attribution, whose other keys are about how it came to be.
            readCoalitions(coalitions)
        } else {
            map.require(["values"], &problems)
            map.refuseUnknownKeys(
                known: ["orientation", "players", "values", "name", "source"],
                &problems
            )
            if let players = map["players"] {
                builder.name(players.texts(&problems) ?? [], record(players))
            }
            if let values = map["values"] { readValues(values) }
        }
        guard let stated = map["orientation"], let text = stated.text(&problems) else { return nil }
        return GameTable.Remark(text: text, place: FilePlace(file: problems.file, stated.position))
    }

    /// A map from coalitions to values, or a list of values in the order of bit masks.
    package mutating func readValues(_ node: YAMLNode) {
        if case .list(let items) = node.content {
            readMasks(items, node)
            return
        }
        for entry in node.map(&problems)?.entries ?? [] {
            let value = number(entry.value)
            builder.add(
                .init(
                    record: TableRecord(
                        line: entry.keyPosition.line,
                        character: entry.keyPosition.column,
                        fields: []
                    ),
                    members: GameTableBuilder.members(of: entry.key),
                    value: value
                ),
                column: nil
            )
        }
    }

    private mutating func readMasks(_ items: [YAMLNode], _ node: YAMLNode) {
        let players = builder.players
        guard !players.isEmpty, items.count == 1 << players.count else {
            problems.add(
                .value,
                node,
                "a list of \(items.count) values; with the 'players' named before, a list needs one "
                    + "for each of their 2^n coalitions in the order of bit masks"
            )
            return
        }
        for (mask, item) in items.enumerated() {
            let members = players.indices.filter { mask >> $0 & 1 == 1 }.map { players[$0] }
            builder.add(
                .init(record: record(item), members: members, value: number(item)),
                column: nil
            )
        }
    }

    private mutating func readCoalitions(_ list: YAMLNode) {
        for node in list.list(&problems) ?? [] {
            guard let map = node.map(&problems) else { continue }
            map.refuseUnknownKeys(
                known: [AttributionKeys.Coalition.members, "coalition"]
                    + GameTable.requiredColumns.dropFirst()
                    + GameTable.optionalColumns,
                &problems
            )
            map.require([AttributionKeys.Coalition.value], &problems)
            let members: [String]
            if let coalition = map["coalition"] {
                members = GameTableBuilder.members(of: coalition.text(&problems) ?? "none")
            } else {
                map.require([AttributionKeys.Coalition.members], &problems)
                members = map.texts(AttributionKeys.Coalition.members, &problems) ?? []
            }
            var error: Rational?
            if let node = map[AttributionKeys.Coalition.standardError], !isNull(node) {
                error = number(node)
                if error?.isNegative == true {
                    problems.add(.value, node, "a standard error is below zero")
                }
            }
            let isSupported = map.bool(AttributionKeys.Coalition.isSupported, &problems) ?? true
            builder.add(
                .init(
                    record: record(node),
                    members: members,
                    value: map[AttributionKeys.Coalition.value].flatMap { number($0) },
                    standardError: error,
                    isSupported: isSupported
                ),
                column: nil
            )
        }
    }

    private func isNull(_ node: YAMLNode) -> Bool {
        if case .scalar(let scalar) = node.content {
            return !scalar.isQuoted && scalar.text == "null"
        }
        return false
    }

    private mutating func number(_ node: YAMLNode) -> Rational? {
        guard let text = node.text(&problems) else { return nil }
        do throws(RationalParseError) {
            return try Rational(parsing: text, allowingExponent: true)
        } catch {
            problems.add(.value, node, error.description)
            return nil
        }
    }

    private func record(_ node: YAMLNode) -> TableRecord {
        TableRecord(line: node.position.line, character: node.position.column, fields: [])
    }
}

import TopsliceDoor
import TopsliceExactArithmetic
package import TopsliceMoney
package import TopsliceRecords

/// Reads the clauses of a contract, against what the agreement declares.
package struct ContractReader {
    private var cases: CaseReader
    /// What clauses may refer to.
    package let declared: Declared

    package struct Declared: Sendable {
        package let parties: [String]
        package let outcomes: [String]
        /// Nil where the agreement's term could not be read.
        package let term: ContractTerm?
        /// Periods that a clause may be for, by identifier.
        package let phases: [String: ContractTerm]
        /// Of every amount.
        package let currency: Currency

        package init(
            parties: [String],
            outcomes: [String],
            term: ContractTerm?,
            phases: [String: ContractTerm],
            currency: Currency
        ) {
            self.parties = parties
            self.outcomes = outcomes
            self.term = term
            self.phases = phases
            self.currency = currency
        }
    }

    private var clauseIDs: Set<String> = []
    /// Files that clauses name and that were read.
    private(set) var files: [InputRecord] = []
    /// What clauses say without effect.
    private(set) var notices: [PlacedNotice] = []
    /// The clause that is read.
    private var head: ClauseHead?

    /// So many clauses are worked out within seconds.
    static let mostClauses = 2_000

    init(file: String, declared: Declared) {
        cases = CaseReader(file: file)
        cases.form.currency = declared.currency
        self.declared = declared
    }

    package var faults: FaultList { cases.faults }

    // MARK: - The list of clauses

    /// Reads a list of clauses, each a map with `id` and `rule`.
    mutating func clauses(_ root: YAMLMap, _ key: String) -> [any ContractClause] {
        let maps = cases.maps(root, key)
        if maps.count > Self.mostClauses, let node = root[key] {
            fault(node, "there are \(maps.count) clauses, expected at most \(Self.mostClauses)")
            return []
        }
        var heads: [ClauseHead?] = []
        for map in maps { heads.append(head(map)) }
        var clauses: [any ContractClause] = []
        for (map, head) in zip(maps, heads) {
            cases.require(map, ["id", "rule"])
            guard let kind = choice(map, "rule", ClauseKind.self) else { continue }
            let before = cases.faults.count
            self.head = head
            // What a clause without a name of its own says is read for its faults.
            let place = FilePlace(file: cases.file, map.node.position)
            let clause = kind.read(
                map,
                head ?? ClauseHead(id: "", clause: "", place: place),
                &self
            )
            if let clause, head != nil { clauses.append(clause) }
            if clause == nil, cases.faults.count == before {
                fault(map.node, "the clause says nothing that could be paid")
            }
        }
        return clauses
    }

    private mutating func head(_ map: YAMLMap) -> ClauseHead? {
        guard let node = map["id"], let id = text(map, "id") else { return nil }
        let isPlain = id.utf8.allSatisfy { byte in
            byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x30 && byte <= 0x39
                || "-_.".utf8.contains(byte)
        }
        guard let first = id.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A, isPlain,
            id.utf8.count <= 64
        else {
            fault(
                node,
                "'\(escapedName(id))' is not an identifier, expected up to 64 letters, digits, '-', '_' or '.', "
                    + "beginning with a letter"
            )
            return nil
        }
        guard clauseIDs.insert(id).inserted else {
            fault(node, "clause '\(id)' occurs twice")
            return nil
        }
        return ClauseHead(
            id: id,
            clause: text(map, "clause") ?? "clause '\(id)'",
            place: FilePlace(file: cases.file, map.node.position)
        )
    }

    /// A circle of needs.
    mutating func fault(_ circle: ClauseOrder.Circle, _ clauses: [any ContractClause]) {
        guard let last = clauses.first(where: { $0.head.id == circle.ids.first }) else {
            preconditionFailure("the circle \(circle.ids) is of other clauses")
        }
        cases.add(
            Faults(
                Fault(
                    place: last.head.place,
                    subject: .key("contracts"),
                    message: "clauses need each other in a circle: "
                        + circle.ids.joined(separator: " > ")
                )
            )
        )
    }

    /// Two clauses that take back from one might take more than it paid. One may take from what another leaves, and then
    /// from nothing else of the same clauses.
    mutating func refuseRepeatedCuts(_ clauses: [any ContractClause]) {
        var first: [String: String] = [:]
        for clause in clauses {
            for id in clause.cuts {
                guard let other = first.updateValue(clause.head.id, forKey: id) else { continue }
                cases.add(
                    Faults(
                        Fault(
                            place: clause.head.place,
                            subject: .key("contracts"),
                            message: "'\(clause.head.id)' and '\(other)' both take back from what "
                                + "'\(id)' pays; only one may"
                        )
                    )
                )
            }
        }
    }

    // MARK: - Values

    package mutating func fault(_ node: YAMLNode, _ message: String) { cases.fault(node, message) }

    /// Something that the clause which is read says without effect.
    mutating func notice(_ map: YAMLMap, _ notice: ClauseNotice) {
        // A clause without a name is a fault.
        guard let head else { return }
        notices.append(
            PlacedNotice(
                place: FilePlace(file: cases.file, map.node.position),
                clause: head.id,
                notice: notice
            )
        )
    }

    mutating func require(_ map: YAMLMap, _ keys: [String]) { cases.require(map, keys) }

    /// What every clause may have is known everywhere.
    mutating func refuseUnknownKeys(_ map: YAMLMap, _ known: [String]) {
        cases.refuseUnknownKeys(map, known)
    }

    /// The maps of a list, which is not empty where it is stated.
    mutating func maps(_ map: YAMLMap, _ key: String) -> [YAMLMap] {
        if let node = map[key], case .list(let items) = node.content, items.isEmpty {
            fault(node, "the list is empty")
        }
        return cases.maps(map, key)
    }

    mutating func map(_ map: YAMLMap, _ key: String) -> YAMLMap? { cases.map(map, key) }

    mutating func text(_ map: YAMLMap, _ key: String) -> String? { cases.text(map, key) }

    mutating func texts(_ map: YAMLMap, _ key: String) -> [String]? { cases.texts(map, key) }

    mutating func bool(_ map: YAMLMap, _ key: String) -> Bool? { cases.bool(map, key) }

    mutating func whole(_ map: YAMLMap, _ key: String, _ range: ClosedRange<Int>) -> Int? {
        cases.whole(map, key, range)
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ map: YAMLMap,
        _ key: String,
        _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        cases.choice(map, key, type)
    }

    /// In pence.
    mutating func amount(_ map: YAMLMap, _ key: String) -> Rational? {
        cases.amount(map, key)?.exactMinorUnits
    }

    /// In pence.
    mutating func amount(_ node: YAMLNode) -> Rational? { cases.amount(node)?.exactMinorUnits }

    mutating func number(_ map: YAMLMap, _ key: String) -> Rational? { cases.number(map, key) }

    mutating func number(_ node: YAMLNode) -> Rational? { cases.number(node) }

    /// As a part of one.
    mutating func percentage(
        _ map: YAMLMap,
        _ key: String,
        _ range: ClosedRange<Int> = 0...100
    ) -> Rational? {
        cases.percentage(map, key, range)
    }

    mutating func percentage(_ node: YAMLNode, upTo limit: Int = 100) -> Rational? {
        cases.percentage(node, 0...limit)
    }

    /// The items of a list under a key.
    mutating func items(_ map: YAMLMap, _ key: String) -> [YAMLNode] { cases.list(map, key) }

    /// The key of an entry as a day.
    mutating func day(written entry: YAMLEntry) -> Int32? {
        guard let day = CalendarDate(parsing: entry.key) else {
            fault(
                entry.value,
                "'\(escapedName(entry.key))' is not a day of the calendar, expected one such as 2025-04-01"
            )
            return nil
        }
        return Int32(day.dayNumber)
    }

    mutating func day(_ map: YAMLMap, _ key: String) -> Int32? {
        cases.date(map, key).map { Int32($0.dayNumber) }
    }

    mutating func party(_ map: YAMLMap, _ key: String) -> String? {
        member(map, key, of: declared.parties, what: "a partner")
    }

    mutating func outcome(_ map: YAMLMap, _ key: String) -> String? {
        member(map, key, of: declared.outcomes, what: "an outcome")
    }

    private mutating func member(
        _ map: YAMLMap,
        _ key: String,
        of known: [String],
        what: String
    ) -> String? {
        guard let node = map[key], let id = text(map, key) else { return nil }
        return isMember(id, node, of: known, what: what) ? id : nil
    }

    mutating func isParty(_ id: String, _ node: YAMLNode) -> Bool {
        isMember(id, node, of: declared.parties, what: "a partner")
    }

    private mutating func isMember(
        _ id: String,
        _ node: YAMLNode,
        of known: [String],
        what: String
    ) -> Bool {
        if known.contains(id) { return true }
        fault(
            node,
            "'\(escapedName(id))' is not \(what) of this agreement"
                + Spelling.suggestion(for: id, among: known)
        )
        return false
    }

    /// Another clause of the contract.
    mutating func clause(_ map: YAMLMap, _ key: String) -> String? {
        member(map, key, of: clauseIDs.sorted(), what: "a clause of the contracts")
    }

    /// Other clauses of the contract; nil with a fault where there are none.
    mutating func clauses(in map: YAMLMap, _ key: String) -> [String]? {
        guard let node = map[key], let ids = texts(map, key) else { return nil }
        let known = clauseIDs.sorted()
        var isSound = true
        for (place, id) in ids.enumerated() {
            let isKnown = isMember(id, node, of: known, what: "a clause of the contracts")
            isSound = isSound && isKnown
            if ids[..<place].contains(id) {
                fault(node, "clause '\(id)' is named twice")
                isSound = false
            }
        }
        if ids.isEmpty { fault(node, "there are no clauses in it") }
        return isSound && !ids.isEmpty ? ids : nil
    }

    /// Parts of one by outcome.
    mutating func percentByOutcome(_ map: YAMLMap, _ key: String) -> [String: Rational] {
        guard let values = self.map(map, key) else { return [:] }
        var found: [String: Rational] = [:]
        for entry in values.entries {
            let isKnown = isMember(
                entry.key,
                entry.value,
                of: declared.outcomes,
                what: "an outcome"
            )
            if let part = percentage(entry.value), isKnown { found[entry.key] = part }
        }
        return found
    }

    /// Who is paid by whom.
    mutating func parties(_ map: YAMLMap) -> (payee: String, payers: PayerShares)? {
        let payee = party(map, "payee")
        guard let payers = payers(map), let payee else { return nil }
        if payers.parts.contains(where: { $0.party == payee }), let node = map["payee"] {
            fault(node, "'\(payee)' would pay itself")
        }
        return (payee, payers)
    }

    /// A file of JSON or YAML in the folder of the agreement.
    mutating func document(_ map: YAMLMap, _ key: String) -> YAMLMap? {
        guard let node = map[key], let name = text(map, key) else { return nil }
        var limits = YAMLLimits()
        limits.byteCount = 64 << 20
        limits.nodeCount = 4_000_000
        let source: FileBytes
        do throws(FileTrouble) {
            source = try FileBytes(
                reading: StatedPath(name, in: cases.file),
                limit: limits.byteCount
            )
        } catch {
            fault(node, "'\(escapedName(name))': \(error.message)")
            return nil
        }
        files.append(
            InputRecord(path: source.name, sha256: source.sha256, rows: 0, seconds: 0)
        )
        do throws(Faults) {
            let document = try YAMLDocument.parse(
                source.bytes,
                file: source.name,
                limits: limits
            )
            return self.map(document.root)
        } catch {
            cases.add(error)
            return nil
        }
    }

    mutating func map(_ node: YAMLNode) -> YAMLMap? { cases.map(node) }

    /// A length of time, such as `{months: 6}`.
    mutating func span(_ map: YAMLMap, _ key: String) -> CalendarSpan? {
        guard let node = map[key], let stated = self.map(map, key) else { return nil }
        let units = CalendarSpan.Unit.allCases.map(\.rawValue)
        refuseUnknownKeys(stated, units)
        guard stated.entries.count == 1, let entry = stated.entries.first,
            let unit = CalendarSpan.Unit(rawValue: entry.key)
        else {
            fault(node, "expected one of \(units.joined(separator: ", ")), such as {months: 6}")
            return nil
        }
        return whole(stated, entry.key, 1...3_660).map { CalendarSpan($0, unit) }
    }
}

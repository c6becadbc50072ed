import TopsliceExactArithmetic
import TopsliceMoney
import TopsliceRecords

extension AgreementReader {
    func place(_ node: YAMLNode) -> FilePlace {
        FilePlace(file: file, node.position)
    }

    func subject(_ node: YAMLNode) -> FaultSubject {
        node.path.isEmpty ? .whole : .key(node.path)
    }

    mutating func fault(_ node: YAMLNode, _ message: String) {
        guard !faults.isHole(at: node.path) else { return }
        faults.add(Fault(place: place(node), subject: subject(node), message: message))
    }

    /// Remembers a value that was filled in.
    mutating func note(_ key: String, _ value: String) {
        defaults.append(ResolvedDefault(key: key, value: value))
    }

    /// The key of an entry as a value with a place of its own.
    func keyField(_ entry: YAMLEntry) -> Field {
        Field(
            text: entry.key,
            place: FilePlace(file: file, entry.keyPosition),
            node: entry.value
        )
    }

    /// Runs a reading step of the YAML layer and takes over its faults.
    private mutating func reading<Value>(
        _ step: (inout FaultList) -> Value
    ) -> Value {
        var list = FaultList(file: file)
        let value = step(&list)
        faults.add(list.faults)
        return value
    }

    mutating func require(_ map: YAMLMap, _ keys: [String]) {
        reading { map.require(keys, &$0) }
    }

    mutating func refuseUnknownKeys(_ map: YAMLMap, _ known: [String]) {
        reading { map.refuseUnknownKeys(known: known, &$0) }
    }

    mutating func map(_ node: YAMLNode) -> YAMLMap? { reading { node.map(&$0) } }

    mutating func map(_ map: YAMLMap, _ key: String) -> YAMLMap? {
        reading { map.map(key, &$0) }
    }

    /// The items under a key; none where it is absent.
    mutating func list(_ map: YAMLMap, _ key: String) -> [YAMLNode] {
        reading { map.list(key, &$0) } ?? []
    }

    mutating func field(_ node: YAMLNode) -> Field? {
        guard let text = reading({ node.text(&$0) }) else { return nil }
        return Field(text: text, place: place(node), node: node)
    }

    mutating func field(_ map: YAMLMap, _ key: String) -> Field? {
        map[key].flatMap { field($0) }
    }

    mutating func text(_ map: YAMLMap, _ key: String) -> String? {
        field(map, key)?.text
    }

    mutating func date(_ map: YAMLMap, _ key: String) -> CalendarDate? {
        field(map, key).flatMap { faults.date($0) }
    }

    mutating func amount(
        _ map: YAMLMap,
        _ key: String,
        allowingNegative: Bool = false
    ) -> Money? {
        field(map, key).flatMap { faults.amount($0, allowingNegative: allowingNegative) }
    }

    /// As a part of one.
    mutating func percentage(_ map: YAMLMap, _ key: String, upTo limit: Int = 100) -> Rational? {
        field(map, key).flatMap { faults.percentage($0, upTo: limit) }
    }

    mutating func number(_ map: YAMLMap, _ key: String) -> Rational? {
        field(map, key).flatMap { faults.number($0) }
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ map: YAMLMap,
        _ key: String,
        _ type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        field(map, key).flatMap { faults.choice($0, type) }
    }

    mutating func bool(_ map: YAMLMap, _ key: String) -> Bool? {
        reading { map.bool(key, &$0) }
    }

    mutating func partner(_ map: YAMLMap, _ key: String) -> String? {
        field(map, key).flatMap { partner($0) }
    }

    mutating func partner(_ field: Field) -> String? {
        faults.reference(field, among: declared.identifiers.partners, .partner)
    }

    mutating func line(_ map: YAMLMap, _ key: String) -> String? {
        field(map, key).flatMap { faults.reference($0, among: declared.identifiers.lines, .line) }
    }

    mutating func phase(_ field: Field) -> String? {
        faults.reference(field, among: declared.identifiers.phases, .phase)
    }

    /// The `id` of a map, which must be new.
    ///
    /// - Parameter mayBeAccount: whether it may be called like an account of the fund, because no money is
    ///   ever booked to it.
    mutating func newIdentifier(
        _ map: YAMLMap,
        _ seen: inout Set<String>,
        what: String,
        mayBeAccount: Bool = false
    ) -> String? {
        guard let node = map["id"], let field = field(node) else { return nil }
        var isQuoted = false
        if case .scalar(let scalar) = node.content { isQuoted = scalar.isQuoted }
        let id = faults.identifier(field, isQuoted: isQuoted, mayBeAccount: mayBeAccount)
        guard let id else { return nil }
        guard seen.insert(id).inserted else {
            faults.add(field, "\(what) '\(id)' occurs twice")
            return nil
        }
        return id
    }

    /// The clause as people cite it; without one, its identifier with its kind.
    mutating func clause(_ map: YAMLMap, id: String, kind: String) -> String {
        text(map, "clause") ?? "\(kind) '\(id)'"
    }

    /// Amounts or numbers by partner.
    mutating func byPartner<Value>(
        _ map: YAMLMap,
        _ key: String,
        _ value: (inout FaultBook, Field) -> Value?
    ) -> [String: Value]? {
        guard let values = self.map(map, key) else { return nil }
        var result: [String: Value] = [:]
        for entry in values.entries {
            let id = partner(keyField(entry))
            guard let field = field(entry.value), let read = value(&faults, field), let id else {
                continue
            }
            result[id] = read
        }
        if values.entries.isEmpty, let node = map[key] {
            fault(node, "there are no partners in it")
        }
        return result
    }

    mutating func amountsByPartner(_ map: YAMLMap, _ key: String) -> [String: Money]? {
        byPartner(map, key) { book, field in book.amount(field) }
    }

    /// The table named under a key.
    mutating func table(
        _ map: YAMLMap,
        _ key: String,
        required: [String],
        known: [String],
        isPersonal: Bool = false
    ) -> DelimitedTable? {
        guard let field = field(map, key) else { return nil }
        guard !headings.isUnknown else {
            if let node = map[key] { faults.addHole(at: node.path) }
            return nil
        }
        faults.tableKeys.insert(key)
        let table = DelimitedTable.read(
            tablePath(field),
            mapping: headings.ofTable(key),
            required: required,
            known: known,
            isPersonal: isPersonal,
            askedBy: field,
            &faults
        )
        // What it declares is not missed a second time.
        if table == nil, let node = map[key] { faults.addHole(at: node.path) }
        return table
    }

    /// The path of a file named by the agreement, which must lie in its folder.
    func tablePath(_ field: Field) -> StatedPath { StatedPath(field.text, in: file) }
}

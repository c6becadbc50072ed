internal import TopsliceOptions
internal import TopsliceRecords

/// Reads the declaration of one column, `{type: integer, range: [0, 4], …}`.
struct StudyColumnReader {
    private enum Missing: String, CaseIterable {
        case allowed
        case refused
    }

    /// Which way an outcome benefits.
    enum Benefit: String, CaseIterable {
        case rise
        case fall
    }

    let name: String

    func column(in node: YAMLNode, _ faults: inout FaultList) -> StudyColumn? {
        guard let map = node.map(&faults) else { return nil }
        map.refuseUnknownKeys(known: StudyColumnKeys.statements.map(\.name), &faults)
        map.require(["type"], &faults)
        let missing = map.choice("missing", Missing.self, &faults)
        let missingCodes = map.texts("missing_codes", &faults) ?? []
        guard let type = map.choice("type", ColumnType.self, &faults) else { return nil }
        var column = StudyColumn(name: name, type: type, missingCodes: missingCodes)
        column.missingAllowed = missing.map { $0 == .allowed }
        readRange(map, into: &column, &faults)
        if allows("after", for: [.date], column, map, &faults) {
            column.after = map.text("after", &faults)
        }
        if allows("levels", for: [.category, .binary], column, map, &faults) {
            column.levels = levels(map, &faults)
            if type == .binary, let levels = column.levels, levels.count != 2,
                let node = map["levels"]
            {
                faults.add(
                    .value,
                    node,
                    "\(levels.count) levels, expected two: the word for 0 and the word for 1"
                )
            }
        }
        if allows("unique", for: [.id], column, map, &faults) {
            column.isUnique = map.bool("unique", &faults) ?? true
        }
        if allows("scientific", for: [.id], column, map, &faults) {
            column.allowsScientificIDs =
                map.choice("scientific", Missing.self, &faults) == .allowed
        }
        readBenefit(map, into: &column, &faults)
        return column
    }

    /// What one of an outcome's numbers is worth, and to whom.
    private func readBenefit(
        _ map: YAMLMap,
        into column: inout StudyColumn,
        _ faults: inout FaultList
    ) {
        let measured: [ColumnType] = [.binary, .integer, .number]
        func stated(_ key: String) -> Stated<String>? {
            guard allows(key, for: measured, column, map, &faults), let node = map[key] else {
                return nil
            }
            return node.text(&faults).map {
                Stated($0, at: "\(faults.file):\(node.position): key '\(node.path)'")
            }
        }
        column.unit = stated("unit")
        column.worth = stated("worth")
        if allows("beneficiary", for: measured, column, map, &faults) {
            column.beneficiary = map.text("beneficiary", &faults)
        }
        if allows("benefit", for: measured, column, map, &faults) {
            column.benefitsByFalling = map.choice("benefit", Benefit.self, &faults) == .fall
        }
    }

    private func allows(
        _ key: String,
        for types: [ColumnType],
        _ column: StudyColumn,
        _ map: YAMLMap,
        _ faults: inout FaultList
    ) -> Bool {
        guard let node = map[key] else { return false }
        if types.contains(column.type) { return true }
        let expected = types.map(\.rawValue).joined(separator: " or ")
        faults.add(.value, node, "goes only with the type \(expected), not \(column.type.rawValue)")
        return false
    }

    private func levels(_ map: YAMLMap, _ faults: inout FaultList) -> [String]? {
        guard let nodes = map.list("levels", &faults), let parent = map["levels"] else {
            return nil
        }
        if nodes.isEmpty { faults.add(.value, parent, "the list is empty, expected levels") }
        var levels: [String] = []
        for node in nodes {
            guard let level = node.text(&faults) else { continue }
            if levels.contains(level) {
                faults.add(.value, node, "the level '\(escapedName(level))' is named twice")
            } else {
                levels.append(level)
            }
        }
        return levels
    }

    // MARK: Range

    private func readRange(
        _ map: YAMLMap,
        into column: inout StudyColumn,
        _ faults: inout FaultList
    ) {
        let ranged: [ColumnType] = [.integer, .number, .money, .date]
        guard allows("range", for: ranged, column, map, &faults),
            let node = map["range"], let ends = node.list(&faults)
        else { return }
        guard ends.count == 2 else {
            faults.add(.value, node, "\(ends.count) values, expected [least, greatest]")
            return
        }
        guard let low = ends[0].text(&faults), let high = ends[1].text(&faults) else { return }
        column.rangeText = .init(
            low: low == "none" ? nil : low,
            high: high == "none" ? nil : high
        )
        let type = column.type
        func end<Value>(_ index: Int, _ text: String, _ read: (FieldBytes) -> Value?) -> Value?? {
            guard text != "none" else { return .some(nil) }
            let bytes = Array(text.utf8)
            if let value = bytes.withUnsafeBufferPointer({ read($0) }) { return .some(value) }
            faults.add(.value, ends[index], "not a limit for the type \(type.rawValue)")
            return nil
        }
        func both<Value: Comparable>(_ read: (FieldBytes) -> Value?) -> (Value?, Value?)? {
            guard let least = end(0, low, read), let greatest = end(1, high, read) else {
                return nil
            }
            if let least, let greatest, least > greatest {
                faults.add(.value, node, "the least value is above the greatest")
                return nil
            }
            return (least, greatest)
        }
        switch type {
        case .integer: column.range = both(IntegerField.parse).map { .integer($0.0, $0.1) }
        case .number: column.range = both(NumberField.parse).map { .number($0.0, $0.1) }
        case .date: column.range = both(DateField.parse).map { .date($0.0, $0.1) }
        case .money: column.range = both(pence).map { .money($0.0, $0.1) }
        case .id, .binary, .category: break
        }
    }

    private func pence(_ bytes: FieldBytes) -> Int64? {
        guard case .pence(let value) = MoneyField.parse(bytes) else { return nil }
        return value
    }
}

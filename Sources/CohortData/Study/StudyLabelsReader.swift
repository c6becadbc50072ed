internal import TopsliceRecords

/// Reads `labels: {got_housing: Housing, need: {label: Need, levels: {4: very high}}}`.
struct StudyLabelsReader {
    /// Longer words do not fit a table or a chart.
    static let limit = 120

    let study: Study
    private var taken: [String: String] = [:]

    init(study: Study) {
        self.study = study
    }

    mutating func columns(_ map: YAMLMap, _ faults: inout FaultList) -> [StudyLabels.Column] {
        let known = study.columns.map(\.name) + study.beneficiaries
        return map.entries.compactMap { entry in
            let column = column(entry, &faults)
            if study.isStrict, !known.contains(entry.key) {
                let hint = Spelling.suggestion(for: entry.key, among: known)
                faults.add(
                    .value,
                    entry.value,
                    "'\(escapedName(entry.key))' is not a declared column\(hint)"
                )
            }
            return column
        }
    }

    private mutating func column(
        _ entry: YAMLEntry,
        _ faults: inout FaultList
    ) -> StudyLabels.Column? {
        var label: String?
        var levels: [StudyLabels.Level] = []
        if case .map = entry.value.content, let map = entry.value.map(&faults) {
            map.refuseUnknownKeys(known: ["label", "levels"], &faults)
            label = map["label"].flatMap { distinct($0, of: entry.key, &faults) }
            if let named = map.map("levels", &faults) {
                levels = self.levels(named, of: entry.key, &faults)
            }
        } else {
            label = distinct(entry.value, of: entry.key, &faults)
        }
        return StudyLabels.Column(
            name: entry.key,
            label: label,
            levels: levels,
            isCategory: study.column(entry.key)?.type == .category
        )
    }

    /// A label that no other column has, as its label or its name.
    private mutating func distinct(
        _ node: YAMLNode,
        of column: String,
        _ faults: inout FaultList
    ) -> String? {
        guard let label = Self.words(node, &faults) else { return nil }
        if let other = taken[label] {
            faults.add(
                .value,
                node,
                "'\(label)' is the label of '\(escapedName(other))' too, so that nobody could tell them apart"
            )
            return nil
        }
        let names = study.columns.map(\.name) + study.analysis.columns
        if label != column, names.contains(label) {
            faults.add(.value, node, "'\(label)' is the name of another column")
            return nil
        }
        taken[label] = column
        return label
    }

    private func levels(
        _ map: YAMLMap,
        of column: String,
        _ faults: inout FaultList
    ) -> [StudyLabels.Level] {
        let declared = study.column(column)
        var seen: Set<String> = []
        return map.entries.compactMap { entry in
            if let fault = Self.fault(level: entry.key, of: declared) {
                faults.add(.value, entry.value, fault)
                return nil
            }
            guard let label = Self.words(entry.value, &faults) else { return nil }
            guard seen.insert(label).inserted else {
                faults.add(.value, entry.value, "'\(label)' is the label of another level too")
                return nil
            }
            return StudyLabels.Level(name: entry.key, label: label)
        }
    }

    /// Why a column cannot have this level, as far as its declaration says; nil where it may.
    private static func fault(level: String, of column: StudyColumn?) -> String? {
        guard let column else {
            return "levels are named of a column that 'columns' declares"
        }
        if let levels = column.levels {
            return levels.contains(level)
                ? nil
                : "'\(escapedName(level))' is not a level of the column"
                    + Spelling.suggestion(for: level, among: levels)
        }
        let bytes = Array(level.utf8)
        let number = bytes.withUnsafeBufferPointer { IntegerField.parse($0) }
        switch (column.type, column.range) {
        case (.category, _): return nil
        case (.binary, _): return level == "0" || level == "1" ? nil : "a level is 0 or 1"
        case (.integer, .integer(let low, let high)?):
            let isWithin =
                number.map { number in
                    low.map { $0 <= number } ?? true && high.map { number <= $0 } ?? true
                } ?? false
            return isWithin ? nil : "'\(escapedName(level))' is outside the column's range"
        case (.integer, _): return number == nil ? "a level is a whole number" : nil
        default: return "a column of type \(column.type.rawValue) has no levels"
        }
    }

    /// Words for people: something, not too much, and nothing that cannot be seen.
    static func words(_ node: YAMLNode, _ faults: inout FaultList) -> String? {
        guard let text = node.text(&faults) else { return nil }
        if text.allSatisfy(\.isWhitespace) {
            faults.add(.value, node, "is blank, expected words")
        } else if visible(text) != text {
            faults.add(.value, node, "holds characters that cannot be seen: '\(visible(text))'")
        } else if text.count > limit {
            faults.add(.value, node, "\(text.count) characters, expected \(limit) or fewer")
        } else {
            return text
        }
        return nil
    }
}

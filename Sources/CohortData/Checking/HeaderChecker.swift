internal import TopsliceRecords

/// Judges a header against a study: what is missing, unknown, repeated or should not be there.
struct HeaderChecker {
    let study: Study
    let names: [String]
    let line: Int

    /// Columns the study cannot do without: the declared ones, those with a role and those with a label.
    static func required(_ study: Study) -> [String] {
        var seen: Set<String> = []
        let open = study.numbersOrFlags.sorted()
        let all =
            study.columns.map(\.name) + study.analysis.columns + open
            + (study.filter?.columns ?? []) + study.labelledColumns
        return all.filter { seen.insert($0).inserted }
    }

    /// Another delimiter that splits a header of one column into several, preferably into known names.
    func otherDelimiter() -> Delimiter? {
        guard names.count == 1, let name = names.first else { return nil }
        let required = Set(Self.required(study))
        guard !required.contains(name) else { return nil }
        let candidates = Delimiter.allCases.filter { $0 != study.delimiter }.map { delimiter in
            let parts = name.utf8.split(separator: delimiter.byte, omittingEmptySubsequences: false)
            let known = parts.filter { required.contains(String(decoding: $0, as: UTF8.self)) }
                .count
            return (delimiter, parts: parts.count, known: known)
        }
        let likely = candidates.filter { $0.parts > 1 }
        return likely.max { ($0.known, $0.parts) < ($1.known, $1.parts) }?.0
    }

    /// How many of the required columns are there.
    var requiredCount: Int {
        let present = Set(names)
        return Self.required(study).filter(present.contains).count
    }

    /// Whether the text of a header cell may stand in a message.
    ///
    /// Where the header is missing, the first line holds a person's own values. So a text is shown only if it is the name of an
    /// expected column, or differs from one only as typing does, without digits of its own.
    func isShown(_ name: String) -> Bool {
        let known = Self.required(study) + study.allowedIdentifiers
        let look = LookAlike.folded(name)
        if known.contains(where: { LookAlike.folded($0) == look }) { return true }
        if DirectIdentifier.matches(name) { return true }
        guard let near = Spelling.nearest(to: name, among: known) else { return false }
        func digits(_ text: String) -> [UInt8] { text.utf8.filter { $0.digitValue < 10 } }
        return digits(name) == digits(near)
    }

    /// Faults and warnings of the names.
    func check(_ log: inout FaultLog) {
        let required = Self.required(study)
        let known = Set(required).union(study.allowedIdentifiers)
        var firstField: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let field = index + 1
            if name.utf8.allSatisfy({ $0 == .space || $0 == .tab }) {
                let message = "the header of column \(field) is empty, expected a name"
                log.add(.headerEmpty, line: line, field: field, message)
            } else if let first = firstField[name] {
                let message = "the name stands twice, in columns \(first) and \(field)"
                let shown = isShown(name) ? name : nil
                log.add(.headerRepeated, line: line, column: shown, field: field, message)
            } else {
                checkIdentifier(name, field, known: known, &log)
            }
            firstField[name] = firstField[name] ?? field
        }
        let unknown = names.filter { !known.contains($0) && isShown($0) }
        for name in required where firstField[name] == nil {
            let hint = Self.hint(for: name, among: unknown) { "is '\($0)' meant?" }
            let message = "the column is missing from the header\(hint)"
            log.add(.headerMissing, line: line, column: name, message)
        }
    }

    private func checkIdentifier(
        _ name: String,
        _ field: Int,
        known: Set<String>,
        _ log: inout FaultLog
    ) {
        if DirectIdentifier.matches(name), !study.allowedIdentifiers.contains(name) {
            let message =
                "this column seems to name people directly, which the analysis does not need; remove it, "
                + "or list it under allow_identifiers"
            if study.refusesIdentifiers {
                log.add(.directIdentifier, line: line, column: name, field: field, message)
            } else {
                log.warn(.directIdentifier, line: line, column: name, message)
            }
        } else if study.isStrict, !known.contains(name) {
            let absent = Self.required(study).filter { !names.contains($0) }
            let hint = Self.hint(for: name, among: absent) { "did you mean '\($0)'?" }
            let isShown = isShown(name)
            let subject = isShown ? "unknown column" : "column \(field) of the header is unknown"
            let message = "\(subject), the study is strict and does not declare it\(hint)"
            log.add(
                .headerUnknown,
                line: line,
                column: isShown ? name : nil,
                field: field,
                message
            )
        }
    }

    /// The name that looks the same, or nearly.
    private static func hint(
        for name: String,
        among others: [String],
        _ words: (String) -> String
    ) -> String {
        let look = LookAlike.folded(name)
        let twin = others.first { LookAlike.folded($0) == look }
        guard let near = twin ?? Spelling.nearest(to: name, among: others) else { return "" }
        return "; " + words(escapedName(near))
    }
}

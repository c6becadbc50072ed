package import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceRecords

extension StudyDraft {
    /// The draft as a study file: every column declared, what to look at beside it, and the questions to be answered.
    package var yaml: String {
        let names = columns.map { YAMLText.scalar($0.declaration.name) + ":" }
        let width = min(30, names.map(\.count).max() ?? 1)
        var lines = heading
        if delimiter != .comma { lines.append("delimiter: \(delimiter.name)") }
        lines.append("columns:")
        for (column, name) in zip(columns, names) {
            for note in column.notes {
                if let words = column.words(of: note) { lines.append("  # \(words)") }
            }
            let space = String(repeating: " ", count: max(1, width + 1 - name.count))
            lines.append("  " + name + space + column.declaration.yaml)
        }
        for name in identifiers {
            lines.append(
                "  # \(YAMLText.scalar(name)) names people directly: take the column out of the file."
            )
        }
        return (lines + questions).joined(separator: "\n") + "\n"
    }

    private var heading: [String] {
        let files = files.map { visible($0) }.joined(separator: ", ")
        let rows = Words.count(recordCount, "row", "rows")
        return [
            "# A draft made from \(files) (\(rows)): what each column seems to hold.",
            "# Read it over, answer the questions at its end, then check the file against it:",
            "#   topslice check COHORT.csv --study THIS.yaml",
            "# Ranges are powers of ten around what was found; state the real limits where you know them.",
            "strict: true   # a column that is not named here is refused",
        ]
    }

    private var questions: [String] {
        let flags = Self.list(names(.binary))
        let numbers = Self.list(names(.integer, .number, .money))
        let groups = Self.list(names(withLevels: 10...Self.mostCounted))
        return [
            "",
            "# What is asked; choose, and take the marks away:",
            "# outcome: NAME          # what is to be explained; 0/1: \(flags); numbers: \(numbers)",
            "# agencies: [A, B]       # 0/1 columns, who was served: \(flags)",
            "# covariates: [X, Y]     # what was known of people before any agency met them",
            "# cluster: NAME          # people who are alike by where they are; columns of many groups: \(groups)",
        ]
    }

    private static func list(_ names: [String]) -> String {
        let shown = names.prefix(12).map { YAMLText.scalar($0) }.joined(separator: ", ")
        if names.isEmpty { return "none found" }
        return names.count > 12 ? shown + ", …" : shown
    }
}

extension StudyDraft.Column {
    /// What is to be looked at, in words.
    fileprivate func words(of note: DraftNote) -> String? {
        switch note {
        case .empty: "no cell holds a value"
        case .constant: "everybody has the same value"
        case .unlike(let count, let line):
            Words.count(count, "cell is", "cells are")
                + " unlike the others, the first in line \(line): a code for a missing value "
                + "(missing_codes) or a slip; the check refuses them"
        case .missingCode(let code, let count):
            "\(code) stands \(Words.count(count, "time", "times")), far from all other numbers: if it means missing, add "
                + "missing_codes: [\"\(code)\"], missing: allowed"
        case .twoWords:
            "two words: where one means served, or the outcome, write {type: binary, levels: [for 0, for 1]}"
        case .codes: "digits with noughts in front: codes, kept as text"
        case .dayFirst: "days that are not written YYYY-MM-DD, so they are read as text"
        case .unlistedLevels(nil, _): "too many levels to be listed"
        case .unlistedLevels(let count?, let rare):
            Words.count(count, "level", "levels")
                + (rare > 0
                    ? ", \(rare) of fewer than \(StudyDraft.fewestPeople) people" : "")
                + ": not listed"
        case .repeatedID:
            "stands on several rows: an id of a group, or of a person with several rows"
        case .fewNumbers(let count):
            "\(Words.count(count, "different number", "different numbers")): as groups, name it under categorical"
        }
    }
}

extension StudyColumn {
    /// `{type: integer, range: [0, 10]}`.
    fileprivate var yaml: String {
        var members = ["type: \(type.rawValue)"]
        if let rangeText {
            members.append("range: [\(rangeText.low ?? "none"), \(rangeText.high ?? "none")]")
        }
        if let levels {
            members.append("levels: [" + levels.map(YAMLText.quoted).joined(separator: ", ") + "]")
        }
        if !missingCodes.isEmpty {
            let codes = missingCodes.map(YAMLText.quoted).joined(separator: ", ")
            members.append("missing_codes: [\(codes)]")
        }
        if missingAllowed == true { members.append("missing: allowed") }
        if !isUnique { members.append("unique: no") }
        return "{" + members.joined(separator: ", ") + "}"
    }
}

extension Study {
    /// The study as YAML with every default written out, to be printed back to the reader.
    package var resolvedText: String {
        let study = withRoleColumns
        let analysis = study.analysis.resolved
        var lines = ["strict: \(study.isStrict)", "delimiter: \(study.delimiter.name)"]
        lines.append("missing_codes: \(yamlList(study.missingCodes))")
        lines.append("allow_identifiers: \(yamlList(study.allowedIdentifiers))")
        lines.append(study.columns.isEmpty ? "columns: {}" : "columns:")
        for column in study.columns {
            lines.append("  \(yamlText(column.name)): {\(study.declaration(of: column))}")
        }
        let single = [
            ("outcome", analysis.outcome), ("before", analysis.before),
            ("cluster", analysis.cluster), ("weights", analysis.weights),
        ]
        for (key, value) in single {
            if let value { lines.append("\(key): \(yamlText(value))") }
        }
        let several = [
            ("agencies", analysis.agencies), ("covariates", analysis.covariates),
            ("categorical", analysis.categorical), ("agency_by", analysis.agencyBy),
        ]
        for (key, value) in several {
            lines.append("\(key): \(yamlList(value ?? []))")
        }
        if let family = analysis.family { lines.append("family: \(family.rawValue)") }
        if let interactions = analysis.interactions {
            lines.append("interactions: \(interactions.rawValue)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func declaration(of column: StudyColumn) -> String {
        var parts = ["type: \(column.type.rawValue)"]
        if let range = column.rangeText {
            parts.append("range: [\(range.low ?? "none"), \(range.high ?? "none")]")
        } else if column.type == .money {
            parts.append("range: [0.00, none]")
        }
        parts.append("missing: \(column.allowsMissing ? "allowed" : "refused")")
        if !column.missingCodes.isEmpty {
            parts.append("missing_codes: \(yamlList(column.missingCodes))")
        }
        if let after = column.after { parts.append("after: \(yamlText(after))") }
        if let levels = column.levels { parts.append("levels: \(yamlList(levels))") }
        if column.type == .id { parts.append("unique: \(column.isUnique)") }
        return parts.joined(separator: ", ")
    }
}

private func yamlList(_ items: [String]) -> String {
    "[" + items.map(yamlText).joined(separator: ", ") + "]"
}

/// Plain where it is a plain word, else in double quotes, so that the text can be read back.
private func yamlText(_ text: String) -> String {
    let isPlain =
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                true
            default: false
            }
        } && !text.isEmpty
    guard !isPlain else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x22: quoted += "\\\""
        case 0x5C: quoted += "\\\\"
        case 0x20...0x7E, 0xA1...0xD7FF: quoted.unicodeScalars.append(scalar)
        case 0...0xFFFF: quoted += "\\u" + hexadecimal(scalar.value, width: 4)
        default: quoted += "\\U" + hexadecimal(scalar.value, width: 8)
        }
    }
    return quoted + "\""
}

internal import TopsliceRecords

extension CheckReport {
    /// Warnings and a summary of the file, for a person to read; faults are printed apart (`error`).
    package var summary: String {
        var lines = warnings.map(\.description)
        let verdict = passes ? "passes" : "does not pass"
        lines.append("\(escapedName(file, longest: .max)) \(verdict)")
        lines.append("  records read            \(recordCount)")
        if filteredCount > 0 { lines.append("  left out by the filter  \(filteredCount)") }
        lines.append("  analysed                \(analysedCount)")
        lines.append("  left out, no outcome    \(missingOutcomeCount)")
        lines.append("  left out, other missing \(missingOtherCount)")
        lines.append("  with faults             \(faultyCount)")
        let counted =
            filteredCount + analysedCount + missingOutcomeCount + missingOtherCount + faultyCount
        lines.append("  in = counted = out      \(recordCount) = \(counted)")
        if blankLineCount > 0 { lines.append("  blank lines skipped     \(blankLineCount)") }
        let ignored = columns.filter { $0.type == nil }.count
        if ignored > 0 { lines.append("  columns not declared    \(ignored)") }
        lines.append("columns")
        for column in columns {
            if let text = column.text { lines.append("  " + text) }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension CheckReport.Column {
    /// `need  integer  3 values  0 missing  within 0 to 10`.
    fileprivate var text: String? {
        guard let type else { return nil }
        var parts = [
            escapedName(name), type.rawValue, "\(valueCount) values", "\(missingCount) missing",
        ]
        if let distinctCount {
            parts.append("\(distinctCount) \(type == .id ? "distinct" : "levels")")
        }
        if let oneCount { parts.append("\(oneCount) ones") }
        if let magnitude, type != .binary { parts.append("within \(magnitude)") }
        if let totalPence { parts.append("total \(Self.pounds(totalPence))") }
        return parts.joined(separator: "  ")
    }

    private static func pounds(_ pence: Int64) -> String {
        let magnitude = pence.magnitude
        let remainder = magnitude % 100
        let sign = pence < 0 ? "-" : ""
        return "\(sign)£\(magnitude / 100).\(remainder < 10 ? "0" : "")\(remainder)"
    }
}

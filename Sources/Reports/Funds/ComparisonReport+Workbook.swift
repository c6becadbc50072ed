package import TopsliceFormats
internal import TopsliceRecords
import TopsliceFunds

extension ComparisonReport {
    /// The comparison as a workbook: the change of each partner, and where it comes from.
    package var workbook: Workbook {
        let first = comparison.first.agreement, second = comparison.second.agreement
        return Workbook(
            properties: Workbook.Properties(
                title: "Comparison: \(first.name) and \(second.name)",
                subject: "\(first.term.from) to \(first.term.to)",
                author: "Topslice \(provenance.version)"
            ),
            sheets: [changes.sheet, changesByFigure.sheet],
            notes: [
                .init("A", "\(first.name), from \(FileNames().said(first.file))"),
                .init("B", "\(second.name), from \(FileNames().said(second.file))"),
                .init("Scenario", comparison.first.scenario),
                .init(
                    "Signs",
                    "Net is received less paid; a change above zero is better for the partner."
                ),
            ] + warnings.map { .init("Warning", $0) }
                + provenance.inputs.map { .init("Input \($0.path)", "SHA-256 \($0.sha256)") }
        )
    }
}

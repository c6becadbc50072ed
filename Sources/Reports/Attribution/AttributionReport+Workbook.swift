import TopsliceAttribution
internal import TopsliceCohortData
internal import TopsliceFormats

extension AttributionReport {
    /// Every table of the report a sheet, and what must be known beside them as notes.
    var workbook: Workbook {
        let tables = AttributionTables(self)
        let sensitivity = SensitivityTables(self)
        let verdict = VerdictWords(self)
        let all: [ReportTable] =
            [verdicts].compactMap { $0 } + tables.agencySheets + benefitSheets + [
                tables.coalitions(), tables.interactions(),
            ]
            + [CrossCheckTable(self)?.table].compactMap { $0 }
            + DivisionTables(self).tables
            + restrictedSheets
            + (OverlapTables(self).map { [$0.comparisons, $0.balance, $0.coalitions] } ?? [])
            + [sensitivity.findings, sensitivity.leftOut]
            + [MoneySensitivityTable(self)?.table].compactMap { $0 } + tables.imputation
            + [ModificationTable(self)?.table].compactMap { $0 }
            + (PlaceboTables(self)?.sheets ?? [])
            + SubgroupTables(self).sheets
            + [plan.map(ProtocolTables.init)?.deviations].compactMap { $0 }
        return Workbook(
            properties: .init(
                title: title,
                subject: Words.list(result.agencies.map(labels.name)),
                author: "Topslice \(provenance.version)"
            ),
            sheets: all.filter { !$0.isEmpty }.map(\.sheet),
            notes: [
                .init("Verdict", verdict.title + ". " + verdict.sentences.joined(separator: " ")),
                .init(
                    "Unit",
                    "contributions and claims are per person of the whole cohort, in \(OutcomeFormat(self).workbookUnit)"
                ),
            ] + (plan.map(ProtocolTables.init).map { [.init("Protocol", $0.words)] } ?? [])
                + verdict.grounds.map { .init("Reason", $0) }
                + allWarnings.map { .init("Warning", $0) } + provenance.notes
        )
    }
}

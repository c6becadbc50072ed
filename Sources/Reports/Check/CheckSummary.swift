package import TopsliceCohortData
package import TopsliceFormats
internal import TopsliceRecords
package import TopsliceStudies

/// What `topslice check` says of a cohort that keeps to its study: every record counted once, and a row a column.
package struct CheckSummary {
    private let report: CheckReport
    private let labels: StudyLabels
    private let tables: CheckTables

    package init(_ report: CheckReport, study: Study, rule: DisclosureRule) {
        self.report = report
        labels = study.labels
        tables = CheckTables(report, labels: study.labels, units: study.units, rule: rule)
    }

    /// For a person to read; faults and warnings are printed apart.
    package var text: String {
        visible(report.file) + (report.passes ? " passes\n" : " does not pass\n")
            + (labels.question.map { visible($0) + "\n" } ?? "") + "\n"
            + tables.records.terminal.text + "\n" + tables.columns.terminal.text
    }

    /// Keys: `file`, `passes`, `records.{analysed,…,read}`, `blank_lines`, `columns_not_declared`,
    /// `columns[].{column,type,unit,values,missing,distinct,ones,low,high,total}`, `labels`, `warnings`.
    package var json: JSONValue {
        [
            "file": .string(report.file),
            "passes": .boolean(report.passes),
            "records": tables.records.json,
            "blank_lines": .integer(report.blankLineCount),
            "columns_not_declared": .integer(report.undeclaredCount),
            "columns": tables.columns.json,
            "labels": labels.json,
            "warnings": .strings(report.warnings.map(\.description)),
        ]
    }

    /// A row a column.
    package var csv: CSVTable { tables.columns.csv }
}

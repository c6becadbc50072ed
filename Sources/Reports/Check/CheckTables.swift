internal import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceMoney
import TopsliceStudies

/// The tables of a check, each stated once for every form.
struct CheckTables {
    let report: CheckReport
    private let labels: StudyLabels
    private let rule: DisclosureRule
    /// By column, what it is counted in.
    private let units: [String: String]

    init(
        _ report: CheckReport,
        labels: StudyLabels,
        units: [String: String],
        rule: DisclosureRule
    ) {
        self.units = units
        self.report = report
        self.labels = labels
        self.rule = rule
    }

    /// What became of the records; the rows sum to what was read.
    var records: ReportTable {
        // Complete columns tell how many records the filter keeps: neither what it leaves out nor what is lost after it may follow.
        let losses = [report.missingOutcomeCount, report.missingOtherCount]
        let hidesLosses = losses.contains(where: rule.isSmall)
        let hidesRead = rule.isSmall(report.filteredCount)
        let groups = [
            ("analysed", report.analysedCount, rule.isSmall(losses.reduce(0, +))),
            ("left out by the filter", report.filteredCount, hidesRead),
            ("left out, no outcome", report.missingOutcomeCount, hidesLosses && losses[0] > 0),
            ("left out, other missing", report.missingOtherCount, hidesLosses && losses[1] > 0),
            ("with faults", report.faultyCount, false),
        ]
        return ReportTable(
            name: "Records",
            caption: "What became of every record; blank lines are no records",
            columns: [
                .init("Records", key: "what"),
                .init(
                    "Count",
                    key: "count",
                    .integer,
                    total: rule.cell(report.recordCount, withheld: hidesRead)
                ),
            ],
            rows: groups.map { [.text($0.0), rule.cell($0.1, withheld: $0.2)] },
            totalLabel: "read"
        )
    }

    /// The columns that the study declares, in the order of the header.
    var columns: ReportTable {
        ReportTable(
            name: "Columns",
            caption: "What the declared columns hold",
            columns: [
                .init("Column", key: "column"), .init("Type", key: "type"),
                .init("Unit", key: "unit", on: units.isEmpty ? .data : .all),
                .init("Values", key: "values", .integer),
                .init("Missing", key: "missing", .integer),
                .init("Distinct", key: "distinct", .integer), .init("Ones", key: "ones", .integer),
                .init("From", key: "low"), .init("To", key: "high"),
                .init("Total", key: "total", Currency.pounds.columnKind),
            ],
            rows: report.columns.compactMap(row)
        )
    }

    private func row(_ column: CheckReport.Column) -> [ReportCell]? {
        guard let type = column.type else { return nil }
        let range = type == .binary ? nil : column.magnitude
        // The values and those missing add up to the records.
        let records = column.valueCount + column.missingCount
        let isShown = rule.allows(column.missingCount, of: records)
        func counted(_ count: Int?, isShown: Bool) -> ReportCell {
            count.map { rule.cell($0, withheld: !isShown) } ?? .empty
        }
        let showsOnes = isShown && rule.allows(column.oneCount ?? 0, of: column.valueCount)
        return [
            .named(column.name, label: labels.name(column.name)), .text(type.rawValue),
            units[column.name].map(ReportCell.text) ?? .empty,
            counted(column.valueCount, isShown: isShown),
            counted(column.missingCount, isShown: isShown),
            type == .id
                ? counted(column.distinctCount, isShown: isShown)
                : column.distinctCount.map(ReportCell.integer) ?? .empty,
            counted(column.oneCount, isShown: showsOnes),
            range.map { .text($0.low.description) } ?? .empty,
            range.map { .text($0.high.description) } ?? .empty,
            rule.isSmall(column.valueCount)
                ? .absent(.withheld)
                : column.totalPence.map { Money(minorUnits: Int($0)).reportCell } ?? .empty,
        ]
    }
}

internal import TopsliceCohortData
internal import TopsliceFormats
internal import TopsliceMoney

/// The tables of a check, each stated once for every form.
struct CheckTables {
    let report: CheckReport

    init(_ report: CheckReport) {
        self.report = report
    }

    /// What became of the records; the rows sum to what was read.
    var records: ReportTable {
        let groups = [
            ("analysed", report.analysedCount),
            ("left out by the filter", report.filteredCount),
            ("left out, no outcome", report.missingOutcomeCount),
            ("left out, other missing", report.missingOtherCount),
            ("with faults", report.faultyCount),
        ]
        return ReportTable(
            name: "Records",
            caption: "What became of every record; blank lines are no records",
            columns: [
                .init("Records", key: "what"),
                .init("Count", key: "count", .integer, total: .integer(report.recordCount)),
            ],
            rows: groups.map { [.text($0.0), .integer($0.1)] },
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
        return [
            .text(column.name), .text(type.rawValue), .integer(column.valueCount),
            .integer(column.missingCount), column.distinctCount.map(ReportCell.integer) ?? .empty,
            column.oneCount.map(ReportCell.integer) ?? .empty,
            range.map { .text($0.low.description) } ?? .empty,
            range.map { .text($0.high.description) } ?? .empty,
            column.totalPence.map { Money(minorUnits: Int($0)).reportCell } ?? .empty,
        ]
    }
}

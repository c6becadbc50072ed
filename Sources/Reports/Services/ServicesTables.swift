import TopsliceApportionment
internal import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

/// The tables of service departments, each stated once.
extension ServicesReport {
    var costsTable: ReportTable {
        let kind = run.total.currency.columnKind
        return ReportTable(
            name: "Costs",
            caption: "Costs before and after",
            columns: [
                .init("Department", key: "department"), .init("Kind", key: "kind"),
                .init("Direct cost", key: "direct_cost", kind, total: run.total.reportCell),
                .init("Full cost", key: "full_cost", .decimal(places: 2)),
                .init("", key: "full_cost_exact"),
                .init("Bears", key: "amount", kind, total: run.total.reportCell),
            ],
            rows: run.departments.map {
                [
                    .text($0.name), .text($0.isService ? "service" : "final"),
                    $0.directCost.reportCell, $0.fullCost.reportCell(.pounds),
                    $0.fullCost.reportCell(asFraction: true),
                    $0.amount?.reportCell ?? .empty,
                ]
            },
            totalLabel: "Total"
        )
    }

    var streamsTable: ReportTable {
        ReportTable(
            name: "Streams",
            caption: "Every stream of cost",
            columns: [
                .init("Stream", on: .page),
                .init("Spent by", key: "origin", on: [.sheet, .data]),
                .init("Handed over by", key: "through", on: [.sheet, .data]),
                .init("Ends in", key: "final", on: [.sheet, .data]),
                .init(
                    "Amount",
                    key: "amount",
                    .decimal(places: 2),
                    total: .number(run.total.length, .count)
                ),
                .init("", key: "amount_exact"),
                .init("Of each pound there", key: "share_of_final", .percentage(places: 1)),
            ],
            rows: run.paths.map { path in
                [
                    .text(Self.way(path)), .text(path.origin),
                    path.through.map(ReportCell.text) ?? .empty, .text(path.final),
                    path.amount.reportCell(.pounds),
                    path.amount.reportCell(asFraction: true),
                    path.shareOfFinal.reportCell(.percentage),
                ]
            },
            totalLabel: "Total"
        )
    }

    /// "Finance → Estates → Housing".
    private static func way(_ path: ServicesRun.Path) -> String {
        guard let through = path.through else { return "\(path.origin) → itself" }
        let between = through == path.origin ? "" : "\(through) → "
        return "\(path.origin) → \(between)\(path.final)"
    }
}

extension NumberFormat {
    fileprivate static let pounds = NumberFormat(notation: .fixed(decimals: 2))
}

import TopsliceApportionment
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ServicesReport {
    /// Costs before and after with live totals that must agree, then streams, journal and notes.
    package var workbook: Workbook {
        let kind = run.total.currency.columnKind
        let costs = Workbook.Sheet(
            name: "Costs",
            columns: [
                .init("Department", .text), .init("Kind", .text),
                .init("Direct cost", kind, isTotalled: true, statedTotal: run.total.workbookCell),
                .init("Full cost", .decimal(places: 2)),
                .init("Bears", kind, isTotalled: true, statedTotal: run.total.workbookCell),
            ],
            rows: run.departments.map {
                [
                    .text($0.name), .text($0.isService ? "service" : "final"),
                    $0.directCost.workbookCell, .number($0.fullCost.approximate),
                    $0.amount?.workbookCell ?? .empty,
                ]
            },
            totalLabel: "Total"
        )
        let streams = Workbook.Sheet(
            name: "Streams",
            columns: [
                .init("Spent by", .text), .init("Handed over by", .text), .init("Ends in", .text),
                .init(
                    "Amount",
                    .decimal(places: 2),
                    isTotalled: true,
                    statedTotal: .number(run.total.length)
                ),
                .init("Of each pound there", .percentage(places: 1)),
            ],
            rows: run.paths.map {
                [
                    .text($0.origin), .text($0.through ?? ""), .text($0.final),
                    .number($0.amount.approximate), .number($0.shareOfFinal.approximate),
                ]
            },
            totalLabel: "Total"
        )
        let journal = JournalReport(parts: [(run.method.rawValue, run.journal)])
            .sheet(run.total.currency)
        return Workbook(
            properties: .init(
                title: "Service departments",
                subject: run.method.title,
                author: "Topslice \(provenance.version)"
            ),
            sheets: [costs, streams, journal].compactMap { $0 },
            notes: [
                .init("Method", "\(run.method.title): \(run.method.meaning)"),
                .init(
                    "Full cost",
                    "of a service, what went through it; of a final department, what it bears"
                ),
                .init("Rounding", ApportionReport.tableTieOrder),
            ] + run.warnings.map { .init("Warning", $0) } + provenance.notes
        )
    }
}

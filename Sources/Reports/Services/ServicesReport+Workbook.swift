import TopsliceApportionment
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ServicesReport {
    /// Costs before and after with live totals that must agree, then streams, journal and notes.
    package var workbook: Workbook {
        let journal = JournalReport(parts: [(run.method.rawValue, run.journal)])
            .sheet(run.total.currency)
        return Workbook(
            properties: .init(
                title: "Service departments",
                subject: run.method.title,
                author: "Topslice \(provenance.version)"
            ),
            sheets: [costsTable.sheet, streamsTable.sheet, journal].compactMap { $0 },
            notes: [
                .init("Method", "\(run.method.title): \(run.method.meaning)"),
                .init(
                    "Full cost",
                    "of a service, what went through it; of a final department, what it bears"
                ),
                .init("Rounding", ApportionReport.tableTieOrder),
            ] + run.warnings.map { .init("Warning", $0.words) } + provenance.notes
        )
    }
}

import TopsliceApportionment
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ApportionReport {
    /// The division with live totals, compared with the amount, then the journal and notes.
    package var workbook: Workbook {
        let journalSheet = JournalReport(parts: [(run.method, journal)]).sheet(run.total.currency)
        return Workbook(
            properties: .init(
                title: "An amount apportioned",
                subject: "\(run.total.shown) by \(run.method)",
                author: "Topslice \(provenance.version)"
            ),
            sheets: [mainTable.sheet, journalSheet].compactMap { $0 },
            notes: [
                .init("Amount", run.total.shown), .init("Method", run.method),
                .init("Ties", tieOrder),
            ] + warnings.map { .init("Warning", $0) } + provenance.notes
        )
    }
}

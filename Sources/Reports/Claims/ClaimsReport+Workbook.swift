import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ClaimsReport {
    /// Awards with live totals, compared with the estate, then terms, journal and notes.
    package var workbook: Workbook {
        let sheets = [
            awards.namesDown.sheet, run.hasTerms ? termsTable.sheet : nil,
            journal.sheet(run.estate.currency),
        ]
        return Workbook(
            properties: .init(
                title: "An estate divided among claims by every rule",
                subject: "\(run.estate.shown) among \(ids.count) claimants",
                author: "Topslice \(provenance.version)"
            ),
            sheets: sheets.compactMap { $0 },
            notes: [
                .init("Estate", run.estate.shown), .init("Ties in rounding", DividedMoney.tieOrder),
            ] + answered.map { .init($0.rule.title, $0.rule.meaning) }
                + notApplicable.map { .init("\($0.rule.title) does not apply", $0.reason) }
                + run.warnings.map { .init("Warning", $0.words) } + provenance.notes
        )
    }
}

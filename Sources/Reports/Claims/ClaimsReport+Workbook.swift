import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney
import TopsliceSharing
import TopsliceStudies

extension ClaimsReport {
    /// Awards with live totals, compared with the estate, then terms, journal and notes.
    package var workbook: Workbook {
        let kind = run.estate.currency.columnKind
        let awards = Workbook.Sheet(
            name: "Awards",
            columns: [
                .init("Claimant", .text),
                .init(
                    "Claim",
                    kind,
                    isTotalled: true,
                    statedTotal: run.claimsTotal.workbookCell
                ),
            ]
                + answered.map { rule, _ in
                    .init(
                        rule.title,
                        kind,
                        isTotalled: true,
                        statedTotal: run.estate.workbookCell
                    )
                },
            rows: run.claimants.enumerated().map { place, claim in
                [.text(claim.id), claim.claim.workbookCell]
                    + answered.map {
                        $0.awards.money.allocation.parts[place].amount.workbookCell
                    }
            },
            totalLabel: "Total"
        )
        let sheets = [awards, termsSheet(kind), journal.sheet(run.estate.currency)]
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
                + run.warnings.map { .init("Warning", $0) } + provenance.notes
        )
    }

    private func termsSheet(_ kind: Workbook.Column.Kind) -> Workbook.Sheet? {
        guard run.hasTerms else { return nil }
        return Workbook.Sheet(
            name: "Terms",
            columns: [
                .init("Claimant", .text), .init("Weight", .text), .init("Floor", kind),
                .init("Cap", kind), .init("Priority", .integer),
            ],
            rows: run.claimants.map { claim in
                [
                    .text(claim.id), .text(claim.weight.description), claim.floor.workbookCell,
                    claim.cap?.workbookCell ?? .empty, .integer(claim.priority),
                ]
            }
        )
    }
}

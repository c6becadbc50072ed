import TopsliceApportionment
import TopsliceExactArithmetic
package import TopsliceFormats
import TopsliceMoney
package import TopsliceSharing
internal import TopsliceStudies

/// The awards under every rule with everything a reader needs beside them, ready to be written.
package struct ClaimsReport: SharingReport {
    package var run: ClaimsRun
    package var provenance: Provenance

    package init(_ run: ClaimsRun, provenance: Provenance) {
        self.run = run
        self.provenance = provenance
    }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = [
        "claims.json", "awards.csv", "journal.csv", "report.html", "claims.xlsx",
    ]

    /// All files, in the order of `fileNames`.
    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "claims.json", bytes: json.bytes()),
            OutputFile(name: "awards.csv", text: dataTable.csv.text()),
            OutputFile(name: "journal.csv", text: journal.table.text()),
            OutputFile(name: "report.html", text: page.text()),
            OutputFile(name: "claims.xlsx", bytes: try workbook.bytes()),
        ]
    }

    /// The report as a self-contained page.
    package var page: HTMLPage { ClaimsPage(self).page }

    var ids: [String] { run.claimants.map(\.id) }

    /// Rules that gave awards, in the order asked for.
    var answered: [(rule: ClaimsRule, awards: ClaimsAwards)] {
        run.rules.compactMap { finding in finding.awards.map { (finding.rule, $0) } }
    }

    var notApplicable: [(rule: ClaimsRule, reason: String)] {
        run.rules.compactMap { finding in
            if case .notApplicable(let reason) = finding.outcome {
                (finding.rule, reason.description)
            } else {
                nil
            }
        }
    }

    var journal: JournalReport {
        JournalReport(parts: answered.map { ($0.rule.rawValue, $0.awards.money.journal) })
    }

    // MARK: - JSON

    /// The awards as JSON; the keys are a contract, to which more may be added. `amounts` are exact decimals
    /// that sum to `estate`.
    package var json: JSONValue {
        [
            "estate": .string(run.estate.decimalText),
            "currency": .string(run.estate.currency.code),
            "claims_total": .string(run.claimsTotal.decimalText),
            "claimants": .array(run.claimants.map(Self.claimant)),
            "rules": .array(answered.map { rule($0.rule, $0.awards) }),
            "not_applicable": notApplicableTable.json,
            "tie_order": .string(DividedMoney.tieOrder),
            "warnings": .strings(run.warnings.map(\.words)),
            "provenance": provenance.json,
        ]
    }

    private static func claimant(_ claim: StatedClaim) -> JSONValue {
        [
            "claimant": .string(claim.id),
            "claim": .string(claim.claim.decimalText),
            "weight": .string(claim.weight.description),
            "cap": .optional(claim.cap?.decimalText),
            "floor": .string(claim.floor.decimalText),
            "priority": .integer(claim.priority),
        ]
    }

    private func rule(_ rule: ClaimsRule, _ awards: ClaimsAwards) -> JSONValue {
        func perClaimant(_ values: [JSONValue]) -> JSONValue {
            .object(zip(ids, values).map { .init($0, $1) })
        }
        let parts = awards.money.allocation.parts
        return [
            "rule": .string(rule.rawValue),
            "title": .string(rule.title),
            "awards": perClaimant(awards.awards.map(\.json)),
            "exact": perClaimant(awards.awards.map(\.exactJSON)),
            "amounts": perClaimant(parts.map { .string($0.amount.decimalText) }),
            "versus_proportional": awards.versusProportional.map { perClaimant($0.map(\.json)) }
                ?? .null,
            "journal": JournalReport.json(awards.money.journal),
        ]
    }
}

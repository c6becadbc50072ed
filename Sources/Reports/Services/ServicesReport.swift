import TopsliceApportionment
package import TopsliceFormats
import TopsliceMoney
package import TopsliceSharing
internal import TopsliceStudies

/// Where every pound of service departments ends, with everything a reader needs beside it.
package struct ServicesReport: SharingReport {
    package var run: ServicesRun
    package var provenance: Provenance

    package init(_ run: ServicesRun, provenance: Provenance) {
        self.run = run
        self.provenance = provenance
    }

    /// The names of the files `files()` makes, known before any work is done.
    package static let fileNames = [
        "services.json", "costs.csv", "paths.csv", "journal.csv", "report.html", "services.xlsx",
    ]

    /// All files, in the order of `fileNames`.
    package func files() throws(WorkbookError) -> [OutputFile] {
        [
            OutputFile(name: "services.json", bytes: json.bytes()),
            OutputFile(name: "costs.csv", text: costsTable.csv.text()),
            OutputFile(name: "paths.csv", text: streamsTable.csv.text()),
            OutputFile(
                name: "journal.csv",
                text: JournalReport(parts: [(run.method.rawValue, run.journal)]).table.text()
            ),
            OutputFile(name: "report.html", text: page.text()),
            OutputFile(name: "services.xlsx", bytes: try workbook.bytes()),
        ]
    }

    /// The report as a self-contained page.
    package var page: HTMLPage { ServicesPage(self).page }

    /// "13.0p of each pound of Housing came from Finance through Estates".
    func sentence(_ path: ServicesRun.Path) -> String {
        let share = pence(path.shareOfFinal)
        let unit = run.total.currency.symbol == "£" ? "pound" : run.total.currency.code
        guard let through = path.through else {
            return "\(share) of each \(unit) of \(path.final) is its own"
        }
        return "\(share) of each \(unit) of \(path.final) came from \(path.origin)"
            + (through == path.origin ? " directly" : " through \(through)")
    }

    /// A share of a pound in pence, of other money in per cent.
    private func pence(_ share: Quantity) -> String {
        let unit = run.total.currency.symbol == "£" ? "p" : "%"
        return NumberFormat(notation: .fixed(decimals: 1), multiplier: 100, suffix: unit).plain
            .text(share)
    }

    // MARK: - JSON

    /// The allocation as JSON; the keys are a contract, to which more may be added.
    package var json: JSONValue {
        [
            "method": .string(run.method.rawValue),
            "order": .strings(run.order),
            "currency": .string(run.total.currency.code),
            "total": .string(run.total.decimalText),
            "direct_cost": members(run.departments) { .string($0.directCost.decimalText) },
            "full_cost": members(run.departments) { $0.fullCost.json },
            "full_cost_exact": members(run.departments) { $0.fullCost.exactJSON },
            "final": members(run.finals) { $0.fullCost.json },
            "amounts": members(run.finals) { .optional($0.amount?.decimalText) },
            "paths": .array(
                run.paths.map { path in
                    [
                        "origin": .string(path.origin),
                        "through": .optional(path.through),
                        "final": .string(path.final),
                        "amount": path.amount.json,
                        "amount_exact": path.amount.exactJSON,
                        "share_of_final": path.shareOfFinal.json,
                        "text": .string(sentence(path)),
                    ]
                }
            ),
            "journal": JournalReport.json(run.journal),
            "tie_order": .string(ApportionReport.tableTieOrder),
            "warnings": .strings(run.warnings.map(\.words)),
            "provenance": provenance.json,
        ]
    }

    private func members(
        _ departments: [ServicesRun.Department],
        _ value: (ServicesRun.Department) -> JSONValue
    ) -> JSONValue {
        .object(departments.map { .init($0.name, value($0)) })
    }

    // MARK: - Terminal

    /// What each department bears, then the largest streams in words.
    package var terminalText: String {
        let streams = 12
        let order = run.order.isEmpty ? "" : " in the order \(run.order.joined(separator: ", "))"
        var text =
            "\(run.total.shown) of \(Words.count(run.departments.count, "department", "departments")) "
            + "by the \(run.method.title)\(order)\n\n"
        text += costsTable.terminal.text
        let passed = run.passedOn
        text += "\n"
        for path in passed.prefix(streams) { text += sentence(path) + "\n" }
        if passed.count > streams {
            text += "and \(Words.count(passed.count - streams, "other stream", "other streams"))\n"
        }
        for warning in run.warnings { text += "warning: \(warning.words)\n" }
        return text
    }
}
